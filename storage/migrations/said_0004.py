"""What revision 0004 takes from readings of version 1, as they were then: frozen with it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

MOST_QUOTES, MOST_APPOINTMENTS = 200, 50
LONGEST, LONGEST_NAME = 2_000, 200

Row = dict[str, Any]
Value = Mapping[str, Any]


def value_of(document: str) -> Value:
    """What the document holds; nothing where it is damaged, which whoever reads it next is told."""
    try:
        value = json.loads(document)["value"]
    except (ValueError, KeyError, TypeError):
        return {}
    return value if isinstance(value, dict) else {}


def mentions(article: int, value: Value) -> Iterator[Row]:
    """How often each actor is named, and the share of all mentions that is."""
    named = [*value.get("headline_mentions", ()), *value.get("mentions", ())]
    for actor, times in Counter(one["actor"] for one in named).items():
        yield {"article": article, "actor": actor, "times": times, "salience": times / len(named)}


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
            "quote": one["quote"],
            "begins": one["start"],
            "ends": one["end"],
            "actor": speaker and speaker["actor"],
            "speaker": speaker and speaker["text"][:LONGEST_NAME],
            "text": one["text"][:LONGEST],
            "at": at,
        }


def appointments(article: int, value: Value) -> Iterator[tuple[Row, list[Row]]]:
    """Appointments, each of one day, with who is named."""
    for number, one in enumerate(value.get("appointments", ())[:MOST_APPOINTMENTS]):
        day = date.fromisoformat(one["date"])
        place = {"article": article, "number": number}
        said = {"begins": one["start"], "ends": one["end"], "text": one["text"][:LONGEST]}
        named = [place | {"actor": actor} for actor in dict.fromkeys(one["actors"])]
        yield place | said | {"date": day, "last": day}, named
