"""The tables of docs/commands.md, written from the commands themselves: python -m bot.commands.reference

With --check it writes nothing, and ends with 1 where the file tells of other commands.
"""

import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from discord import app_commands

from bot.commands import GROUPS, MENUS
from bot.commands.topics import AnyCommand, Leaf, Topic, by_topic, name_of

FILE: Final = Path(__file__).parents[2] / "docs" / "commands.md"

BEGINS: Final = "<!-- commands: written by `python -m bot.commands.reference`, not by hand -->"
ENDS: Final = "<!-- commands: end -->"

DRIFTED: Final = "docs/commands.md tells of other commands: run python -m bot.commands.reference"


def tables(commands: Iterable[AnyCommand]) -> str:
    """A heading, a sentence and a table for each topic."""
    return "\n\n".join(_table(topic, mine) for topic, mine in by_topic(commands))


def _table(topic: Topic, commands: Iterable[Leaf]) -> str:
    head = (f"### {topic.title}", "", topic.words, "", "| command | does |", "|---|---|")
    return "\n".join((*head, *map(_row, commands)))


def usage(command: Leaf) -> str:
    """How it is given: its name and its options, in brackets those that can be left out."""
    if isinstance(command, app_commands.ContextMenu):
        return command.name
    options = [one.display_name if one.required else f"[{one.display_name}]" for one in command.parameters]
    return " ".join((f"/{name_of(command)}", *options))


def written(text: str, commands: Iterable[AnyCommand]) -> str:
    """The document with its tables as they are to be; ValueError where it has no place for them."""
    before, begins, rest = text.partition(BEGINS)
    _, ends, after = rest.partition(ENDS)
    if not begins or not ends:
        raise ValueError(f"there is no {BEGINS} … {ENDS}")
    return f"{before}{BEGINS}\n\n{tables(commands)}\n\n{ENDS}{after}"


def _row(command: Leaf) -> str:
    return f"| `{usage(command)}` | {' '.join(_does(command))} |"


def _does(command: Leaf) -> Iterator[str]:
    """The description that Discord shows as a sentence, and what the docstring says beyond it."""
    paragraphs = (inspect.getdoc(command.callback) or "").split("\n\n")
    if isinstance(command, app_commands.Command):
        paragraphs[0] = f"{command.description.rstrip('.')}."
    yield from (" ".join(paragraph.split()) for paragraph in paragraphs)


def main() -> int:
    """Write the tables, or check them; the exit status."""
    text = FILE.read_text(encoding="utf-8")
    wanted = written(text, (*GROUPS, *MENUS))
    if "--check" not in sys.argv[1:]:
        FILE.write_text(wanted, encoding="utf-8")
        return 0
    if wanted != text:
        sys.stderr.write(f"{DRIFTED}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
