"""Short scenes that tests of the archive begin with."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from feeds.model import Article, Backlog, Entry, Feed
from storage import schema
from storage.archive import Archive
from storage.engine import Database
from storage.guilds import Guilds
from storage.model import Delivery, SeenGuild
from summarise.model import (
    Audience,
    Decision,
    Joins,
    Mending,
    Post,
    Reading,
    Repair,
    Story,
    Told,
    Unmended,
    Watch,
)
from tests.fakes.examples import HOUR, NOON, edition, entry, look, post, reading

SUMMIT = ("moscow", "guterres", "putin", "summit", "kremlin", "corridor")
"""Terms of one event."""

FLOOD = ("river", "flood", "dam", "valley", "rescue", "boats")
"""Terms of another."""


async def wire(
    archive: Archive, outlet: str = "Wire", *, guilds: tuple[str, ...] = ("a",), backlog: Backlog = "post"
) -> Feed:
    """A feed that is read by these guilds, and then due at noon."""
    feed = await archive.feeds.add(
        address=f"https://{outlet.lower()}.example/feed", outlet=outlet, backlog=backlog, now=NOON
    )
    for guild in guilds:
        await archive.subscriptions.subscribe(guild, feed.id, "command", NOON)
    read = await archive.feeds.get(feed.id)
    assert read is not None
    return read


async def watched(
    archive: Archive,
    guild: str = "a",
    target: str = "channel:1",
    actors: tuple[str, ...] = ("vladimir-putin",),
) -> Watch:
    """A watch of the guild."""
    return await archive.watches.add(guild=guild, target=target, actors=actors, origin="command", now=NOON)


async def bring(archive: Archive, feed: Feed, *entries: Entry, now: datetime = NOON) -> int:
    """The feed is read and holds these entries; how many were new. It is due again an hour later."""
    current = await archive.feeds.get(feed.id)
    assert current is not None
    return await archive.feeds.save(look(current, *entries, next_due_at=now + HOUR), now)


async def newest(archive: Archive) -> int:
    """The id of the article that came last; 0 before the first."""
    async with archive._database.reading() as tx:
        return await tx.value(sa.select(sa.func.max(schema.article.c.id))) or 0


async def in_index(database: Database, letters: str) -> bool:
    """Whether SQLite's index of words holds these letters in some place, be it what is found no more."""
    asked = sa.text("SELECT count(*) FROM sought_data WHERE instr(block, CAST(:b_letters AS BLOB)) > 0")
    async with database.reading() as tx:
        return bool(await tx.value(asked.bindparams(b_letters=letters)))


async def article(archive: Archive, feed: Feed, guid: str = "e1", *, now: datetime = NOON) -> Article:
    """An article that came and was taken up to be read."""
    await bring(archive, feed, entry(guid, published_at=now), now=now)
    taken = await archive.stories.unread(await newest(archive))
    assert taken is not None
    assert (taken.feed_id, taken.guid) == (feed.id, guid)
    return taken


async def articles(archive: Archive, feed: Feed, count: int) -> list[Article]:
    """Articles e0, e1 … an hour apart from noon, come at once and taken up to be read."""
    before = await newest(archive)
    entries = [
        entry(f"e{number}", published_at=NOON + number * HOUR + timedelta(minutes=1))
        for number in range(count)
    ]
    await bring(archive, feed, *entries, now=NOON + count * HOUR)
    taken = [await archive.stories.unread(before + number + 1) for number in range(count)]
    return [held for held in taken if held is not None]


async def founded(
    archive: Archive,
    held: Article,
    findings: Reading | None = None,
    *,
    posts: tuple[Post, ...] = (),
    now: datetime = NOON,
) -> int:
    """The id of the story that the article founds."""
    findings = findings or reading(*SUMMIT)
    lineup = await archive.stories.lineup(held, findings.terms)
    assert await archive.stories.save(edition(held, findings, snapshot=lineup.snapshot, posts=posts), now)
    async with archive._database.reading() as tx:
        found: int = await tx.value(sa.select(schema.trace.c.story).where(schema.trace.c.article == held.id))
    return found


async def told_of(archive: Archive, feed: Feed, *stories: int) -> tuple[Audience, ...]:
    """Who is told of what the feed says of the first of these stories, which are one."""
    return await archive.stories.audiences(
        frozenset({feed.id}), await story_of(archive, stories[0]), *stories
    )


async def joined(
    archive: Archive,
    held: Article,
    story: int,
    revision: int,
    findings: Reading | None = None,
    *,
    posts: tuple[Post, ...] = (),
    near: tuple[int, ...] | None = None,
) -> bool:
    """Whether the article could join the story at that revision, to be looked at again with those near it."""
    findings = findings or reading(*SUMMIT)
    lineup = await archive.stories.lineup(held, findings.terms)
    decision: Decision = Joins(story=story, revision=revision, score=0.9, near=near)
    saved = await archive.stories.save(
        edition(held, findings, decision=decision, snapshot=lineup.snapshot, posts=posts), NOON
    )
    return saved is not None


async def alerted(archive: Archive, *, target: str = "channel:1") -> tuple[Feed, int]:
    """A feed and its story, of which the target is about to be told; one delivery waits."""
    feed = await wire(archive)
    await watched(archive, target=target)
    held = await article(archive, feed)
    return feed, await founded(archive, held, posts=(post(held, target=target),))


async def developed(
    archive: Archive, feed: Feed, story: int, revision: int, *, target: str = "channel:1"
) -> None:
    """The story reaches the revision by another article, and the target's message is to be edited."""
    held = await article(archive, feed, f"e{revision}", now=NOON + revision * HOUR)
    edit = post(held, target=target, story=story, revision=revision)
    assert await joined(archive, held, story, revision - 1, posts=(edit,))


async def claimed(archive: Archive, now: datetime = NOON, target: str = "channel:1") -> Delivery:
    """The target's next delivery, which must be there."""
    delivery = await archive.deliveries.claim(target, now)
    assert delivery is not None
    return delivery


async def story_of(archive: Archive, story_id: int) -> Story:
    """The story, which must be there."""
    story = await archive.stories.story(story_id)
    assert story is not None
    return story


async def mended(archive: Archive, *steps: Repair, posts: tuple[Post, ...] = (), **revisions: int) -> bool:
    """Whether these steps could be taken of stories s1, s2 … at these revisions."""
    read = {int(name[1:]): revision for name, revision in revisions.items()}
    last = await story_of(archive, max(read))
    done = Unmended(article=last.reports[-1].article, story=last.id, near=(), held=True, tries=1)
    mending = Mending(
        done=done, steps=steps, revisions=read, revision=1 + max(read.values()), told=Told(posts=posts)
    )
    return await archive.stories.mend(mending, NOON + HOUR)


async def taken(archive: Archive, held: Article, now: datetime = NOON + HOUR) -> Unmended:
    """What is to be mended because of the article, which must be there."""
    waiting = await archive.stories.unmended(held.id, now)
    assert waiting is not None
    return waiting


async def guild_seen(guilds: Guilds, guild: str, name: str, now: datetime, locale: str | None = None) -> bool:
    """The bot is in one guild; whether that is new."""
    return bool(await guilds.seen((SeenGuild(guild=guild, name=name, locale=locale),), now))
