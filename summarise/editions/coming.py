"""The appointments of the coming days: what articles announce, each once, those that matter."""

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


def coming(
    announced: Sequence[AgendaItem],
    *,
    now: datetime,
    days: int,
    watched: Collection[str] = (),
) -> tuple[AgendaItem, ...]:
    """At most eight things, by day, announced for the day of `now` (in its zone) and the `days` after it.

    Announcements of one day (or of a span around it) are one where they name the same two actors or share
    half of their words, with an actor in common a third, with other actors most; the clearest of them
    speaks, with the others as its `also`. Where there are too many, those stay that name who is watched, then
    those that most outlets announce, then the nearest.
    """
    merged: list[list[_Told]] = []
    for item in sorted(announced, key=_clarity):
        if not _is_ahead(item, now, days):
            continue
        one = _Told(
            item=item, stems=frozenset(w for w in words(item.what.text, "en") if not w[0].isdecimal())
        )
        same = next((held for held in merged if _is_same(held[0], one)), None)
        if same is None:
            merged.append([one])
        else:
            same.append(one)
    items = [_merged([one.item for one in held]) for held in merged]
    items.sort(key=lambda item: _matters(item, watched))
    return tuple(
        sorted(items[:MOST], key=lambda item: (item.date, item.last, item.clock is None, item.clock))
    )


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
    actors = frozenset(a.actors) & frozenset(b.actors)
    if len(actors) >= TOGETHER and actors in (frozenset(a.actors), frozenset(b.actors)):
        return True
    common = len(one.stems & other.stems)
    share = common / min(len(one.stems), len(other.stems)) if common > 1 else 0.0
    if actors:
        return share >= ALIKE_WITH_ACTOR
    return share >= (ALIKE_OF_OTHERS if a.actors and b.actors else ALIKE)


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


def _matters(item: AgendaItem, watched: Collection[str]) -> tuple[bool, int, date]:
    outlets = {item.what.outlet, *(source.outlet for source in item.what.also)}
    return not any(actor in watched for actor in item.actors), -len(outlets), item.date
