"""One look at an article's page: robots.txt first, then the page, and the feed's own words where it fails."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from feeds.model import Extracted, Fetched, FetchFailed, LeadsTo, NoArticle, PageLook, Wanted
from feeds.pages.fulltext import FOLLOWED_FOR, LONGEST_QUIET, MAX_BYTES, MOST_HOPS, complete
from feeds.pages.robots import UNREACHABLE
from tests.fakes.workers import InlineWorkers, T, Ts
from tests.feeds.pages.pages import ARTICLE, TEASER, TITLE, page

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)
HOST = "harbour.example"
URL = f"https://{HOST}/news/ferry"
READ = Extracted(title=TITLE, text="\n".join(ARTICLE), canonical=None)


def wanting(robots: str | None = "", known: Extracted | NoArticle | None = None) -> Wanted:
    return Wanted(article_id=7, title=TITLE, text=TEASER, url=URL, host=HOST, robots=robots, page=known)


@dataclass
class Store:
    """Wants one page; remembers what it is given."""

    asked: Wanted | None
    learnt: list[tuple[str, timedelta | None]] = field(default_factory=list)
    kept: list[PageLook] = field(default_factory=list)

    async def wanted(self, article_id: int, now: datetime) -> Wanted | None:
        return self.asked if article_id == 7 and now >= NOON else None

    async def learn(self, wanted: Wanted, robots: str, now: datetime, *, quiet: timedelta | None) -> None:
        assert (wanted, now) == (self.asked, NOON)
        self.learnt.append((robots, quiet))

    async def keep(self, look: PageLook, now: datetime) -> None:
        assert look.wanted == self.asked
        assert now >= NOON
        self.kept.append(look)


@dataclass
class Web:
    """Answers by address; anything else is not there."""

    pages: dict[str, Fetched | FetchFailed | LeadsTo] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def page(self, url: str, max_bytes: int) -> Fetched | FetchFailed:
        found = await self.page_of_host(url, max_bytes)
        assert not isinstance(found, LeadsTo)
        return found

    async def page_of_host(self, url: str, max_bytes: int) -> Fetched | FetchFailed | LeadsTo:
        assert max_bytes == MAX_BYTES
        self.asked.append(url)
        missing = FetchFailed(reason="status", detail="It is not there.", status=404, host=HOST)
        return self.pages.get(url, missing)


def fetched(body: bytes, address: str = URL) -> Fetched:
    return Fetched(address=address, body=body, body_hash="", content_type="text/html")


def throttled(wait: timedelta | None, status: int = 429, host: str = HOST) -> FetchFailed:
    return FetchFailed(reason="status", detail="Later.", status=status, retry_after=wait, host=host)


async def look(
    wanted: Wanted | None, web: Web, workers: InlineWorkers | None = None, vouched_web: Web | None = None
) -> tuple[Store, PageLook | None]:
    store = Store(wanted)
    done = await complete(
        7,
        store=store,
        web=web,
        vouched_web=vouched_web or Web(),
        workers=workers or InlineWorkers(),
        now=lambda: NOON,
    )
    return store, done


async def test_page_that_the_operator_vouches_for_is_asked_for_further_away() -> None:
    web, further = Web(), Web({URL: replace(fetched(page()), private=True)})
    wanted = replace(wanting(), vouched=True)
    store, _ = await look(wanted, web, vouched_web=further)
    assert store.kept == [PageLook(wanted=wanted, page=READ, tells=True, private=True)]
    assert (web.asked, further.asked) == ([], [URL])


async def test_robots_of_a_page_that_the_operator_vouches_for_are_asked_for_further_away() -> None:
    web, further = Web(), Web()
    await look(replace(wanting(robots=None), vouched=True), web, vouched_web=further)
    assert (web.asked, further.asked) == ([], [f"https://{HOST}/robots.txt"])


@pytest.mark.parametrize("robots", [None, ""], ids=["robots.txt", "the page"])
async def test_address_that_may_not_be_asked_is_noted_nowhere_for_another_feed_may(
    robots: str | None,
) -> None:
    refused = FetchFailed(reason="address refused", detail="It is private.")
    store, done = await look(wanting(robots), Web({URL: refused, f"https://{HOST}/robots.txt": refused}))
    assert store.kept == [done] == [PageLook(wanted=wanting(robots), page=None)]
    assert store.learnt == []


async def test_page_that_tells_more_is_kept() -> None:
    web = Web({URL: fetched(page())})
    store, done = await look(wanting(), web)
    assert store.kept == [done] == [PageLook(wanted=wanting(), page=READ, tells=True)]
    assert web.asked == [URL]


async def test_nothing_is_asked_for_an_article_that_is_done() -> None:
    web = Web()
    assert await look(None, web) == (Store(None), None)
    assert web.asked == []


async def test_robots_are_asked_for_first_and_alone() -> None:
    web = Web({f"https://{HOST}/robots.txt": fetched(b"User-agent: *\nDisallow: /x")})
    store, done = await look(wanting(robots=None), web)
    assert done is None
    assert store == Store(wanting(robots=None), learnt=[("User-agent: *\nDisallow: /x", None)])
    assert web.asked == [f"https://{HOST}/robots.txt"]


async def test_robots_that_are_not_there_forbid_nothing() -> None:
    store, _ = await look(wanting(robots=None), Web())
    assert store.learnt == [("", None)]


async def test_host_that_asks_for_rest_instead_of_its_robots_gets_it() -> None:
    busy = throttled(timedelta(minutes=5), 503)
    store, _ = await look(wanting(robots=None), Web({f"https://{HOST}/robots.txt": busy}))
    assert store.learnt == [(UNREACHABLE, timedelta(minutes=5))]


@pytest.mark.parametrize("robots", ["User-agent: *\nDisallow: /news", UNREACHABLE])
async def test_page_that_may_not_be_asked_for_is_not(robots: str) -> None:
    web = Web({URL: fetched(page())})
    store, _ = await look(wanting(robots), web)
    assert store.kept == [PageLook(wanted=wanting(robots), page=None)]
    assert web.asked == []


async def test_host_is_left_alone_between_requests_as_it_wishes() -> None:
    slowly = "User-agent: *\nCrawl-delay: 20"
    store, _ = await look(wanting(slowly), Web({URL: fetched(page())}))
    assert store.kept[0].pause == timedelta(seconds=20)


async def test_page_that_is_known_is_not_asked_for_again() -> None:
    web = Web()
    store, _ = await look(wanting(known=READ), web)
    assert store.kept == [PageLook(wanted=wanting(known=READ), page=READ, tells=True)]
    nothing = NoArticle(detail="is empty")
    store, _ = await look(wanting(known=nothing), web)
    assert store.kept == [PageLook(wanted=wanting(known=nothing), page=nothing)]
    assert web.asked == []


async def test_page_that_cannot_be_had_leaves_the_feeds_words() -> None:
    store, _ = await look(wanting(), Web())
    [kept] = store.kept
    assert kept.page == NoArticle(detail="could not be had: It is not there.")
    assert not kept.tells


async def test_page_about_something_else_leaves_the_feeds_words() -> None:
    debate = [
        f"The parliament debated the railways' budget for the {nth}th time, and voted." for nth in range(9)
    ]
    store, _ = await look(wanting(), Web({URL: fetched(page(*debate, title="Railways"))}))
    [kept] = store.kept
    assert isinstance(kept.page, Extracted)
    assert not kept.tells


async def test_page_on_another_host_waits_for_that_one() -> None:
    away = LeadsTo(address="https://elsewhere.example/ferry?utm_source=feed")
    store, _ = await look(wanting("User-agent: *\nCrawl-delay: 2"), Web({URL: away}))
    [kept] = store.kept
    assert (kept.page, kept.leads_to) == (None, "https://elsewhere.example/ferry")
    assert kept.pause == timedelta(seconds=2)


MOVED = f"https://{HOST}/archive/ferry"


async def test_page_elsewhere_on_its_host_is_asked_for_there() -> None:
    web = Web({URL: LeadsTo(address=MOVED), MOVED: fetched(page(), MOVED)})
    store, _ = await look(wanting(), web)
    assert store.kept == [PageLook(wanted=wanting(), page=READ, tells=True)]
    assert web.asked == [URL, MOVED]


async def test_redirect_to_where_robots_may_not_go_is_not_followed() -> None:
    robots = "User-agent: *\nCrawl-delay: 2\nDisallow: /archive"
    web = Web({URL: LeadsTo(address=MOVED), MOVED: fetched(page(), MOVED)})
    store, _ = await look(wanting(robots), web)
    nothing = NoArticle(detail="leads to where its host asks us not to go")
    assert store.kept == [PageLook(wanted=wanting(robots), page=nothing, pause=timedelta(seconds=2))]
    assert web.asked == [URL]


async def test_page_that_leads_in_circles_on_its_host_is_left() -> None:
    web = Web({URL: LeadsTo(address=MOVED), MOVED: LeadsTo(address=URL)})
    store, _ = await look(wanting(), web)
    assert store.kept == [PageLook(wanted=wanting(), page=NoArticle(detail="leads on and on"))]
    assert len(web.asked) == MOST_HOPS + 1


async def test_page_that_leads_on_slowly_is_left_before_its_host_is_anothers() -> None:
    moments = iter(NOON + FOLLOWED_FOR * n for n in range(9))
    web = Web({URL: LeadsTo(address=MOVED), MOVED: fetched(page(), MOVED)})
    store = Store(wanting())
    await complete(
        7, store=store, web=web, vouched_web=Web(), workers=InlineWorkers(), now=lambda: next(moments)
    )
    assert [kept.page for kept in store.kept] == [NoArticle(detail="leads on and on")]
    assert web.asked == [URL]


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("https://elsewhere.example/", "leads to a front page"),
        ("file:///etc/passwd", "leads to no web address"),
        ("https://elsewhere.example/" + "x" * 3000, "leads to no web address"),
    ],
)
async def test_redirect_that_leads_to_no_article_is_not_followed(address: str, detail: str) -> None:
    store, _ = await look(wanting(), Web({URL: LeadsTo(address=address)}))
    assert store.kept[0] == PageLook(wanted=wanting(), page=NoArticle(detail=detail))


async def test_redirect_to_the_front_page_leaves_the_feeds_words() -> None:
    store, _ = await look(wanting(), Web({URL: fetched(page(), f"https://{HOST}/")}))
    assert store.kept[0].page == NoArticle(detail="leads to a front page")


async def test_page_that_no_worker_can_read_leaves_the_feeds_words() -> None:
    class Stuck(InlineWorkers):
        async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
            self.fails = "extract took longer than 6 s and was ended" if work.__name__ == "extract" else None
            return await super().run(work, *args, deadline=deadline)

    store, _ = await look(wanting(), Web({URL: fetched(page())}), Stuck())
    [kept] = store.kept
    assert kept.page == NoArticle(detail="could not be read: extract took longer than 6 s and was ended")


async def test_robots_that_no_worker_can_read_forbid_the_page() -> None:
    web = Web({URL: fetched(page())})
    store, _ = await look(wanting(), web, InlineWorkers(fails="no memory"))
    assert store.kept == [PageLook(wanted=wanting(), page=None)]
    assert web.asked == []


@pytest.mark.parametrize("status", [429, 503])
async def test_host_that_asks_for_rest_is_left_alone(status: int) -> None:
    store, _ = await look(wanting(), Web({URL: throttled(timedelta(minutes=5), status)}))
    assert store.kept[0].quiet == timedelta(minutes=5)
    assert isinstance(store.kept[0].page, NoArticle)


@pytest.mark.parametrize(
    ("answer", "quiet"),
    [
        (throttled(None), None),
        (throttled(timedelta(days=400)), LONGEST_QUIET),
        (throttled(timedelta(minutes=5), 500), None),
        (throttled(timedelta(minutes=5), host="elsewhere.example"), None),
    ],
)
async def test_rest_is_for_the_host_that_asked_and_bounded(
    answer: FetchFailed, quiet: timedelta | None
) -> None:
    store, _ = await look(wanting(), Web({URL: answer}))
    assert store.kept[0].quiet == quiet
