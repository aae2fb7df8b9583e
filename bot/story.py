"""A story as somebody asks for it (meant for a worker process)."""

from dataclasses import dataclass
from datetime import datetime

from summarise.editions.hearing import Hearing
from summarise.model import Alert, Audience, Source, Story


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """A story as one guild's feeds tell it: all that an alert would say, and when each outlet first told it.

    `first_reports` are in order of time.
    """

    alert: Alert
    first_reports: tuple[tuple[Source, datetime], ...]


def whole(story: Story, guild: str, watched: frozenset[str], now: datetime) -> Whole | None:
    """The story, which is told by the guild's feeds alone already; None where it has no report."""
    feeds = frozenset(report.article.feed_id for report in story.reports)
    hearing = Hearing(story, now, ())
    heard = hearing.heard(Audience(guild=guild, feeds=feeds, watches=(), shown=()))
    if heard is None:
        return None
    first: dict[str, tuple[Source, datetime]] = {}
    for report in story.reports:
        first.setdefault(report.article.outlet, (Source.of(report.article), min(report.article.at, now)))
    return Whole(alert=hearing.alert(heard, watched, ()), first_reports=tuple(first.values()))
