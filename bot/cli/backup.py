"""`wirewatch backup` and `wirewatch restore`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import app

if TYPE_CHECKING:
    from rich.console import Console

    from config.load import Loaded
    from storage.backup import Backup, Restored


@app.command()
def backup(
    folder: Annotated[
        Path | None,
        typer.Option("--to", metavar="FOLDER", help="Where to put it, if not where the settings say."),
    ] = None,
) -> None:
    """Back up the whole database into one file, also while the bot runs.

    Nothing waits for it. Exit status: 0 done; 2 not done, and the message says what to do.
    """
    from bot.cli.answering import answered

    answered(lambda loaded, err: _back_up(loaded, err, folder))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `wirewatch backup` made.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Make a backup the database again; whatever runs on it is stopped before.

    A database file that is there is kept under another name; a PostgreSQL database must be an empty one. Exit
    status: 0 done; 1 you said no; 2 not done, and the message says what to do.
    """
    from bot.cli.answering import answered

    answered(lambda loaded, err: _restore(loaded, err, file, yes=yes))


def _back_up(loaded: "Loaded", err: "Console", folder: Path | None) -> int:
    import asyncio
    from datetime import UTC, datetime

    from rich.console import Console

    from bot.progress import MoveBar
    from storage.backup import Shelf, back_up
    from storage.engine import database_url

    url = database_url(loaded.settings.database)
    shelf = Shelf(folder=(folder or loaded.settings.backups).absolute())
    with MoveBar(err) as bar:
        made = asyncio.run(back_up(url, shelf, datetime.now(UTC), bar))
    _say(Console(), *_made(made))
    return 0


def _made(made: "Backup") -> tuple[str, ...]:
    held, size = made.manifest.length / 1e6, made.size / 1e6
    return (
        f"{made.path}",
        f"{size:,.1f} MB, packed from {held:,.1f}: revision {made.manifest.revision}, checked. Keep a copy "
        "on another machine.",
    )


def _restore(loaded: "Loaded", err: "Console", file: Path, *, yes: bool) -> int:
    import asyncio
    from contextlib import nullcontext
    from datetime import UTC, datetime

    from rich.console import Console

    from bot.cli.asking import agreed
    from bot.lock import sole_user
    from bot.progress import MoveBar
    from storage.backup import manifest_of, restore
    from storage.engine import database_url
    from storage.trouble import place

    settings, out = loaded.settings, Console()
    url, manifest = database_url(settings.database), manifest_of(file)
    with nullcontext() if settings.is_shared else sole_user(settings.held_folder):
        _say(
            out,
            f"{place(url)} becomes what it was at {manifest.made_at:%H:%M} UTC on {manifest.made_at.day} "
            f"{manifest.made_at:%B %Y}.",
        )
        if not yes and not agreed("Restore it?"):
            return 1
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        with MoveBar(err) as bar:
            done = asyncio.run(restore(url, file, settings.data, datetime.now(UTC), bar))
    _say(out, *_restored(done))
    return 0


def _restored(done: "Restored") -> tuple[str, ...]:
    """What was done, and what becomes of the time since the backup."""
    said = [f"Restored: made by Wirewatch {done.manifest.version}."]
    if done.kept is not None:
        said.append(f"What was there before is kept as {done.kept}. Delete it when you are content.")
    said += [
        "What happened since the backup it does not know. So that little is told again, what the feeds hold "
        "at their next look is read and can be found, but alerts nobody; digests that were due since are "
        "left out. A story that began since and goes on may be alerted once more.",
        f"Messages that waited then: {done.settled.doubted} are looked for on Discord before they are sent, "
        f"{done.settled.dropped} are not sent any more.",
        "What was changed since (feeds, watches, digests, settings, what was forgotten) is to be done again.",
    ]
    return tuple(said)


def _say(out: "Console", *lines: str) -> None:
    for line in lines:
        out.print(line, markup=False, highlight=False, soft_wrap=True)
