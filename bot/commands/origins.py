"""Where a row came from, and which rows a command may take away."""

from collections.abc import Mapping

from bot.commands.mistake import Mistake
from summarise.model import Origin

ORIGINS: Mapping[Origin, str] = {
    "shipped": "shipped",
    "configuration": "from wirewatch.toml",
    "command": "by command",
}


def numbered(chosen: str, kind: str) -> int:
    """The row's number that a choice from the list stands for."""
    if not chosen.isascii() or not chosen.isdecimal() or len(chosen) > 18:
        raise Mistake(f"Choose the {kind} from the list that appears while you type.")
    return int(chosen)


def removable(origin: Origin, kind: str) -> None:
    """Refuse what would come back at the next start."""
    if origin == "configuration":
        raise Mistake(f"This {kind} is declared in wirewatch.toml. Remove it there and restart the bot.")
