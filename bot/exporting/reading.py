"""A file of a server's settings, read; what is wrong is told with its line and key."""

import re
import tomllib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any, Final, NoReturn

from pydantic import BaseModel, ValidationError

from bot.exporting.comparing import TABLES
from bot.exporting.knowing import CONDITIONS, key_of, kind_of, settled
from bot.exporting.lines import Lines
from bot.exporting.model import Server, ServerActor, ServerDigest, ServerFeed, ServerFile, ServerWatch
from bot.exporting.moved import addresses, at, tidied
from config.errors import ConfigurationError
from config.mistakes import WORDS

MOST_BYTES: Final = 4_000_000
MOST_TOLD: Final = 20

TOO_DEEP: Final = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){30}""")
"""Dotted keys that take the TOML reader time with the square of their length; no key has so many parts."""

CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

KEYS: Final[Mapping[str, type[BaseModel]]] = {
    "server": Server,
    "feed": ServerFeed,
    "actor": ServerActor,
    "watch": ServerWatch,
    "digest": ServerDigest,
}

MORE_WORDS: Final = {
    "dict_type": "a table with keys is needed",
    "string_type": "text in quotes is needed",
    "tuple_type": "a list is needed: in [square brackets]; feeds, actors, watches and digests are [[tables]]",
}
"""As WORDS; what a file of a server's settings may hold besides."""

AGAIN: Final = {
    "feed": "is the feed of entry {first}, and says otherwise",
    "actor": "has the id of entry {first}, and says otherwise",
    "watch": "watches the same in the same channel as entry {first}, and says otherwise how it is told",
    "digest": "comes where and when entry {first} comes, and says otherwise what it tells",
}


def read(text: str, file: Path | str) -> ServerFile:
    """What the file holds; ConfigurationError with a line for each mistake."""
    if deep := TOO_DEEP.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise ConfigurationError(f"{file}, line {line}: too many names with full stops between them.")
    try:
        raw = tomllib.loads(text)
    except ValueError as error:  # also an integer of more than 4,300 digits
        raise ConfigurationError(f"{file} is not valid TOML: {error}. Correct that line.") from None
    except RecursionError:
        raise ConfigurationError(f"{file} nests too deeply.") from None
    lines = Lines(text)
    if steering := list(_steering(raw)):
        told = (_told(lines, file, where, "it holds a control character") for where in steering)
        _refuse(told, len(steering))
    try:
        found = ServerFile.model_validate(raw)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        _refuse((_told(lines, file, problem["loc"], _why(problem)) for problem in problems), len(problems))
    if again := list(_twice(found)):
        _refuse((_told(lines, file, (table, number), said) for table, number, said in again), len(again))
    return found


def _refuse(told: Iterator[str], count: int) -> NoReturn:
    more = [f"… and {count - MOST_TOLD} more."] if count > MOST_TOLD else []
    raise ConfigurationError("\n".join((*islice(told, MOST_TOLD), *more)))


def _steering(value: object, where: tuple[int | str, ...] = ()) -> Iterator[tuple[int | str, ...]]:
    """Where text is that no database keeps as it is, or that steers a terminal."""
    if isinstance(value, str) and CONTROL.search(value):
        yield where
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from _steering(held, (*where, key))
    elif isinstance(value, list):
        for number, held in enumerate(value):
            yield from _steering(held, (*where, number))


def _twice(found: ServerFile) -> Iterator[tuple[str, int, str]]:
    """Each row that is one with an earlier one and says otherwise: table, place, and what is wrong."""
    spelt = {one: tidied(one) for one in addresses(found)}
    for table in TABLES:
        first: dict[tuple[Hashable, str], tuple[int, Mapping[str, Any]]] = {}
        for place, row in enumerate(getattr(found, table)):
            one = at(row, spelt)
            said = {name: value for name, value in settled(one).items() if name not in CONDITIONS}
            number, before = first.setdefault((key_of(one), kind_of(one)), (place, said))
            if before != said:
                yield table, place, f"{AGAIN[table].format(first=number + 1)}: keep one of them"


def _told(lines: Lines, file: Path | str, where: Sequence[int | str], said: str) -> str:
    keys = [str(part) for part in where if isinstance(part, str) and part != "[key]"]
    number = next((part for part in where if isinstance(part, int)), None)
    table, inner = (keys[0] if keys else ""), keys[1:]
    if table == "server":
        number = None
    named = f"`{table}`" if number is None else f"`{table}`, entry {number + 1}"
    key = f", key `{'.'.join(inner)[:100]}`" if inner else ""
    return f"{file}, line {lines.of(table, number, inner)}: {named}{key}: {said}."


def _why(problem: Mapping[str, Any]) -> str:
    if problem["type"] == "extra_forbidden":
        *tables, key = [str(part) for part in problem["loc"] if isinstance(part, str)]
        known = KEYS[tables[0]].model_fields if tables else KEYS
        near = get_close_matches(key, known, n=1)
        hint = f"did you mean `{near[0]}`" if near else "a newer Wirewatch may know it"
        return f"there is no such {'key' if tables else 'table'}; {hint}"
    said = str(problem["msg"]).removeprefix("Value error, ")
    return {**WORDS, **MORE_WORDS}.get(problem["type"], said)
