"""The appointments of the coming days: what articles announce, each once, those that matter."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from summarise.model import AgendaItem, Source
from summarise.text.words import words

MOST: Final = 8
"""So many appointments are told."""

SPAN: Final = timedelta(days=3)
"""What may happen on any of more days than that is no appointment of one."""

EVENING: Final = time(18)

SHORTEST: Final = 20
"""Characters below which nobody learns what will happen."""

APART: Final = timedelta(minutes=45)
ALIKE, ALIKE_WITH_ACTOR, ALIKE_OF_OTHERS = 0.5, 0.3, 0.7
TOGETHER: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """An announcement with the stems of its words, without numbers."""

    item: AgendaItem
    stems: frozenset[str]
    actors: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ahead:
    """Something that is to come: `item` as it is told, and every announcement of it, that of the first
    article first."""

    item: AgendaItem
    announced: tuple[AgendaItem, ...]

    @property
    def outlets(self) -> frozenset[str]:
        """Who announces it."""
        return frozenset(one.what.outlet for one in self.announced)


def coming(
    announced: Sequence[AgendaItem],
    *,
    now: datetime,
    days: int,
    watched: Collection[str] = (),
) -> tuple[AgendaItem, ...]:
    """At most eight things, by day, announced for the day of `now` (in its zone) and the `days` after it.

    Where there are too many, those stay that name who is watched, then those that most outlets announce, then
    the nearest.
    """
    chosen = foremost(ahead(announced, now=now, days=days), MOST, watched)
    return tuple(one.item for one in chosen)


def foremost(things: Sequence[Ahead], most: int, watched: Collection[str] = ()) -> tuple[Ahead, ...]:
    """So many things, by day: those that name who is watched before others, then those that most outlets
    announce, then the nearest."""
    kept = sorted(things, key=lambda one: _matters(one, watched))[:most]
    return tuple(sorted(kept, key=lambda one: _when(one.item)))


def ahead(announced: Sequence[AgendaItem], *, now: datetime, days: int) -> tuple[Ahead, ...]:
    """What is announced for the day of `now` (in its zone) and the `days` after it, each thing once, by day.

    Announcements of one day (or of a span around it) are one where they name the same two actors or share
    half of their words, with an actor in common a third, with other actors most; the clearest of them
    speaks, with the others as its `also`. What is already over is left out, and what is too vague.
    """
    merged: list[list[_Told]] = []
    by_day: defaultdict[date, list[list[_Told]]] = defaultdict(list)
    for item in sorted(announced, key=_clarity):
        if not _is_ahead(item, now, days):
            continue
        stems = frozenset(word for word in words(item.what.text, "en") if not word[0].isdecimal())
        one = _Told(item=item, stems=stems, actors=frozenset(item.actors))
        near = (held for day in _days(item) for held in by_day[day])
        same = next((held for held in near if _is_same(held[0], one)), None)
        if same is not None:
            same.append(one)
            continue
        merged.append([one])
        for day in _days(item):
            by_day[day].append(merged[-1])
    things = (_thing([one.item for one in held]) for held in merged)
    return tuple(sorted(things, key=lambda one: _when(one.item)))


def _days(item: AgendaItem) -> list[date]:
    return [item.date + timedelta(days=after) for after in range((item.last - item.date).days + 1)]


def _when(item: AgendaItem) -> tuple[date, date, bool, time]:
    return item.date, item.last, item.clock is None, item.clock or time()


def _thing(items: Sequence[AgendaItem]) -> Ahead:
    in_order = sorted(items, key=lambda item: (item.what.article, item.what.start))
    return Ahead(item=_merged(items), announced=tuple(in_order))


def _is_ahead(item: AgendaItem, now: datetime, days: int) -> bool:
    far = item.date > now.date() + timedelta(days=days)
    vague = item.last - item.date > SPAN or len(item.what.text) < SHORTEST
    return not far and not vague and not _is_over(item, now)


def _is_over(item: AgendaItem, now: datetime) -> bool:
    if item.last == item.date and item.at is not None:
        return item.at <= now
    # without a zone its time of day is taken for a local one, without a time it has happened by the evening
    evening = (item.clock or EVENING) <= now.time()
    return item.last < now.date() or (item.date == item.last == now.date() and evening)


def _clarity(item: AgendaItem) -> tuple[bool, int, bool, int, int]:
    """Smaller is clearer: one day, who meets, the time of day, early in its article."""
    named = min(len(item.actors), TOGETHER)
    return item.last != item.date, -named, item.clock is None, item.what.start, item.what.article


def _is_same(one: _Told, other: _Told) -> bool:
    a, b = one.item, other.item
    inside = (a.date <= b.date and b.last <= a.last) or (b.date <= a.date and a.last <= b.last)
    if not inside or (a.at and b.at and abs(a.at - b.at) > APART):
        return False
    actors = one.actors & other.actors
    if len(actors) >= TOGETHER and actors in (one.actors, other.actors):
        return True
    common = len(one.stems & other.stems)
    share = common / min(len(one.stems), len(other.stems)) if common > 1 else 0.0
    if actors:
        return share >= ALIKE_WITH_ACTOR
    return share >= (ALIKE_OF_OTHERS if one.actors and other.actors else ALIKE)


def _merged(items: Sequence[AgendaItem]) -> AgendaItem:
    clearest = items[0]
    timed = next((item for item in items if item.clock), clearest)
    also = {
        (item.what.outlet, item.what.url): Source(outlet=item.what.outlet, title="", url=item.what.url)
        for item in items
        if item.what.article != clearest.what.article
    }
    return replace(
        clearest,
        clock=timed.clock,
        at=timed.at,
        what=replace(clearest.what, also=tuple(also.values())),
        actors=tuple(dict.fromkeys(actor for item in items for actor in item.actors)),
    )


def _matters(one: Ahead, watched: Collection[str]) -> tuple[bool, int, date]:
    return not any(actor in watched for actor in one.item.actors), -len(one.outlets), one.item.date
