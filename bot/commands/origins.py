"""Where a row came from, and which rows a command may take away."""

from collections.abc import Mapping
from typing import Protocol, TypeVar

from bot.commands.mistake import Mistake
from summarise.model import Origin

ORIGINS: Mapping[Origin, str] = {
    "shipped": "shipped",
    "configuration": "from wirewatch.toml",
    "operator": "from the command line",
    "command": "by command",
}


class _Row(Protocol):
    @property
    def origin(self) -> Origin: ...


Row = TypeVar("Row", bound=_Row)


def chosen_row(rows: Mapping[int, Row], chosen: str, kind: str, missing: str) -> Row:
    """The row, by its number, that a choice from the list stands for; a Mistake, `missing`, without one."""
    if not chosen.isascii() or not chosen.isdecimal() or len(chosen) > 18:
        raise Mistake(f"Choose the {kind} from the list that appears while you type.")
    row = rows.get(int(chosen))
    if row is None:
        raise Mistake(missing)
    return row


def removable(rows: Mapping[int, Row], chosen: str, kind: str, missing: str) -> Row:
    """Like `chosen_row`; a Mistake too for what wirewatch.toml declares, which would come back."""
    row = chosen_row(rows, chosen, kind, missing)
    if row.origin == "configuration":
        raise Mistake(f"This {kind} is declared in wirewatch.toml. Remove it there and restart the bot.")
    return row
