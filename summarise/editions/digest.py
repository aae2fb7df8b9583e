"""What a digest says, and when the next one is due."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from summarise.actors.owner import owner
from summarise.editions.credits import flags_of, names_any, sources_of
from summarise.editions.told import Told, told_before
from summarise.model import Digest, DigestItem, DuePlan, Post, Report, Story
from summarise.stories import delta
from summarise.stories.condense import condense
from summarise.stories.numbers import disagreement

LATE = timedelta(days=2)
"""An article that we first see so long after the digest's time began is no news for it."""

WATCHED_IS_WORTH = 2
"""A watched actor lifts a story as so many outlets do."""


def digest(plan: DuePlan, now: datetime) -> Post | None:
    """The plan's digest as its guild's feeds tell it; None when nothing is new since `plan.since`.

    Backlog is no news. The digest's date is that of the latest time the plan was for, so that after downtime
    too each local date has one digest.
    """
    told = tuple(
        story
        for story in (story.restricted(plan.feeds) for story in plan.stories)
        if any(not r.article.silent and _is_new(r, plan.since, now) for r in story.reports)
    )
    if not told:
        return None
    body = digest_of(
        told,
        since=plan.since,
        until=now,
        zone=plan.plan.zone,
        watched=frozenset(actor for actor in plan.watched if owner(actor) in {None, plan.plan.guild}),
        count=plan.plan.stories,
        sentences=plan.plan.sentences,
        day=_day(plan.plan.at, plan.plan.zone, now),
        earlier=plan.earlier,
    )
    if not body.items:
        return None
    subject = f"digest:{plan.plan.id}:{body.date.isoformat()}"
    return Post(target=plan.plan.target, subject=subject, part=0, action="post", revision=1, body=body)


def digest_of(
    stories: tuple[Story, ...],
    *,
    since: datetime,
    until: datetime,
    zone: str,
    watched: frozenset[str],
    count: int,
    sentences: int,
    day: date | None = None,
    earlier: Sequence[Digest] = (),
) -> Digest:
    """The stories with something new in (since, until], at most `count`, the most important first.

    Importance is the number of outlets, then more for watched actors, then how late the last report is.
    `day` is the local date it is for; without it, that of `until`. A story that one of the `earlier` digests
    told comes again only with what is new since then, and not at all where that is nothing.
    """
    new = [story for story in stories if any(_is_new(report, since, until) for report in story.reports)]
    new.sort(key=lambda story: _rank(story, watched), reverse=True)
    return Digest(
        date=day or until.astimezone(ZoneInfo(zone)).date(),
        zone=zone,
        since=since,
        until=until,
        items=tuple(islice(_items(new, earlier, watched, sentences, until), count)),
    )


def next_time(at: time, zone: str, after: datetime) -> datetime:
    """The first moment later than `after` when it is `at` in `zone` (IANA), in UTC.

    Where clocks skip that time it is the moment it would have been by the old offset; where they repeat it,
    the first of the two. Raises `zoneinfo.ZoneInfoNotFoundError` for an unknown zone.
    """
    today = after.astimezone(ZoneInfo(zone)).date()
    moments = (_moment(today + timedelta(days=days), at, zone) for days in range(-1, 3))
    return next(moment for moment in moments if moment > after)


def _moment(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), ZoneInfo(zone)).astimezone(UTC)


def _day(at: time, zone: str, now: datetime) -> date:
    """The local date of the latest moment, not after `now`, when it was `at`."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return today if _moment(today, at, zone) <= now else today - timedelta(days=1)


def _is_new(report: Report, since: datetime, until: datetime) -> bool:
    article = report.article
    return since < article.seen_at <= until and article.at > since - LATE


def _rank(story: Story, watched: frozenset[str]) -> tuple[int, datetime]:
    outlets = {report.article.outlet for report in story.reports}
    lift = WATCHED_IS_WORTH if names_any(story, watched) else 0
    return len(outlets) + lift, max(report.article.at for report in story.reports)


def _items(
    stories: Sequence[Story],
    earlier: Sequence[Digest],
    watched: frozenset[str],
    sentences: int,
    until: datetime,
) -> Iterator[DigestItem]:
    for story in stories:
        told = told_before(story, earlier)
        if told is None:
            yield _item(story, story, None, watched, sentences, until)
            continue
        new = delta.since(story, moment=told.until, told=told.sentences)
        if not delta.is_empty(new):
            yield _item(story, new, told, watched, sentences, until)


def _item(
    story: Story, new: Story, told: Told | None, watched: frozenset[str], sentences: int, until: datetime
) -> DigestItem:
    numbers = disagreement(story)
    return DigestItem(
        story=story.id,
        summary=condense(new, sentences),
        flags=flags_of(story, watched),
        sources=sources_of(story),
        last_at=min(until, max(report.article.at for report in story.reports)),
        disagreement=None if told and numbers in told.disagreements else numbers,
        new_since=told.until if told else None,
    )
