"""What revision 0004 takes from readings of version 1, as they were then: frozen with it."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

MOST_QUOTES, MOST_APPOINTMENTS = 200, 50
LONGEST, LONGEST_NAME = 2_000, 200

Row = dict[str, Any]
Value = Mapping[str, Any]

T = TypeVar("T")
P = ParamSpec("P")

DAMAGED = (KeyError, TypeError, ValueError, AttributeError)
"""What reading a document raises that is not what it should be."""


def whole(told: Callable[P, Iterator[T]]) -> Callable[P, list[T]]:
    """All that is told, or nothing where the document is damaged there."""

    @wraps(told)
    def all_or_nothing(*args: P.args, **kwargs: P.kwargs) -> list[T]:
        try:
            return list(told(*args, **kwargs))
        except DAMAGED:
            return []

    return all_or_nothing


def sound(text: Any, longest: int) -> str:
    """A text as both databases can hold it; TypeError where it is none."""
    if not isinstance(text, str):
        raise TypeError
    kept = text[:longest].replace("\0", "")
    return kept.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def text_or_none(text: Any, longest: int) -> str | None:
    """The same, or None as it is."""
    return None if text is None else sound(text, longest)


def place(number: Any) -> int:
    """A place in a text; TypeError or ValueError where it cannot be one."""
    if not isinstance(number, int):
        raise TypeError
    if not 0 <= number < 1 << 31:
        raise ValueError
    return number


def value_of(document: str) -> Value:
    """What the document holds; nothing where it is damaged, which whoever reads it next is told."""
    try:
        value = json.loads(document)["value"]
    except (*DAMAGED, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


@whole
def mentions(article: int, value: Value) -> Iterator[Row]:
    """How often each actor is named, and the share of all mentions that is."""
    named = [*value.get("headline_mentions", ()), *value.get("mentions", ())]
    for actor, times in Counter(sound(one["actor"], LONGEST) for one in named).items():
        yield {"article": article, "actor": actor, "times": times, "salience": times / len(named)}


@whole
def quotes(article: int, at: datetime, value: Value) -> Iterator[Row]:
    """Quotes, then statements."""
    every = [
        (kind, one)
        for kind, key in (("quote", "quotes"), ("statement", "statements"))
        for one in value.get(key, ())
    ]
    for number, (kind, one) in enumerate(every[:MOST_QUOTES]):
        speaker = one["speaker"]
        yield {
            "article": article,
            "number": number,
            "kind": kind,
            "quote": place(one["quote"]),
            "begins": place(one["start"]),
            "ends": place(one["end"]),
            "actor": None if speaker is None else text_or_none(speaker["actor"], LONGEST),
            "speaker": None if speaker is None else sound(speaker["text"], LONGEST_NAME),
            "text": sound(one["text"], LONGEST),
            "at": at,
        }


@whole
def appointments(article: int, value: Value) -> Iterator[tuple[Row, list[Row]]]:
    """Appointments, each of one day, with who is named."""
    for number, one in enumerate(value.get("appointments", ())[:MOST_APPOINTMENTS]):
        day = date.fromisoformat(one["date"])
        key = {"article": article, "number": number}
        span = {"begins": place(one["start"]), "ends": place(one["end"])}
        named = dict.fromkeys(sound(actor, LONGEST) for actor in one["actors"])
        row = key | span | {"text": sound(one["text"], LONGEST), "date": day, "last": day}
        yield row, [key | {"actor": actor} for actor in named]
