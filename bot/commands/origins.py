"""Where a row came from, and which rows a command may take away."""

from collections.abc import Mapping
from typing import Final, Literal, Protocol, TypeVar

from bot.commands.mistake import Mistake
from bot.words import mark, named
from summarise.model import Origin

ORIGINS: Mapping[Origin, str] = {
    "shipped": mark("shipped"),
    "configuration": mark("from wirewatch.toml"),
    "operator": mark("from the command line"),
    "command": mark("by command"),
}


Kind = Literal["watch", "digest", "feed"]

_CHOOSE: Final[Mapping[Kind, str]] = {
    "watch": mark("Choose the watch from the list that appears while you type."),
    "digest": mark("Choose the digest from the list that appears while you type."),
    "feed": mark("Choose the feed from the list that appears while you type."),
}
_DECLARED: Final[Mapping[Kind, str]] = {
    "watch": mark("This watch is declared in wirewatch.toml. Change it there and restart the bot."),
    "digest": mark("This digest is declared in wirewatch.toml. Change it there and restart the bot."),
    "feed": mark("This feed is declared in wirewatch.toml. Remove it there and restart the bot."),
}


class _Row(Protocol):
    @property
    def origin(self) -> Origin: ...


Row = TypeVar("Row", bound=_Row)


def chosen_row(rows: Mapping[int, Row], chosen: str, kind: Kind, missing: str) -> Row:
    """The row, by its number, that a choice from the list stands for; a Mistake, `missing`, without one."""
    if not chosen.isascii() or not chosen.isdecimal() or len(chosen) > 18:
        raise Mistake(named(_CHOOSE[kind]))
    row = rows.get(int(chosen))
    if row is None:
        raise Mistake(missing)
    return row


def removable(rows: Mapping[int, Row], chosen: str, kind: Kind, missing: str) -> Row:
    """Like `chosen_row`; a Mistake too for what wirewatch.toml declares, which would come back as it was."""
    row = chosen_row(rows, chosen, kind, missing)
    if row.origin == "configuration":
        raise Mistake(named(_DECLARED[kind]))
    return row
