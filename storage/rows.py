"""Rows as values: what the tables hold, in the types of the stage that owns them."""

from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from feeds.model import Article, Feed, Wishes
from storage import schema
from storage.documents import ACTORS, ASKED, PLANNED, WISHES, WORDS, Asked, Planned, reason_of
from storage.model import Subscription
from summarise.model import DigestPlan, Watch

ARTICLE = (schema.article, schema.feed.c.outlet)
"""The columns that `article_of` needs; join `feed`."""

UNREAD = (
    sa.select(*ARTICLE, schema.reading.c.state, schema.reading.c.attempts, schema.reading.c.revised)
    .join(schema.feed, schema.feed.c.id == schema.article.c.feed)
    .join(schema.reading, schema.reading.c.article == schema.article.c.id)
)
"""Articles with their readings, for `unread_of`."""

_UNWISHED = Wishes()
_DAILY = Planned()
_PLAIN = Asked()

_UNSAID = (
    *("host", "last_error", "notice_at", "created_at", "resumed_at"),
    *("last_read_at", "last_polled_at", "retired"),
)
FEED = tuple(column for column in schema.feed.c if column.name not in _UNSAID)
"""The columns that `feed_of` needs."""


def feed_of(row: sa.RowMapping, *, leased_until: datetime | None = None) -> Feed:
    """A row of `feed`, with the claim on its host that it was taken under."""
    return Feed(
        id=row["id"],
        address=row["address"],
        outlet=row["outlet"],
        title=row["title"],
        backlog=row["backlog"],
        full_text=row["full_text"],
        vouched=row.get("vouched", False),
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_hash=row["body_hash"],
        known=row["known"] or b"",
        shares_guids=row["shares_guids"],
        wishes=_UNWISHED if row["wishes"] is None else WISHES.load(row["wishes"]),
        health=row["health"],
        failures=row["failures"],
        failing_since=row["failing_since"],
        gone_times=row["gone_times"],
        announced_at=row["announced_at"],
        moved_to=row["moved_to"],
        moved_times=row["moved_times"],
        pushed_until=row["pushed_until"],
        leased_until=leased_until,
        first_read_at=row["first_read_at"],
        next_due_at=row["next_due_at"],
        interval=None if row["pace"] is None else timedelta(seconds=row["pace"]),
    )


def subscription_of(guild: str, row: sa.RowMapping) -> Subscription:
    """A row of `feed` with origin and topic, and with `free_at` of its host or `paused_at`."""
    due, paused_at = row["next_due_at"], row.get("paused_at")
    is_due = due is not None and paused_at is None
    return Subscription(
        guild=guild,
        feed=feed_of(row),
        origin=row["origin"],
        topic=row["topic"],
        last_error=reason_of(row["last_error"]),
        last_read_at=row["last_read_at"],
        next_look_at=max(filter(None, (due, row.get("free_at")))) if is_due else None,
        paused_at=paused_at,
    )


def article_of(row: sa.RowMapping) -> Article:
    """A row of `article` with its feed's outlet."""
    return Article(
        id=row["id"],
        feed_id=row["feed"],
        outlet=row["outlet"],
        guid=row["guid"],
        title=row["title"],
        text=row["text"],
        url=row["url"],
        author=row["author"],
        published_at=row["published_at"],
        seen_at=row["seen_at"],
        language=row["language"],
        silent=row["silent"],
    )


def unread_of(row: sa.RowMapping) -> Article:
    """A row of `UNREAD`: the article in the words that are still to be read."""
    article = article_of(row)
    if row["revised"] is None:
        return article
    words = WORDS.load(row["revised"])
    return replace(article, title=words.title, text=words.text, url=words.url, author=words.author)


def watch_of(row: sa.RowMapping) -> Watch:
    """A row of `watch`."""
    asked = _PLAIN if row["wishes"] is None else ASKED.load(row["wishes"])
    return Watch(
        id=row["id"],
        guild=row["guild"],
        target=row["target"],
        actors=ACTORS.load(row["actors"]),
        origin=row["origin"],
        created_at=row["created_at"],
        role=row["role"],
        every=asked.every,
        keywords=asked.keywords,
        feeds=asked.feeds,
        outlets=asked.outlets,
        languages=asked.languages,
        voices=asked.voices,
        ping=asked.ping,
        quiet=asked.quiet,
        cooldown=asked.cooldown,
        publish=asked.publish,
        timeline=asked.timeline,
        tags=asked.tags,
        story=row["story"],
        asked_by=row["asked_by"],
        fired_at=row["fired_at"],
        paused_at=row["paused_at"],
    )


def plan_of(row: sa.RowMapping) -> DigestPlan:
    """A row of `digest_plan`."""
    planned = _DAILY if row["wishes"] is None else PLANNED.load(row["wishes"])
    return DigestPlan(
        id=row["id"],
        guild=row["guild"],
        target=row["target"],
        at=row["at"],
        zone=row["zone"],
        stories=row["stories"],
        sentences=row["sentences"],
        origin=row["origin"],
        created_at=row["created_at"],
        next_due_at=row["next_due_at"],
        last_until=row["last_until"],
        weekdays=planned.weekdays,
        style=planned.style,
        grouping=planned.grouping,
        empty=planned.empty,
        feeds=planned.feeds,
        actors=planned.actors,
        keywords=planned.keywords,
        quotes=planned.quotes,
        agenda_days=planned.agenda_days,
        asked_by=row["asked_by"],
    )
