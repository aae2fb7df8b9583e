"""Who is in the news, how often, and with whom: asked of the archive for one guild.

A guild sees actors of its own catalogue alone: those that another one added for itself stay that one's
secret, though articles of feeds that both read name them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from storage.archive import Archive
from storage.model import Cited
from summarise.actors.catalogue import Actor, Catalogue
from summarise.editions.days import Step, Stretch, stretches
from summarise.editions.trends import (
    WEEK,
    Surge,
    new_pairings,
    paired_enough,
    series_of,
    surges,
    weeks_before,
)
from summarise.model import Pairing, Span

MOST_SURGES, MOST_PAIRS = 20, 20
LOOKED_AT: Final = 60
"""Pairings of which it is asked whether they are new."""

BEFORE: Final = 8 * WEEK
"""Who was not named together for so long is newly named together."""

DAY: Final = timedelta(days=1)
DAYS_BEFORE: Final = 6

Usual = Literal["weeks", "days"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trending:
    """Who is well above their usual level in `span` and who is newly named together, each with what to read.

    `usual` says what that was compared with: the same hours of the weeks before or, where nothing is so old,
    the days before, which tell nothing of pairs; None where there is nothing to compare with yet.
    """

    span: Span
    usual: Usual | None
    surges: tuple[tuple[Actor, Surge, Cited | None], ...] = ()
    pairs: tuple[tuple[Actor, Actor, Pairing, Cited | None], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """In how many stories actors are named in each stretch of time, oldest first; the last one goes on."""

    step: Step
    zone: str
    stretches: tuple[Stretch, ...]
    counts: Mapping[str, tuple[int, ...]]


async def trending(
    archive: Archive, guild: str, feeds: frozenset[int], known: Catalogue, span: Span
) -> Trending:
    """What trends in the span, which is at most a week long."""
    days = weeks_before(span, DAYS_BEFORE, max(span.until - span.since, DAY))
    usual: Usual = "weeks"
    spans = (span, *weeks_before(span))
    told = await archive.trends.stories(feeds, spans)
    if not any(told[1:]):
        usual, spans = "days", (span, *days)
        told = await archive.trends.stories(feeds, spans)
    if not any(told[1:]):
        return Trending(span=span, usual=None)
    tallies = [one for one in await archive.trends.tallies(feeds, spans) if known.find(one.actor)]
    rising = surges(tallies, told)[:MOST_SURGES]
    read = await archive.trends.leading(feeds, [one.actor for one in rising], span)
    earlier = frozenset(one.actor for one in tallies if one.span)
    return Trending(
        span=span,
        usual=usual,
        surges=tuple((_actor(known, one.actor), one, read.get(one.actor)) for one in rising),
        pairs=await _new(archive, guild, feeds, known, span, earlier) if usual == "weeks" else (),
    )


async def _new(
    archive: Archive,
    guild: str,
    feeds: frozenset[int],
    known: Catalogue,
    span: Span,
    before: frozenset[str],
) -> tuple[tuple[Actor, Actor, Pairing, Cited | None], ...]:
    """Those who are newly named together, of whom each was named `before`."""
    every = paired_enough(await archive.trends.pairings(guild, feeds, span, 10 * LOOKED_AT))
    pairs = [one for one in every if before.issuperset(one.actors)][:LOOKED_AT]
    earlier = Span(since=span.since - BEFORE, until=span.since)
    were = await archive.trends.were_together(feeds, [one.actors for one in pairs], earlier)
    found = []
    for pair in new_pairings(pairs, were, before)[:MOST_PAIRS]:
        one, other = pair.actors
        read = await archive.trends.leading(feeds, (one,), span, together=other)
        found.append((_actor(known, one), _actor(known, other), pair, read.get(one)))
    return tuple(found)


async def trend(
    archive: Archive,
    feeds: frozenset[int],
    actors: tuple[str, ...],
    step: Step,
    days: int,
    now: datetime,
    zone: str,
) -> Trend | None:
    """How often these actors were named in the last days; None where these feeds have told nothing in them.

    Begins no earlier than these feeds do: before that nobody knows.
    """
    every = stretches(step, days, now, ZoneInfo(zone))
    began = await archive.trends.began(feeds)
    there = tuple(one for one in every if began is not None and one.span.until > began)
    if not there:
        return None
    tallies = await archive.trends.tallies(feeds, [one.span for one in there], actors)
    return Trend(step=step, zone=zone, stretches=there, counts=series_of(tallies, actors, len(there)))


async def company(
    archive: Archive, guild: str, feeds: frozenset[int], known: Catalogue, actor: str, span: Span, most: int
) -> tuple[tuple[Actor, int], ...]:
    """Whom the actor is named with, and in how many stories; most first."""
    rows = await archive.trends.company(guild, feeds, actor, span, 10 * most)
    seen = ((known.find(one), stories) for one, stories in rows)
    return tuple((one, stories) for one, stories in seen if one is not None)[:most]


def _actor(known: Catalogue, actor: str) -> Actor:
    found = known.find(actor)
    assert found is not None, "sifted before"
    return found
