"""What a chart shows, and the same as JSON for the process that draws it (pure)."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

VERSION: Final = 1
"""Of the JSON: a process that draws refuses any other."""

MOST_SERIES: Final = 5
MOST_POINTS: Final = 370
LONGEST: Final = 200
"""Characters of any text."""

GREATEST: Final = 10**9


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """A line: its name, and a count for each stretch of time, 0 where there was nothing."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Lines over the same stretches of time, oldest first.

    `title` and `note` stand above and below; `stretches` are what each is called. Where `unfinished`, the
    last one is still going on: what it has come to so far is drawn as such.
    """

    title: str
    note: str
    stretches: tuple[str, ...]
    series: tuple[Series, ...]
    unfinished: bool = False


def as_json(chart: Chart) -> bytes:
    """The chart as the process that draws reads it."""
    return json.dumps({"version": VERSION, **asdict(chart)}, ensure_ascii=True).encode()


def chart_of(data: bytes) -> Chart:
    """The chart that `as_json` wrote; ValueError, saying what is wrong, for anything else."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    keys = {"version", "title", "note", "stretches", "series", "unfinished"}
    if not isinstance(raw, dict) or set(raw) != keys or raw["version"] != VERSION:
        raise ValueError(f"it is no chart of version {VERSION}")
    stretches = tuple(_text(one) for one in _list(raw["stretches"], MOST_POINTS))
    return Chart(
        title=_text(raw["title"]),
        note=_text(raw["note"]),
        stretches=stretches,
        series=tuple(_series(one, len(stretches)) for one in _list(raw["series"], MOST_SERIES)),
        unfinished=raw["unfinished"] is True,
    )


def _series(raw: Any, length: int) -> Series:
    if not isinstance(raw, dict) or set(raw) != {"name", "counts"}:
        raise ValueError("a series is a name and counts")
    counts = _list(raw["counts"], MOST_POINTS)
    if len(counts) != length:
        raise ValueError("a series has a count for each stretch")
    if not all(type(one) is int and 0 <= one <= GREATEST for one in counts):
        raise ValueError(f"a count is a whole number from 0 to {GREATEST}")
    return Series(name=_text(raw["name"]), counts=tuple(counts))


def _list(raw: Any, most: int) -> list[Any]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= most:
        raise ValueError(f"a list of 1 to {most} is wanted")
    return raw


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or len(raw) > LONGEST:
        raise ValueError(f"a text of at most {LONGEST} characters is wanted")
    return raw
