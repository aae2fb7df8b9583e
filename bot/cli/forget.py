"""`wirewatch forget`: all that is kept of a server, or of a person, is deleted."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from config.load import Loaded
    from storage.archive import Archive


@app.command()
def forget(
    guild: Annotated[str | None, typer.Option(metavar="ID", help="The server.")] = None,
    user: Annotated[str | None, typer.Option(metavar="ID", help="The person.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete all that is kept of a server, or of a person; it cannot be taken back.

    Backups and logs keep it until they go: which is told at the end.

    Exit status: 0 done; 1 nothing is kept, or you said no; 2 not done, and the message says what to do.
    """
    from bot.cli.answering import answered

    answered(lambda loaded, err: _do(loaded, err, guild, user, yes=yes))


def _do(loaded: "Loaded", err: "Console", guild: str | None, user: str | None, *, yes: bool) -> int:
    import asyncio

    from bot.cli.asking import agreed
    from config.errors import ConfigurationError

    if (guild is None) == (user is None):
        raise ConfigurationError("Say whom: --guild ID or --user ID, one of the two.")
    named = guild or user or ""
    if not (named.isascii() and named.isdecimal() and 15 <= len(named) <= 20):
        raise ConfigurationError(
            f"“{named[:40]}” is no id (Discord: Settings, Advanced, Developer Mode; then right-click the "
            "server, Copy Server ID, or the person, Copy User ID)."
        )
    who = f"server {named}" if guild else f"person {named}"
    if not yes and not agreed(f"Delete all that is kept of {who}? It cannot be taken back"):
        return 1
    return asyncio.run(_forget(loaded, err, who, named, is_guild=guild is not None))


async def _forget(loaded: "Loaded", err: "Console", who: str, named: str, *, is_guild: bool) -> int:
    from rich.console import Console

    from storage.archive import Archive
    from storage.queue import NoNudges

    archive = await Archive.open(loaded.settings.database, NoNudges(), upgrades=False)
    try:
        is_there = is_guild and await _is_there(archive, named)
        keeping = archive.keeping
        rows = await (keeping.forget_guild(named) if is_guild else keeping.forget_person(named))
        is_gone = await keeping.empty_log()
    finally:
        await archive.close()
    if not rows:
        err.print(f"Nothing is kept of {who}.", highlight=False)
        return 1
    out = Console()
    out.print(f"All that was kept of {who} is deleted: {rows:,} rows.", highlight=False)
    if is_there:
        out.print(
            "As far as is known the bot is still in that server, and notes its name again when it starts: "
            "remove it there.",
            soft_wrap=True,
        )
    if loaded.settings.feed or loaded.settings.watch or loaded.settings.digest:
        out.print("What wirewatch.toml declares for it comes back at the next start.", soft_wrap=True)
    if not is_gone:
        out.print(
            "Somebody is reading the database, so it may still stand in the -wal file beside it, until that "
            "is written anew or the bot ends.",
            soft_wrap=True,
        )
    for words in _elsewhere(loaded):
        out.print(words, highlight=False, soft_wrap=True)
    return 0


def _elsewhere(loaded: "Loaded") -> "Iterator[str]":
    """Which files may hold it still."""
    from storage.engine import database_url
    from storage.trouble.kept import file_of, kept_beside, unfinished_beside

    settings = loaded.settings
    folder = settings.backups.absolute()
    backups = len([*folder.glob("wirewatch-*.zip"), *folder.glob("before-*.zip")])
    where = f" ({backups} in {folder})" if backups else ""
    yield f"Backups that were made before still hold it: delete those, too{where}."
    if not settings.is_shared:
        place = file_of(database_url(settings.database))
        for path in (*kept_beside(place), *unfinished_beside(place)):
            yield f"What a restore left may hold it, too: delete {path}"
    yield "Logs name ids of servers, and of people who were written to: let them go, too."


async def _is_there(archive: "Archive", guild: str) -> bool:
    return any(one.guild == guild and one.left_at is None for one in await archive.guilds.all())
