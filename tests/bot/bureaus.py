"""A command line's bureau whose clock stands, and what it wrote."""

from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path

from rich.console import Console

from bot.cli.feeds.bureau import Bureau
from config.settings import Settings
from storage.archive import Archive
from tests.bot.news import NOON

GUILD = "100000000000000001"


@dataclass(frozen=True, kw_only=True)
class StoppedClock(Bureau):
    """A bureau whose clock stands."""

    def now(self) -> datetime:
        return NOON


def bureau_of(archive: Archive, width: int | None = None, *, guild: str = GUILD) -> Bureau:
    """A server's bureau on this archive at noon; with a width, as in a terminal of so many columns."""
    return StoppedClock(
        settings=Settings(),
        file=Path("wirewatch.toml"),
        archive=archive,
        guild=guild,
        seen=True,
        out=Console(file=StringIO(), width=width, force_terminal=width is not None, color_system=None),
        err=Console(file=StringIO()),
    )


def written(console: Console) -> str:
    """What was printed."""
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()
