"""Whatever address a person types, they learn what is there, and a feed near it is found politely."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from feeds.discover.examine import Examined, IsFeed, Leads, Nothing, examine
from feeds.discover.usual import MOST
from feeds.model import FailureReason, Fetched, FetchFailed
from tests.fakes.feeds import RSS_TYPE, item, rss
from tests.fakes.workers import InlineWorkers

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)
HOME = "https://outlet.example/"
FEED = rss(item("Talks in Moscow", "The two men met."), title="Outlet")


@dataclass
class Web:
    """Pages by address; whatever else is asked is not there. The clock goes on a second with each request."""

    pages: dict[str, Fetched | FetchFailed] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def feed(self, address: str, last: str | None = None, *, moved: bool = False) -> None:
        self.pages[address] = Fetched(
            address=last or address, body=FEED, body_hash="", content_type=RSS_TYPE, moved=moved
        )

    def page(self, address: str, *links: str) -> None:
        body = f"<html><head>{''.join(links)}</head><body><p>Welcome.</p></body></html>"
        self.pages[address] = Fetched(
            address=address, body=body.encode(), body_hash="", content_type="text/html; charset=utf-8"
        )

    def fail(self, address: str, reason: FailureReason, status: int | None = None) -> None:
        self.pages[address] = FetchFailed(reason=reason, detail=f"{address} failed.", status=status)

    async def fetch(self, address: str) -> Fetched | FetchFailed:
        self.asked.append(address)
        missing = FetchFailed(reason="status", detail=f"{address} is not there (HTTP 404).", status=404)
        return self.pages.get(address, missing)

    def now(self) -> datetime:
        return NOON + timedelta(seconds=len(self.asked))

    async def examined(self, address: str, workers: InlineWorkers | None = None) -> Examined:
        return await examine(address, fetch=self.fetch, workers=workers or InlineWorkers(), now=self.now)


def link(href: str, title: str = "") -> str:
    return f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


@pytest.fixture
def web() -> Web:
    return Web()


async def test_feed_is_told_as_it_came(web: Web) -> None:
    web.feed(f"{HOME}feed")
    found = await web.examined(f" <{HOME}feed#top> ")
    assert isinstance(found, IsFeed)
    assert (found.asked, found.address, found.seconds) == (f"{HOME}feed", f"{HOME}feed", 1.0)
    assert not found.is_elsewhere
    assert found.read.title == "Outlet"
    assert web.asked == [f"{HOME}feed"]


@pytest.mark.parametrize(("moved", "kept"), [(True, "https://new.example/feed"), (False, f"{HOME}feed")])
async def test_redirect_is_kept_only_where_it_is_for_good(web: Web, moved: bool, kept: str) -> None:
    web.feed(f"{HOME}feed", "https://new.example/feed", moved=moved)
    found = await web.examined(f"{HOME}feed")
    assert isinstance(found, IsFeed)
    assert found.address == kept


@pytest.mark.parametrize(
    "typed",
    [
        "HTTPS://Outlet.EXAMPLE/feed",
        "outlet.example/feed",
        "//outlet.example/feed",
        "feed://outlet.example/feed",
        f"feed:{HOME}feed",
    ],
)
async def test_address_without_a_scheme_is_asked_by_https(web: Web, typed: str) -> None:
    web.feed(f"{HOME}feed")
    assert isinstance(await web.examined(typed), IsFeed)
    assert web.asked == [f"{HOME}feed"]


async def test_http_is_tried_where_nobody_answers_https(web: Web) -> None:
    web.fail("https://outlet.example:8080/feed", "no answer")
    web.feed("http://outlet.example:8080/feed")
    found = await web.examined("outlet.example:8080/feed")
    assert isinstance(found, IsFeed)
    assert found.address == "http://outlet.example:8080/feed"


async def test_host_that_answers_neither_is_told_once(web: Web) -> None:
    web.fail("https://gone.example/", "no answer")
    web.fail("http://gone.example/", "no answer")
    found = await web.examined("gone.example")
    assert isinstance(found, Nothing)
    assert found.detail == "https://gone.example/ failed."


async def test_pages_only_feed_is_taken(web: Web) -> None:
    web.page(HOME, link("/rss.xml"), link("/comments/feed/", "Comments"))
    web.feed(f"{HOME}rss.xml")
    found = await web.examined(HOME)
    assert isinstance(found, IsFeed)
    assert found.by_link
    assert found.is_elsewhere
    assert (found.asked, found.address) == (HOME, f"{HOME}rss.xml")
    assert web.asked == [HOME, f"{HOME}rss.xml"]


async def test_declared_feed_is_taken_before_any_plain_link(web: Web) -> None:
    web.page(HOME, link("/rss.xml"), '<a href="/a/rss">a</a><a href="/b/rss">b</a>')
    web.feed(f"{HOME}rss.xml")
    assert isinstance(await web.examined(HOME), IsFeed)


async def test_several_feeds_are_for_the_person_to_choose_from(web: Web) -> None:
    web.page(HOME, link("/world", "World"), link("/sport", "Sport"))
    found = await web.examined(HOME)
    assert isinstance(found, Leads)
    assert [one.title for one in found.candidates] == ["World", "Sport"]
    assert web.asked == [HOME], "what a person has to choose is not asked before"


async def test_page_that_lists_feeds_is_found_behind_a_link(web: Web) -> None:
    web.page(HOME, '<a href="/rss">RSS</a>')
    web.page(f"{HOME}rss", '<a href="/rss/world.xml">World</a><a href="/rss/sport.xml">Sport</a>')
    found = await web.examined(HOME)
    assert isinstance(found, Leads)
    assert [one.address for one in found.candidates] == [f"{HOME}rss/world.xml", f"{HOME}rss/sport.xml"]


async def test_usual_addresses_are_tried_one_after_another_until_the_first_feed(web: Web) -> None:
    web.page(HOME)
    web.page(f"{HOME}feed")
    web.feed(f"{HOME}rss.xml")
    found = await web.examined(HOME)
    assert isinstance(found, IsFeed)
    assert not found.by_link
    assert web.asked == [HOME, f"{HOME}feed", f"{HOME}rss", f"{HOME}rss.xml"]


async def test_no_more_than_a_handful_of_guesses_is_made(web: Web) -> None:
    web.page(f"{HOME}blog/", link("/gone"), '<a href="/feeds/rss.xml">RSS</a>')
    found = await web.examined(f"{HOME}blog/")
    assert isinstance(found, Leads), "what the page names is told even where it does not answer"
    assert len(web.asked) == len(set(web.asked)) == MOST + 1


async def test_busy_host_is_left_alone(web: Web) -> None:
    web.page(HOME)
    web.fail(f"{HOME}feed", "status", 429)
    found = await web.examined(HOME)
    assert isinstance(found, Nothing)
    assert len(web.asked) == 2


async def test_page_without_any_feed_says_what_it_is(web: Web) -> None:
    web.page(HOME)
    found = await web.examined(HOME)
    assert isinstance(found, Nothing)
    assert str(found.detail).startswith(f"{HOME} holds no feed. It")
    assert str(found.detail).endswith("None was found at the usual addresses either.")


async def test_well_known_host_that_refuses_its_page_is_asked_for_its_feed(web: Web) -> None:
    web.fail("https://www.reddit.com/r/news/", "status", 403)
    web.feed("https://www.reddit.com/r/news/.rss")
    found = await web.examined("https://www.reddit.com/r/news/")
    assert isinstance(found, IsFeed)
    assert found.address == "https://www.reddit.com/r/news/.rss"


async def test_failure_is_told_with_its_reason(web: Web) -> None:
    web.fail(HOME, "status", 403)
    found = await web.examined(HOME)
    assert isinstance(found, Nothing)
    assert found.failure is not None
    assert (found.failure.status, len(web.asked)) == (403, 1)


async def test_document_that_hangs_its_worker_is_told(web: Web) -> None:
    web.feed(f"{HOME}feed")
    found = await web.examined(f"{HOME}feed", InlineWorkers(fails="parse took longer than 3 s"))
    assert isinstance(found, Nothing)
    assert "could not be read in time or memory" in str(found.detail)


async def test_nothing_is_guessed_where_no_page_answers(web: Web) -> None:
    web.pages[f"{HOME}a.pdf"] = replace(EMPTY, address=f"{HOME}a.pdf", body=b"%PDF-1.7 x")
    web.pages[f"{HOME}empty"] = replace(EMPTY, address=f"{HOME}empty")
    for address in list(web.pages):
        found = await web.examined(address)
        assert isinstance(found, Nothing)
    assert web.asked == list(web.pages)


EMPTY = Fetched(address="", body=b"", body_hash="", content_type="application/octet-stream")


async def test_odd_address_is_left_to_the_guard(web: Web) -> None:
    typed = "mailto:rss@outlet.example"
    assert isinstance(await web.examined(typed), Nothing)
    assert web.asked[0] == typed


async def test_nothing_typed_asks_nobody(web: Web) -> None:
    found = await web.examined(" ")
    assert isinstance(found, Nothing)
    assert "That is empty" in str(found.detail)
    assert web.asked == []


async def test_nothing_is_promised_of_an_address_that_is_not_read(web: Web) -> None:
    address = f"{HOME}feed"
    web.pages[address] = FetchFailed(
        reason="timed out", detail="Slow; it is tried again later.", unread="Slow; try again later."
    )
    found = await web.examined(address)
    assert isinstance(found, Nothing)
    assert found.detail == "Slow; try again later."


async def test_only_a_page_that_is_well_may_name_a_feed_somewhere(web: Web) -> None:
    kinds = {
        "well": (b"<html><body><p>Welcome.</p></body></html>", True),
        "wall": (b"<html><title>Just a moment...</title></html>", False),
        "list": (b"<opml version='2.0'><body/></opml>", False),
    }
    for name, (body, may_name_one) in kinds.items():
        web.pages[HOME + name] = replace(EMPTY, address=HOME + name, body=body, content_type="text/html")
        found = await web.examined(HOME + name)
        assert isinstance(found, Nothing)
        assert found.may_name_one == may_name_one, name
