"""Nothing of one guild is seen through another."""

from dataclasses import replace

from config.sample import sample_feeds
from storage.archive import Archive
from storage.telling import FOUNDING, NEWEST
from tests.fakes.examples import HOUR, NOON, post, reading
from tests.storage.scenes import (
    SUMMIT,
    alerted,
    article,
    articles,
    claimed,
    developed,
    founded,
    guild_seen,
    joined,
    told_of,
    watched,
    wire,
)


async def test_audience_is_every_guild_that_reads_the_feed_each_with_its_own(archive: Archive) -> None:
    shared = await wire(archive, "Shared", guilds=("a", "b"))
    own = await wire(archive, "Own", guilds=("b",))
    far = await wire(archive, "Far", guilds=("c",))
    for_a, for_b = await watched(archive, "a"), await watched(archive, "b", "channel:2", ("x",))
    await watched(archive, "c", "channel:3", ("y",))
    findings = reading(*SUMMIT, actors=[("vladimir-putin", "mention"), ("x", "mention")])
    story = await founded(archive, await article(archive, shared), findings)
    assert await joined(archive, await article(archive, own, "e2"), story, 1, findings)
    a, b = await told_of(archive, shared, story)
    assert (a.guild, a.feeds, a.watches, a.shown) == ("a", frozenset({shared.id}), (for_a,), ())
    assert (b.guild, b.feeds, b.watches) == ("b", frozenset({shared.id, own.id}), (for_b,))
    assert [audience.guild for audience in await told_of(archive, own, story)] == ["b"]
    assert await told_of(archive, far, story) == (), "its watch asks for somebody else"


async def test_guild_is_shown_what_its_own_targets_were_told(archive: Archive) -> None:
    feed = await wire(archive, guilds=("a", "b", "c"))
    await watched(archive, "a", "channel:1")
    await watched(archive, "b", "channel:2")
    held = await article(archive, feed)
    story = await founded(
        archive, held, posts=(post(held, target="channel:1"), post(held, target="channel:2"))
    )
    a, b = await told_of(archive, feed, story)
    assert [(shown.target, shown.post) for shown in a.shown] == [
        ("channel:1", post(held, target="channel:1", story=story))
    ]
    assert [shown.target for shown in b.shown] == ["channel:2"]


async def test_person_of_two_guilds_is_told_once_by_the_one_that_told_them_first(archive: Archive) -> None:
    feed = await wire(archive, guilds=("a", "b"))
    for_b, for_a = [await watched(archive, guild, "user:7") for guild in ("b", "a")]
    findings = reading(*SUMMIT, actors=[("vladimir-putin", "mention")])
    held = await article(archive, feed)
    posts = tuple(replace(post(held, target="user:7"), watches=(one.id,)) for one in (for_a, for_b))
    story = await founded(archive, held, findings, posts=posts)
    (delivery,) = await archive.deliveries.recent(None, 9)
    assert delivery.guild == "a"
    (audience,) = await told_of(archive, feed, story)
    assert (audience.guild, audience.watches) == ("a", (for_a,))
    for guild in ("c", "b"):
        own = await wire(archive, f"Own-{guild}", guilds=(guild,))
        assert await joined(archive, await article(archive, own, "e2"), story, 1 + (guild == "b"), findings)
        assert await told_of(archive, own, story) == (), "nor by what another guild alone hears"


async def test_shown_is_the_newest_post_sent_or_on_its_way(archive: Archive) -> None:
    feed, story = await alerted(archive)
    await archive.deliveries.sent((await claimed(archive)).id, "900", NOON)
    await developed(archive, feed, story, 2)
    await developed(archive, feed, story, 3)
    (audience,) = await told_of(archive, feed, story)
    (shown,) = audience.shown
    assert (shown.subject, shown.post.revision) == (f"story:{story}", 3)


async def test_failed_post_was_not_shown(archive: Archive) -> None:
    feed, story = await alerted(archive)
    await archive.deliveries.fail((await claimed(archive)).id, "missing permission", NOON)
    assert await told_of(archive, feed, story) == ()


async def test_feed_of_one_guild_never_alters_what_another_sees(archive: Archive) -> None:
    ours, theirs = await wire(archive, "Ours", guilds=("a",)), await wire(archive, "Theirs", guilds=("b",))
    await watched(archive, "b", "channel:2")
    story = await founded(archive, await article(archive, ours))
    before = await archive.status("a")
    told = await archive.stories.between(frozenset({ours.id}), NOON - HOUR, NOON + HOUR)
    joining = await article(archive, theirs, "e2", now=NOON)
    assert await joined(
        archive, joining, story, 1, posts=(post(joining, target="channel:2", story=story, revision=2),)
    )
    (after,) = await archive.stories.between(frozenset({ours.id}), NOON - HOUR, NOON + HOUR)
    assert after.reports == told[0].reports
    assert await archive.status("a") == before
    assert await archive.deliveries.recent("a", 10) == ()
    assert len(await archive.deliveries.recent("b", 10)) == 1


async def test_flood_of_one_guilds_feed_crowds_out_no_report_of_another(archive: Archive) -> None:
    ours, theirs = await wire(archive, "Ours", guilds=("a",)), await wire(archive, "Theirs", guilds=("b",))
    held = await article(archive, ours)
    story = await founded(archive, held)
    for revision, one in enumerate(await articles(archive, theirs, FOUNDING + NEWEST + 2), start=1):
        assert await joined(archive, one, story, revision)
    told = await archive.stories.story(story)
    assert told is not None
    assert [report.article for report in told.restricted(frozenset({ours.id})).reports] == [held]
    assert len(told.reports) == 1 + FOUNDING + NEWEST


async def test_status_counts_what_the_guild_may_see(archive: Archive) -> None:
    await alerted(archive)
    other = await wire(archive, "Other", guilds=("b",))
    await article(archive, other, "e2")
    mine, theirs, everything = [await archive.status(guild) for guild in ("a", "b", None)]
    assert (mine.feeds, mine.articles, mine.unread, mine.stories) == (1, 1, 0, 1)
    assert (mine.watches, mine.plans, mine.undelivered, mine.failing_feeds) == (1, 0, 1, 0)
    assert (theirs.feeds, theirs.articles, theirs.unread, theirs.stories) == (1, 1, 1, 0)
    assert (theirs.watches, theirs.undelivered) == (0, 0)
    assert (everything.feeds, everything.articles, everything.undelivered) == (2, 2, 1)
    assert mine.last_poll_at == NOON
    sample = await archive.feeds.add(address=sample_feeds()[0].address, outlet="Sample", now=NOON)
    await archive.subscriptions.subscribe("a", sample.id, "shipped", NOON)
    assert await archive.status("a") == mine, "the bundled sample does not count"
    empty = await archive.status("nowhere")
    assert (empty.feeds, empty.articles, empty.stories, empty.last_poll_at) == (0, 0, 0, None)


async def test_guild_is_known_by_its_last_name(archive: Archive) -> None:
    await guild_seen(archive.guilds, "a", "Old name", NOON)
    await guild_seen(archive.guilds, "a", "New name", NOON + HOUR)
    settings = await archive.guilds.settings("a")
    assert (settings.guild, settings.name, settings.seen_at) == ("a", "New name", NOON + HOUR)
    stranger = await archive.guilds.settings("b")
    assert (stranger.guild, stranger.name, stranger.seen_at) == ("b", "", None)


async def test_note_of_the_process_is_kept_and_replaced(archive: Archive) -> None:
    assert await archive.guilds.note_of("commands") is None
    await archive.guilds.note("commands", "1")
    await archive.guilds.note("commands", "2")
    assert await archive.guilds.note_of("commands") == "2"
