"""A digest on demand, and how one is cut for its target (meant for worker processes)."""

from datetime import UTC, datetime

from bot.render.digest import pages
from summarise.editions.digest import composed
from summarise.model import Digest, DigestPlan, DuePlan, Story

DISCORD = ("channel:", "thread:", "forum:", "user:")


def compose(
    stories: tuple[Story, ...],
    since: datetime,
    until: datetime,
    watched: frozenset[str],
    count: int,
    sentences: int,
    guild: str = "",
) -> Digest:
    """The most important of these stories; its times are shown in each reader's own zone, its date in UTC."""
    plan = DigestPlan(
        id=0,
        guild=guild,
        target="",
        at=until.time(),
        zone="UTC",
        stories=count,
        sentences=sentences,
        origin="command",
        created_at=until,
        next_due_at=until,
        quotes=0,
        agenda_days=0,
    )
    feeds = frozenset(report.article.feed_id for story in stories for report in story.reports)
    due = DuePlan(plan=plan, since=since, feeds=feeds, watched=watched, stories=stories)
    return composed(due, until, until.astimezone(UTC).date())


def cut(target: str, digest: Digest) -> tuple[Digest, ...]:
    """What is sent to the target, a message each: a terminal takes it whole."""
    return pages(digest) if target.startswith(DISCORD) else (digest,)
