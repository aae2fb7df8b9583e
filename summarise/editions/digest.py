"""What a digest says: the stories with something new, those that matter, and what is beside them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from summarise.actors.owner import owner
from summarise.editions.calendar import OVERLAP, date_of
from summarise.editions.coming import coming
from summarise.editions.credits import flags_of, names_any, sources_of
from summarise.editions.keywords import Keywords
from summarise.editions.ranking import Candidate, candidate, chosen
from summarise.editions.sections import Entry, by_actor, by_topic, quotes_of_the_day
from summarise.editions.told import Told, told_before
from summarise.model import Digest, DigestItem, DigestPlan, DuePlan, Post, Report, Story, Style
from summarise.stories import delta
from summarise.stories.cast import cast
from summarise.stories.condense import condense
from summarise.stories.numbers import disagreement

LATE: Final = timedelta(days=2)
"""An article that we first see so long after the digest's time began is no news for it."""

SENTENCES: Final[dict[Style, int]] = {"headlines": 1, "brief": 1}
"""How many a story has at most; those below a headline are not shown, but say which articles it is of."""


def digest(due: DuePlan, now: datetime) -> Digest | None:
    """The plan's digest as its feeds tell it; None when nothing is new and the plan is silent about that.

    Backlog is no news.
    """
    wanted = _wanted(due.plan)
    stories = (story.restricted(due.feeds) for story in due.stories)
    news = tuple(
        story
        for story in stories
        if any(not r.article.silent and _is_new(r, due, now) for r in story.reports) and wanted(story)
    )
    body = composed(replace(due, stories=news), now, date_of(due.plan, now))
    return body if body.items or due.plan.empty == "say" else None


def posts_of(plan: DigestPlan, pages: Sequence[Digest]) -> tuple[Post, ...]:
    """A post for each page of a digest; in a forum they are one thread, which the first opens."""
    if not pages:
        return ()
    first = Post(
        target=plan.target,
        subject=subject_of(plan, pages[0].date),
        part=0,
        action="post",
        revision=1,
        body=pages[0],
    )
    further = tuple(replace(first, part=part, body=page) for part, page in enumerate(pages[1:], 1))
    if plan.target.startswith("forum:"):
        further = tuple(replace(post, action="reply", revision=post.part, threaded=True) for post in further)
    return (first, *further)


def subject_of(plan: DigestPlan, day: date) -> str:
    """What the posts of the plan's digest of this local date are about."""
    return f"digest:{plan.id}:{day.isoformat()}"


def composed(due: DuePlan, until: datetime, day: date) -> Digest:
    """What of these stories is new in the plan's time up to `until`, as the digest of this day.

    A story that an earlier digest told comes again only with what is new since then, and not at all where
    that is nothing.
    """
    plan = due.plan
    watched = frozenset(a for a in due.watched.union(plan.actors) if owner(a) in {None, plan.guild})
    known = {story.id: told_before(story, due.earlier) for story in due.stories}
    fresh = {story.id: _fresh(story, known[story.id], due, until) for story in due.stories}
    candidates = [
        candidate(
            story,
            fresh=fresh[story.id],
            known=known[story.id] is not None,
            watched=names_any(story, watched),
            since=due.since,
            until=until,
        )
        for story in due.stories
        if fresh[story.id]
    ]

    def tell(one: Candidate) -> Entry | None:
        return _entry(one, known[one.story.id], fresh[one.story.id], plan, watched)

    entries = chosen(candidates, plan.stories, tell)
    return Digest(
        date=day,
        zone=plan.zone,
        since=due.since,
        until=until,
        items=_grouped(entries, due, watched),
        style=plan.style,
        quotes=quotes_of_the_day(
            entries, most=plan.quotes, guild=plan.guild, watched=watched, earlier=due.earlier
        ),
        agenda=coming(
            due.announced,
            now=until.astimezone(ZoneInfo(plan.zone)),
            days=plan.agenda_days,
            watched=watched,
        ),
        missed_since=due.missed_since,
    )


def _wanted(plan: DigestPlan) -> Callable[[Story], bool]:
    """Whether a plan asks for a story: by one of its actors or keywords, if it names any."""
    actors = frozenset(actor for actor in plan.actors if owner(actor) in {None, plan.guild})
    keywords = Keywords(plan.keywords)

    def wants(story: Story) -> bool:
        if not plan.actors and not plan.keywords:
            return True
        texts = (f"{r.article.title}\n{r.article.text}" for r in story.reports)
        return names_any(story, actors) or any(keywords.found(text) for text in texts)

    return wants


def _is_new(report: Report, due: DuePlan, until: datetime) -> bool:
    article = report.article
    since = due.since if due.plan.last_until is None else due.since - OVERLAP
    return since < article.seen_at <= until and article.at > due.since - LATE


def _fresh(story: Story, told: Told | None, due: DuePlan, until: datetime) -> tuple[Report, ...]:
    new = (report for report in story.reports if _is_new(report, due, until))
    return tuple(report for report in new if told is None or not told.knows(report))


def _entry(
    one: Candidate, told: Told | None, fresh: tuple[Report, ...], plan: DigestPlan, watched: frozenset[str]
) -> Entry | None:
    """The story as it is told; None where its readers know it and nothing in it is new."""
    story = one.story
    new = story
    if told is not None:
        unseen = frozenset(report.article.id for report in fresh)
        new = delta.since(story, moment=told.until, told=told.sentences, unseen=unseen)
        if delta.is_empty(new):
            return None
    numbers = disagreement(story) if plan.style == "standard" else None
    parts = cast(story, plan.guild)
    item = DigestItem(
        story=story.id,
        summary=condense(new, SENTENCES.get(plan.style, plan.sentences), wanted=frozenset(plan.actors)),
        flags=flags_of(story, watched, parts),
        sources=sources_of(story),
        last_at=one.last_at,
        disagreement=None if told and numbers in told.disagreements else numbers,
        new_since=told.until if told else None,
    )
    return Entry(item=item, story=story, cast=parts, fresh=fresh)


def _grouped(entries: Sequence[Entry], due: DuePlan, watched: frozenset[str]) -> tuple[DigestItem, ...]:
    match due.plan.grouping:
        case "actor":
            return by_actor(entries, watched)
        case "topic":
            return by_topic(entries, due.topics)
        case "none":
            return tuple(entry.item for entry in entries)
