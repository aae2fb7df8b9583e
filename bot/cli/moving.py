"""`wirewatch move`: everything into another database."""

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console
    from sqlalchemy.engine import URL

    from config.load import Loaded
    from storage.moving import Progress


@app.command()
def move(
    to: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Where to: postgresql+asyncpg://… of an empty database, or sqlite+aiosqlite:///… of a file "
            "that is not there yet. With a password in it, rather set WIREWATCH_MOVE_TO.",
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="URL", help="Where from, if not the database that the settings name."),
    ] = None,
    back: Annotated[
        bool, typer.Option("--back", help="Use again, as it was then, a database that was moved away from.")
    ] = False,
) -> None:
    """Move everything into another database: from SQLite to PostgreSQL, or back.

    What runs on either is stopped before. Broken off, the same command goes on with it. Exit status: 0 done;
    2 not done, and the message says what to do.
    """
    from bot.cli.answering import answered

    answered(lambda loaded, err: _do(loaded, err, to, from_, back=back))


def _do(loaded: "Loaded", err: "Console", to: str | None, from_: str | None, *, back: bool) -> int:
    import os
    from urllib.parse import unquote

    from rich.console import Console

    from bot import logs
    from config.errors import ConfigurationError
    from config.settings.addresses import passwords_of
    from storage.engine import database_url

    out = Console()
    if to is None and not back:
        to = os.environ.get("WIREWATCH_MOVE_TO") or None
    settings = loaded.settings
    passwords = (*passwords_of(to or ""), *passwords_of(from_ or ""))
    secrets = {*settings.secrets, *passwords, *map(unquote, passwords)}
    logs.set_up(settings.log_level or "warning", settings.log_format, tuple(secrets))
    source = database_url(from_ or settings.database)
    if back and to is None:
        said = _come_back(source, settings.backups)
    elif to is not None and not back:
        said = _go(source, database_url(to), err, settings.backups)
    else:
        raise ConfigurationError("Say where to, with --to URL; or --back alone.")
    for line in said:
        out.print(line, markup=False, highlight=False, soft_wrap=True)
    return 0


def _go(source: "URL", target: "URL", err: "Console", backups: Path) -> tuple[str, ...]:
    import asyncio
    from datetime import UTC, datetime

    from bot.progress import MoveBar
    from storage.moving import move as move_house
    from storage.trouble import place

    async def go(tell: "Progress") -> int:
        return await move_house(source, target, datetime.now(UTC), _until_stopped(tell), backups)

    with _alone(source, target), MoveBar(err, in_lines=True) as bar:
        rows = asyncio.run(go(bar))
    return (
        f"Everything is there{f': {rows:,} rows, each checked' if rows else ''}.",
        f"Next: set {_setting(target)}. Then start Wirewatch.",
        f"{place(source)} stays as it is, and `wirewatch run` refuses it. Delete it when you are content.",
    )


def _setting(url: "URL") -> str:
    """What to set so that this database is used; a password is the reader's to fill in."""
    hidden = ", with your password in place of ***" if url.password else ""
    return (
        "WIREWATCH_DATABASE_URL in the environment or .env, or `database_url` in wirewatch.toml, to "
        f"{url.render_as_string(hide_password=True)}{hidden}"
    )


def _until_stopped(tell: "Progress") -> "Progress":
    """Tell of progress until Ctrl-C or SIGTERM, then end between two batches; the second one ends at once."""
    import asyncio
    import signal
    from contextlib import suppress

    from config.errors import WirewatchError

    stopped: list[bool] = []
    numbers = (signal.SIGINT, signal.SIGTERM)

    def stop() -> None:
        stopped.append(True)
        for number in numbers:
            asyncio.get_running_loop().remove_signal_handler(number)
            # whatever is under way: each batch is kept whole or not at all
            signal.signal(number, signal.SIG_DFL)

    def told(doing: str, done: int, total: int) -> None:
        if stopped:
            raise WirewatchError(
                "It was broken off. What was copied is kept: the same command goes on with it."
            )
        tell(doing, done, total)

    for number in numbers:
        with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            asyncio.get_running_loop().add_signal_handler(number, stop)
    return told


def _come_back(source: "URL", backups: Path) -> tuple[str, ...]:
    import asyncio

    from storage.moving import come_back
    from storage.trouble import place

    with _alone(source):
        mark = asyncio.run(come_back(source, backups))
    if mark is None or mark.at is None:
        return (f"{place(source)} was moved nowhere: it is used as ever.",)
    return (
        f"{place(source)} is used again, as it was at {mark.at:%H:%M} UTC on {mark.at.day} {mark.at:%B %Y}.",
        f"Let nothing run on {mark.to} any more. Where your settings name that: set {_setting(source)}.",
        "Then start Wirewatch.",
    )


@contextmanager
def _alone(*urls: "URL") -> "Iterator[None]":
    """Hold the folders of those that are files, as `wirewatch run` does."""
    from bot.lock import sole_user
    from storage.engine import is_sqlite
    from storage.trouble.kept import file_of

    folders = dict.fromkeys(file_of(url).parent for url in urls if is_sqlite(url))
    with ExitStack() as held:
        for folder in folders:
            held.enter_context(sole_user(folder))
        yield
