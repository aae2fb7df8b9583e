"""Articles wait for their pages, host by host, and are read without them when that takes too long."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from feeds.model import Article, Entry, Extracted, Feed, NoArticle, PageLook, Wanted
from feeds.pages.robots import LIFETIME
from storage.archive import HOST_DELAY, Archive
from storage.edits import CALM
from storage.model import JobKind
from storage.pages import TRIES
from storage.places import FAILED_FOR, READ_FOR
from storage.unfinished import LEASE, PATIENCE
from summarise.model import Origin
from tests.fakes.examples import HOUR, NOON, edition, entry, look, reading
from tests.storage.conftest import Noted
from tests.storage.scenes import wire

SECOND = timedelta(seconds=1)
HOST = "wire.example"
URL = f"https://{HOST}/e1"
FULL = "The envoy met the president for an hour, and they spoke of the harbour. " * 20
PAGE = Extracted(title="Envoy meets president", text=FULL, canonical=f"https://{HOST}/envoy")
NOTHING = NoArticle(detail="is empty")


async def teased(archive: Archive, *entries: Entry, feed: Feed | None = None, now: datetime = NOON) -> Feed:
    """A feed whose entries are only teasers; their articles wait for their pages."""
    feed = feed or await wire(archive)
    current = await archive.feeds.get(feed.id)
    assert current is not None
    poll = look(current, *(entries or (entry("e1"),)), next_due_at=now + HOUR)
    guids = frozenset(each.guid for each in entries or (entry("e1"),))
    await archive.feeds.save(replace(poll, pages=guids), now)
    return feed


async def taken(archive: Archive, article: int = 1, *, now: datetime = NOON) -> Wanted:
    """The article's page, which must be wanted; its host is claimed."""
    found = await archive.pages.wanted(article, now)
    assert found is not None
    return found


async def ready(archive: Archive, article: int = 1, *, now: datetime = NOON, robots: str = "") -> Wanted:
    """The article's page once its host's robots.txt is known."""
    found = await taken(archive, article, now=now)
    await archive.pages.learn(found, robots, now, quiet=None)
    return await taken(archive, article, now=now + HOST_DELAY)


def kept(wanted: Wanted, page: Extracted | NoArticle | None = PAGE, **more: object) -> PageLook:
    return PageLook(wanted=wanted, page=page, tells=isinstance(page, Extracted), **more)  # type: ignore[arg-type]


async def unread(archive: Archive, article: int = 1) -> Article:
    found = await archive.stories.unread(article)
    assert found is not None
    return found


async def pages_due(archive: Archive, nudges: Noted, now: datetime) -> list[str]:
    """Whose pages the tick calls for."""
    return await _due(archive, nudges, now, "page")


async def polls_due(archive: Archive, nudges: Noted, now: datetime) -> list[str]:
    """Which feeds the tick calls for."""
    return await _due(archive, nudges, now, "poll")


async def _due(archive: Archive, nudges: Noted, now: datetime, kind: JobKind) -> list[str]:
    nudges.take()
    await archive.nudge_unfinished(now, frozenset({kind}))
    return [key for found, key in nudges.take() if found == kind]


async def test_teaser_waits_for_its_page_and_other_articles_do_not(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    nudges.take()
    poll = replace(look(feed, entry("e1"), entry("e2")), pages=frozenset({"e1"}))
    await archive.feeds.save(poll, NOON)
    assert nudges.take() == [("read", "2")]
    assert await archive.stories.unread(1) is None
    assert await pages_due(archive, nudges, NOON + HOST_DELAY) == ["1"]


async def test_page_is_taken_up_with_what_its_feed_says(archive: Archive) -> None:
    await teased(archive)
    assert await taken(archive, now=NOON + HOST_DELAY) == Wanted(
        article_id=1,
        title="Envoy meets president",
        text="The envoy met the president. They spoke for an hour.",
        url=URL,
        host=HOST,
    )
    assert await archive.pages.wanted(2, NOON) is None


async def test_host_is_asked_for_one_page_at_a_time_with_a_pause_between(
    archive: Archive, nudges: Noted
) -> None:
    await teased(archive, entry("e1"), entry("e2"))
    start = NOON + HOST_DELAY
    assert await pages_due(archive, nudges, start) == ["1"]
    first = await taken(archive, 1, now=start)
    assert await archive.pages.wanted(2, start) is None
    assert await pages_due(archive, nudges, start + 10 * SECOND) == []
    await archive.pages.learn(first, "", start, quiet=None)
    assert await archive.pages.wanted(2, start + HOST_DELAY / 2) is None
    second = await taken(archive, 2, now=start + HOST_DELAY)
    assert second.robots == ""
    assert await archive.pages.wanted(1, start + HOST_DELAY) is None


async def test_other_hosts_do_not_wait(archive: Archive, nudges: Noted) -> None:
    elsewhere = replace(entry("e2"), url="https://elsewhere.example/e2")
    await teased(archive, entry("e1"), elsewhere)
    assert await pages_due(archive, nudges, NOON + HOST_DELAY) == ["1", "2"]
    await taken(archive, 1, now=NOON + HOST_DELAY)
    assert (await taken(archive, 2, now=NOON + HOST_DELAY)).host == "elsewhere.example"


async def test_robots_are_known_for_a_day(archive: Archive) -> None:
    await teased(archive)
    wanted = await ready(archive, robots="User-agent: *\nDisallow: /x", now=NOON + HOST_DELAY)
    assert wanted.robots == "User-agent: *\nDisallow: /x"
    await archive.pages.keep(kept(wanted, None), NOON + HOST_DELAY)
    later = NOON + LIFETIME + HOUR
    feed = await archive.feeds.get(1)
    await teased(archive, entry("e2"), feed=feed, now=later)
    assert (await taken(archive, 2, now=later + HOST_DELAY)).robots is None


async def test_article_says_what_its_page_says_and_is_read(archive: Archive, nudges: Noted) -> None:
    await teased(archive)
    wanted = await ready(archive, now=NOON + HOST_DELAY)
    nudges.take()
    await archive.pages.keep(kept(wanted), NOON + 5 * SECOND)
    assert nudges.take() == [("read", "1")]
    article = await unread(archive)
    assert (article.title, article.text) == ("Envoy meets president", FULL)
    assert article.url == f"https://{HOST}/envoy"


async def test_page_that_tells_nothing_more_leaves_the_feeds_words(archive: Archive, nudges: Noted) -> None:
    await teased(archive)
    wanted = await ready(archive, now=NOON + HOST_DELAY)
    nudges.take()
    await archive.pages.keep(replace(kept(wanted), tells=False), NOON + 5 * SECOND)
    assert nudges.take() == [("read", "1")]
    article = await unread(archive)
    assert (article.text, article.url) == ("The envoy met the president. They spoke for an hour.", URL)


async def test_look_that_is_saved_twice_counts_once(archive: Archive, nudges: Noted) -> None:
    await teased(archive)
    wanted = await ready(archive, now=NOON + HOST_DELAY)
    nudges.take()
    await asyncio.gather(*(archive.pages.keep(kept(wanted), NOON + 5 * SECOND) for _ in range(3)))
    assert nudges.take() == [("read", "1")]


async def test_page_of_two_feeds_articles_is_asked_for_once(archive: Archive, nudges: Noted) -> None:
    await teased(archive)
    other = await wire(archive, "Other")
    await teased(archive, replace(entry("x"), url=URL, text="The envoy met him."), feed=other)
    await archive.pages.keep(kept(await ready(archive, now=NOON + HOST_DELAY)), NOON + 5 * SECOND)
    known = await taken(archive, 2, now=NOON + 5 * SECOND)
    assert known.page == PAGE
    nudges.take()
    await archive.pages.keep(kept(known), NOON + 6 * SECOND)
    assert nudges.take() == [("read", "2")]
    assert (await unread(archive, 2)).text == FULL


FURTHER = "https://elsewhere.example/envoy"


async def led_on(archive: Archive, to: str = FURTHER) -> None:
    """The page of the first article was asked for, and lies on another host."""
    wanted = await ready(archive, now=NOON + HOST_DELAY)
    await archive.pages.keep(PageLook(wanted=wanted, page=None, leads_to=to), NOON + 5 * SECOND)


async def test_page_on_another_host_is_asked_for_there(archive: Archive, nudges: Noted) -> None:
    await teased(archive, entry("e1"), entry("e2"))
    await led_on(archive)
    now = NOON + 5 * SECOND
    assert await archive.stories.unread(1) is None
    assert await pages_due(archive, nudges, now) == ["1"], "the other host is free, the first one rests"
    wanted = await taken(archive, now=now)
    assert (wanted.url, wanted.host, wanted.robots) == (FURTHER, "elsewhere.example", None)
    await archive.pages.learn(wanted, "", now, quiet=None)
    again = await taken(archive, now=now + HOST_DELAY)
    await archive.pages.keep(kept(again, replace(PAGE, canonical=None)), now + 2 * SECOND)
    article = await unread(archive)
    assert (article.text, article.url) == (FULL, URL)


async def test_where_a_page_lies_is_known_for_other_feeds_articles(archive: Archive, nudges: Noted) -> None:
    await teased(archive)
    await led_on(archive)
    other = await wire(archive, "Other")
    now = NOON + 6 * SECOND
    await teased(archive, replace(entry("x"), url=URL), feed=other, now=now)
    assert await pages_due(archive, nudges, now) == ["1", "2"]
    first = await taken(archive, 1, now=now)
    assert await archive.pages.wanted(2, now) is None, "both lie on the other host now"
    await archive.pages.learn(first, "", now, quiet=None)
    await archive.pages.keep(kept(await taken(archive, 1, now=now + HOST_DELAY)), now + 2 * SECOND)
    assert await pages_due(archive, nudges, now + 4 * SECOND) == ["2"]
    assert (await taken(archive, 2, now=now + 4 * SECOND)).page == PAGE


async def test_page_that_leads_in_circles_holds_no_article(archive: Archive) -> None:
    await teased(archive)
    await led_on(archive)
    now = NOON + 5 * SECOND
    wanted = await taken(archive, now=now)
    await archive.pages.learn(wanted, "", now, quiet=None)
    back = await taken(archive, now=now + HOST_DELAY)
    await archive.pages.keep(PageLook(wanted=back, page=None, leads_to=URL), now + 2 * SECOND)
    known = await taken(archive, now=now + 10 * SECOND)
    assert known.page == NoArticle(detail="leads from host to host")


async def test_article_without_tries_left_gives_its_host_back(archive: Archive, nudges: Noted) -> None:
    await teased(archive, entry("e1"), entry("e2"))
    now = NOON + HOST_DELAY
    for _ in range(TRIES):
        await taken(archive, now=now)
        await archive.release()
    assert await pages_due(archive, nudges, now) == ["1"]
    assert await archive.pages.wanted(1, now) is None
    assert await pages_due(archive, nudges, now) == ["2"]


@pytest.mark.parametrize(("page", "lifetime"), [(PAGE, READ_FOR), (NOTHING, FAILED_FOR)])
async def test_page_is_asked_for_again_after_its_time(
    archive: Archive, page: Extracted | NoArticle, lifetime: timedelta
) -> None:
    await teased(archive)
    at = NOON + 5 * SECOND
    await archive.pages.keep(kept(await ready(archive, now=NOON + HOST_DELAY), page), at)
    other = await wire(archive, "Other")
    soon, late = at + lifetime - SECOND, at + lifetime
    await teased(
        archive,
        replace(entry("x"), url=URL),
        replace(entry("y", title="Another"), url=URL),
        feed=other,
        now=soon,
    )
    assert (await taken(archive, 2, now=soon)).page == page
    assert (await taken(archive, 3, now=late)).page is None


async def test_pages_that_would_be_asked_for_again_are_forgotten(archive: Archive) -> None:
    await teased(archive)
    at = NOON + 5 * SECOND
    await archive.pages.keep(kept(await ready(archive, now=NOON + HOST_DELAY)), at)
    assert await archive.pages.forget(at + READ_FOR - SECOND) == 0
    assert await archive.pages.forget(at + READ_FOR) == 1


async def test_host_rests_as_it_wishes_after_a_page(archive: Archive) -> None:
    await teased(archive, entry("e1"), entry("e2"))
    wanted = await ready(archive, now=NOON + HOST_DELAY)
    at = NOON + 5 * SECOND
    await archive.pages.keep(kept(wanted, pause=timedelta(seconds=20)), at)
    assert await archive.pages.wanted(2, at + timedelta(seconds=19)) is None
    await taken(archive, 2, now=at + timedelta(seconds=20))


async def test_page_that_was_not_asked_for_costs_its_host_no_rest(archive: Archive) -> None:
    await teased(archive, entry("e1"), entry("e2"))
    wanted = await ready(archive, now=NOON + HOST_DELAY)
    at = NOON + 5 * SECOND
    await archive.pages.keep(kept(wanted, None), at)
    assert (await taken(archive, 2, now=at)).page is None


async def test_host_that_asks_for_rest_is_left_alone_with_its_feeds(archive: Archive, nudges: Noted) -> None:
    feed = await teased(archive, entry("e1"), entry("e2"))
    wanted = await ready(archive, now=NOON + HOST_DELAY)
    until = NOON + 5 * SECOND + 3 * HOUR
    await archive.pages.keep(kept(wanted, NOTHING, quiet=3 * HOUR), NOON + 5 * SECOND)
    assert await archive.pages.wanted(2, NOON + 90 * SECOND) is None
    assert await polls_due(archive, nudges, until - SECOND) == []
    assert await polls_due(archive, nudges, until) == [str(feed.id)]
    assert (await unread(archive)).url == URL


async def test_host_that_asks_for_rest_instead_of_its_robots_is_left_alone(
    archive: Archive, nudges: Noted
) -> None:
    await teased(archive)
    found = await taken(archive, now=NOON + HOST_DELAY)
    await archive.pages.learn(found, "", NOON + HOST_DELAY, quiet=3 * HOUR)
    assert await archive.pages.wanted(1, NOON + 90 * SECOND) is None
    assert await polls_due(archive, nudges, NOON + 2 * HOUR) == []


async def test_article_does_not_wait_longer_than_its_patience(archive: Archive, nudges: Noted) -> None:
    await teased(archive, entry("e1"), entry("e2"))
    await taken(archive, 1, now=NOON + HOST_DELAY)
    assert await pages_due(archive, nudges, NOON + PATIENCE - SECOND) == []
    assert await pages_due(archive, nudges, NOON + PATIENCE) == ["2"]
    assert await archive.pages.wanted(2, NOON + PATIENCE) is None
    assert nudges.take() == [("read", "2")]
    assert (await unread(archive, 2)).text == "The envoy met the president. They spoke for an hour."


async def test_host_is_given_back_where_patience_ends_between_call_and_run(
    archive: Archive, nudges: Noted
) -> None:
    feed = await teased(archive)
    assert await pages_due(archive, nudges, NOON + PATIENCE - SECOND) == ["1"]
    now = NOON + PATIENCE
    assert await archive.pages.wanted(1, now) is None
    await teased(archive, entry("e2"), feed=feed, now=now)
    assert await pages_due(archive, nudges, now + HOST_DELAY) == ["2"]


async def test_page_whose_run_was_killed_has_its_turn_again_and_then_no_more(
    archive: Archive, nudges: Noted
) -> None:
    await teased(archive)
    now = NOON + HOST_DELAY
    for _ in range(TRIES):
        assert await pages_due(archive, nudges, now) == ["1"]
        await taken(archive, now=now)
        await archive.release()
        now += SECOND
    assert await archive.pages.wanted(1, now) is None
    assert nudges.take() == [("read", "1")]
    assert (await unread(archive)).url == URL


async def test_page_that_lost_its_run_waits_for_the_lease(archive: Archive, nudges: Noted) -> None:
    elsewhere = replace(entry("e1"), url="https://elsewhere.example/e1")
    await teased(archive, elsewhere)
    now = NOON + HOST_DELAY
    assert await pages_due(archive, nudges, now) == ["1"]
    await taken(archive, now=now)
    assert await pages_due(archive, nudges, now + LEASE - SECOND) == []
    assert await pages_due(archive, nudges, now + LEASE) == ["1"]


async def test_page_whose_host_was_just_taken_is_called_for_once_that_is_free(
    archive: Archive, nudges: Noted
) -> None:
    await teased(archive, entry("e1"), entry("e2"))
    now = NOON + HOST_DELAY
    second = await taken(archive, 2, now=now)
    assert await archive.pages.wanted(1, now) is None
    await archive.pages.learn(second, "", now, quiet=None)
    assert await pages_due(archive, nudges, now + HOST_DELAY) == ["1"]


async def test_host_whose_feeds_are_always_due_is_asked_for_pages_too(
    archive: Archive, nudges: Noted
) -> None:
    feed = await teased(archive)
    later = NOON + HOUR
    await teased(archive, entry("e2"), feed=feed, now=later)
    more = await archive.feeds.add(address=f"https://{HOST}/more", outlet="More", now=NOON)
    await archive.subscriptions.subscribe("a", more.id, "command", NOON)
    both: frozenset[JobKind] = frozenset({"poll", "page"})
    nudges.take()
    await archive.nudge_unfinished(later + HOST_DELAY, both)
    assert nudges.take() == [("page", "1"), ("page", "2")], "one without patience, one whose host is claimed"
    await archive.pages.keep(kept(await taken(archive, 2, now=later + HOST_DELAY)), later + HOST_DELAY)
    nudges.take()
    await archive.nudge_unfinished(later + 2 * HOST_DELAY, both)
    assert ("poll", str(more.id)) in nudges.take()


async def test_page_that_is_known_gives_its_host_back_at_once(archive: Archive, nudges: Noted) -> None:
    await teased(archive)
    at = NOON + 5 * SECOND
    await archive.pages.keep(kept(await ready(archive, now=NOON + HOST_DELAY)), at)
    other = await wire(archive, "Other")
    await teased(archive, replace(entry("x"), url=URL), replace(entry("y", title="Y")), feed=other, now=at)
    now = at + HOST_DELAY
    assert await pages_due(archive, nudges, now) == ["2"]
    assert (await taken(archive, 2, now=now)).page == PAGE
    assert (await taken(archive, 3, now=now)).page is None


async def filed(archive: Archive) -> Feed:
    """A feed whose one article was read from its page."""
    feed = await teased(archive)
    await archive.pages.keep(kept(await ready(archive, now=NOON + HOST_DELAY)), NOON + 5 * SECOND)
    article = await unread(archive)
    findings = reading("envoy", "harbour")
    lineup = await archive.stories.lineup(article, findings.terms)
    assert await archive.stories.save(edition(article, findings, snapshot=lineup.snapshot), NOON + 6 * SECOND)
    return feed


async def test_edited_article_is_read_from_its_page_as_that_is_now(archive: Archive) -> None:
    feed = await filed(archive)
    edit = entry("e1", title="Envoy leaves president", text="The envoy left.")
    await teased(archive, edit, feed=feed, now=NOON + HOUR)
    assert await archive.pages.wanted(1, NOON + HOUR + SECOND) is None, "the edits may not be over"
    calm = NOON + HOUR + CALM
    wanted = await taken(archive, now=calm)
    assert (wanted.title, wanted.text) == ("Envoy leaves president", "The envoy left.")
    assert wanted.page is None, "the page that is known is older than the edit"
    newer = replace(PAGE, text="The envoy left the president, and said no word of the harbour. " * 20)
    await archive.pages.keep(kept(wanted, newer), calm + SECOND)
    article = await unread(archive)
    assert (article.title, article.text) == ("Envoy leaves president", newer.text)


MENDED = entry("e1", text="The envoy met the president. They spoke, for an hour.")


@pytest.mark.parametrize("page", [NOTHING, None], ids=["nothing there", "not to be asked for"])
async def test_mended_teaser_keeps_the_whole_text_where_its_page_cannot_be_had(
    archive: Archive, page: NoArticle | None
) -> None:
    await teased(archive, MENDED, feed=await filed(archive), now=NOON + HOUR)
    calm = NOON + HOUR + CALM
    await archive.pages.keep(kept(await taken(archive, now=calm), page), calm + SECOND)
    assert (await unread(archive)).text == FULL


async def test_mended_teaser_keeps_the_whole_text_where_its_host_is_busy(archive: Archive) -> None:
    await teased(archive, MENDED, feed=await filed(archive), now=NOON + HOUR)
    assert await archive.pages.wanted(1, NOON + HOUR + CALM + PATIENCE) is None
    assert (await unread(archive)).text == FULL


@pytest.mark.parametrize("page", [NOTHING, replace(PAGE, text="Withdrawn.")])
async def test_teaser_about_something_else_takes_the_whole_texts_place(
    archive: Archive, page: NoArticle | Extracted
) -> None:
    withdrawn = entry("e1", title="Correction", text="This report was wrong and has been withdrawn.")
    await teased(archive, withdrawn, feed=await filed(archive), now=NOON + HOUR)
    calm = NOON + HOUR + CALM
    look = replace(kept(await taken(archive, now=calm), page), tells=False)
    await archive.pages.keep(look, calm + SECOND)
    assert (await unread(archive)).text == withdrawn.text


async def test_article_that_was_edited_while_its_page_was_read_waits_again(
    archive: Archive, nudges: Noted
) -> None:
    feed = await teased(archive)
    wanted = await ready(archive, now=NOON + HOST_DELAY)
    await teased(archive, entry("e1", text="The envoy left."), feed=feed, now=NOON + 4 * SECOND)
    nudges.take()
    await archive.pages.keep(kept(wanted), NOON + 5 * SECOND)
    assert nudges.take() == []
    known = await taken(archive, now=NOON + 6 * SECOND)
    assert (known.text, known.page) == ("The envoy left.", PAGE)


@pytest.mark.parametrize(("origin", "vouched"), [("command", False), ("operator", True)])
async def test_page_on_its_feeds_host_is_vouched_for_as_the_feed_is(
    archive: Archive, origin: Origin, vouched: bool
) -> None:
    feed = await teased(archive, entry("e1"), replace(entry("e2"), url="https://elsewhere.example/e2"))
    await archive.subscriptions.subscribe("b", feed.id, origin, NOON)
    assert (await taken(archive, 1, now=NOON + HOST_DELAY)).vouched is vouched
    assert not (await taken(archive, 2, now=NOON + HOST_DELAY)).vouched


async def test_page_on_a_host_that_its_feeds_host_led_to_is_not_vouched_for(archive: Archive) -> None:
    feed = await teased(archive)
    await archive.subscriptions.subscribe("b", feed.id, "configuration", NOON)
    first = await ready(archive, now=NOON + HOST_DELAY)
    assert first.vouched
    at = NOON + 3 * HOST_DELAY
    await archive.pages.keep(kept(first, None, leads_to="https://router.example/e1"), at)
    led = await taken(archive, now=at)
    assert (led.host, led.vouched) == ("router.example", False)


async def test_private_page_is_for_its_article_alone(archive: Archive) -> None:
    await teased(archive)
    other = await wire(archive, "Other")
    await teased(archive, entry("e1"), feed=other)
    wanted = await ready(archive, now=NOON + HOST_DELAY)
    at = NOON + 3 * HOST_DELAY
    await archive.pages.keep(kept(wanted, private=True), at)
    assert (await unread(archive, 1)).text == FULL
    assert (await taken(archive, 2, now=at + HOST_DELAY)).page is None
