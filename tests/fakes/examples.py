"""Small, complete examples of the house's values, written for tests: entries, articles, readings, posts."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from feeds.model import Article, Entry, Feed, Fetched, FetchFailed, ParsedFeed, Poll, Standing
from summarise.model import (
    Alert,
    Decision,
    Digest,
    Edition,
    Founds,
    Mention,
    Post,
    Reading,
    Role,
    Sentence,
    Source,
    Summary,
    SummarySentence,
    Told,
)
from summarise.stories.group import trace_of
from summarise.text.boilerplate import line_keys

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)
"""The moment at which examples happen."""

HOUR = timedelta(hours=1)


def entry(
    guid: str = "e1",
    *,
    title: str = "Envoy meets president",
    text: str = "The envoy met the president. They spoke for an hour.",
    published_at: datetime | None = NOON,
) -> Entry:
    """A feed's entry; its content hash follows title and text."""
    return Entry(
        guid=guid,
        title=title,
        text=text,
        url=f"https://wire.example/{guid}",
        author=None,
        published_at=published_at,
        content_hash=hashlib.sha256(f"{title}\n{text}".encode("utf-8", "replace")).hexdigest(),
    )


def parsed(*entries: Entry, title: str = "Wire") -> ParsedFeed:
    """A document with these entries."""
    return ParsedFeed(title=title, url="https://wire.example", language="en", entries=entries)


def well(next_due_at: datetime = NOON + HOUR, interval: timedelta = HOUR) -> Standing:
    """A feed that was read without trouble."""
    return Standing(next_due_at=next_due_at, interval=interval)


def look(feed: Feed, *entries: Entry, next_due_at: datetime = NOON + HOUR, etag: str | None = '"v1"') -> Poll:
    """A look at the feed that found these entries."""
    fetched = Fetched(address=feed.address, body=b"<rss/>", body_hash="0" * 64, etag=etag)
    return Poll(feed=feed, outcome=fetched, read=parsed(*entries), standing=well(next_due_at))


def failed_look(feed: Feed, *, next_due_at: datetime = NOON + HOUR) -> Poll:
    """A look at the feed that nobody answered."""
    outcome = FetchFailed(reason="no answer", detail="Nobody answers at wire.example.")
    standing = Standing(
        next_due_at=next_due_at,
        interval=None,
        health="failing",
        failures=feed.failures + 1,
        failing_since=feed.failing_since or NOON,
    )
    return Poll(feed=feed, outcome=outcome, read=None, standing=standing)


def reading(
    *words: str,
    terms: Mapping[str, int] | None = None,
    actors: Iterable[tuple[str, Role]] = (),
) -> Reading:
    """A reading with these terms, each once unless `terms` counts them, and these actors."""
    mentions = tuple(
        Mention(start=0, end=3, actor=actor, name=actor.replace("-", " ").title(), role=role)
        for actor, role in actors
    )
    return Reading(
        language="en",
        sentences=(Sentence(start=0, end=28),),
        mentions=mentions,
        headline_mentions=(),
        quotes=(),
        statements=(),
        appointments=(),
        terms=dict.fromkeys(words, 1) if terms is None else terms,
    )


def alert(article: Article, *, story: int = 0, reasons: tuple[str, ...] = ("a watch",)) -> Alert:
    """An alert of one article."""
    told = SummarySentence(
        text=article.text[:28], article=article.id, start=0, end=28, outlet=article.outlet, url=article.url
    )
    return Alert(
        story=story,
        summary=Summary(headline=article.title, url=article.url, sentences=(told,)),
        flags=(),
        sources=(Source(outlet=article.outlet, title=article.title, url=article.url),),
        first_at=article.at,
        last_at=article.at,
        reasons=reasons,
    )


def post(article: Article, *, target: str = "channel:1", story: int = 0, revision: int = 1) -> Post:
    """The post that alerts the target to the article: the first revision posts, the others edit."""
    return Post(
        target=target,
        subject=f"story:{story}",
        part=0,
        action="post" if revision == 1 else "edit",
        revision=revision,
        body=alert(article, story=story),
    )


def digest_post(plan: int, until: datetime, *, target: str = "channel:1") -> Post:
    """An empty digest of the day before `until`."""
    body = Digest(date=until.date(), zone="UTC", since=until - 24 * HOUR, until=until, items=())
    subject = f"digest:{plan}:{until.date()}"
    return Post(target=target, subject=subject, part=0, action="post", revision=1, body=body)


def edition(
    article: Article,
    findings: Reading,
    *,
    decision: Decision | None = None,
    snapshot: int = 0,
    posts: tuple[Post, ...] = (),
) -> Edition:
    """What reading the article decided; by default it founds a story."""
    return Edition(
        article=article,
        reading=findings,
        trace=trace_of(article, findings),
        lines=line_keys(article.text),
        decision=decision or Founds(nearest=0.0),
        snapshot=snapshot,
        told=Told(posts=posts),
    )
