"""What is at this address? A feed, a page that leads to feeds, or neither: the shell behind adding a feed."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from config.errors import WorkerError
from config.phrase import Reason, phrase, with_parts
from feeds.discover.candidates import MAX_FEED_ADDRESS, Candidate, feeds_on
from feeds.discover.spelling import spelled
from feeds.discover.usual import MOST, by_rule, usual_addresses
from feeds.guard import subject
from feeds.look import Paper, look_into
from feeds.model import Fetched, FetchFailed, NotAFeed, ParsedFeed
from feeds.ports import Clock, Workers

PageFetch = Callable[[str], Awaitable[Fetched | FetchFailed]]
"""One guarded GET of any address, bounded in time and bytes."""

NO_ADDRESS: Final = phrase("That is empty; give the address of a feed, or of a page that has one.")
_NO_HTTPS: Final = frozenset(("no answer", "certificate"))
_BUSY: Final = frozenset((429, 503))


@dataclass(frozen=True, kw_only=True, slots=True)
class IsFeed:
    """A feed. `asked` is the address that was typed, `found` the one of the feed before redirects.

    `by_link` says that the page named it, `seconds` how long the feed itself took to come.
    """

    asked: str
    found: str
    fetched: Fetched
    read: ParsedFeed
    seconds: float
    by_link: bool = False

    @property
    def address(self) -> str:
        """The address to keep: the last one where all redirects to it are for good, else the one found."""
        last = self.fetched.address.partition("#")[0]
        return last if self.fetched.moved and len(last) <= MAX_FEED_ADDRESS else self.found

    @property
    def is_elsewhere(self) -> bool:
        """Whether the feed was looked for and found at another address than the one typed."""
        return self.found != self.asked


@dataclass(frozen=True, kw_only=True, slots=True)
class Leads:
    """A page that names several feeds; a person has to choose. Never empty."""

    asked: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Nothing:
    """No feed, and none could be found; `detail` is for people: what is there, and what to do.

    `may_name_one` says that it is a web page like any other, where a person may find a feed's link.
    """

    asked: str
    detail: Reason
    failure: FetchFailed | None = None
    may_name_one: bool = False


Examined = IsFeed | Leads | Nothing


@dataclass(frozen=True, kw_only=True, slots=True)
class _Page:
    """What is no feed: where it was, what it seems to be, and, of a web page, the feeds it names.

    `may_name_one` says that it tells of no error, so that a person may find a feed there.
    """

    address: str
    detail: Reason
    is_web: bool = False
    may_name_one: bool = False
    candidates: tuple[Candidate, ...] = ()

    @property
    def news(self) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
        """The feeds it declares, and those it links to, without comments."""
        return (
            tuple(one for one in self.candidates if one.declared and not one.comments),
            tuple(one for one in self.candidates if not one.declared and not one.comments),
        )

    @property
    def leaves_a_choice(self) -> bool:
        return any(len(named) > 1 for named in self.news)


async def examine(address: str, *, fetch: PageFetch, workers: Workers, now: Clock) -> Examined:
    """Ask the address once; where a page answers, follow its link to a feed, else try the usual addresses.

    At most MOST further requests, one after another, until the first feed. A page's only feed is taken,
    comment feeds apart; several are leads. An address without a scheme is asked by https, then by http.
    """
    if not address.strip():
        return Nothing(asked="", detail=NO_ADDRESS)
    search = _Search(fetch, workers, now)
    asked, *others = spelled(address)
    seen = await search.look(asked)
    if others and isinstance(seen, FetchFailed) and seen.reason in _NO_HTTPS:
        by_http = await search.look(others[0])
        if not isinstance(by_http, FetchFailed):
            asked, seen = others[0], by_http
    if isinstance(seen, IsFeed):
        return seen
    if isinstance(seen, FetchFailed):
        # some hosts refuse their pages, not their feeds
        guesses = by_rule(asked) if seen.reason == "status" else ()
        return await search.first_feed(guesses, asked) or Nothing(asked=asked, detail=seen.once, failure=seen)
    return await search.led_on(seen, asked)


def warm() -> None:
    """Import, in a worker, what its work will need."""
    feeds_on(b"<p>", "", "https://example.org/")
    look_into(Paper(body=b"<rss version='2.0'><channel/></rss>", address="https://example.org/"))


class _Search:
    """One search, with what it has asked already."""

    def __init__(self, fetch: PageFetch, workers: Workers, now: Clock) -> None:
        self._fetch, self._workers, self._now = fetch, workers, now
        self._asked: set[str] = set()

    async def look(self, address: str) -> IsFeed | FetchFailed | _Page:
        """Ask one address."""
        self._asked.add(address)
        began = self._now()
        fetched = await self._fetch(address)
        seconds = (self._now() - began).total_seconds()
        if isinstance(fetched, FetchFailed):
            return fetched
        try:
            paper = Paper(body=fetched.body, address=fetched.address, content_type=fetched.content_type)
            read, _ = await self._workers.run(look_into, paper)
            if isinstance(read, ParsedFeed):
                return IsFeed(asked=address, found=address, fetched=fetched, read=read, seconds=seconds)
            return await self._page(fetched, read)
        except WorkerError as error:
            detail = phrase("It could not be read in time or memory ({why}).", why=error.why)
            return _Page(address=fetched.address, detail=detail)

    async def _page(self, fetched: Fetched, read: NotAFeed) -> _Page:
        if not read.is_page and "html" not in fetched.content_type:
            return _Page(address=fetched.address, detail=read.detail)
        named = await self._workers.run(feeds_on, fetched.body, fetched.content_type, fetched.address)
        return _Page(
            address=fetched.address,
            detail=read.detail,
            is_web=True,
            may_name_one=read.is_page and not read.is_error,
            candidates=named,
        )

    async def led_on(self, page: _Page, asked: str) -> Examined:
        """From a page to its feed: the one it declares, the one it links to, or one at a usual address."""
        for named in page.news:
            if len(named) > 1:
                return Leads(asked=asked, candidates=page.candidates)
            found = await self.first_feed((one.address for one in named), asked)
            if found is not None:
                return replace(found, by_link=True) if isinstance(found, IsFeed) else found
        usual = usual_addresses(page.address) if page.is_web else ()
        found = await self.first_feed(usual, asked)
        if found is not None:
            return found
        if page.candidates:
            return Leads(asked=asked, candidates=page.candidates)
        detail = phrase("{address} holds no feed. {why}")
        if usual:
            detail = phrase("{address} holds no feed. {why} None was found at the usual addresses either.")
        detail = with_parts(detail, address=subject(asked), why=page.detail)
        return Nothing(asked=asked, detail=detail, may_name_one=page.may_name_one)

    async def first_feed(self, addresses: Iterable[str], asked: str) -> IsFeed | Leads | None:
        """The first of these that is a feed, or a page that declares several; None where none is."""
        for address in addresses:
            if address in self._asked:
                continue
            if len(self._asked) > MOST:
                break
            seen = await self.look(address)
            if isinstance(seen, IsFeed):
                return replace(seen, asked=asked)
            if isinstance(seen, _Page) and seen.leaves_a_choice:
                return Leads(asked=asked, candidates=seen.candidates)
            if isinstance(seen, FetchFailed) and (seen.reason != "status" or seen.status in _BUSY):
                break  # a host that does not answer is not asked again and again
        return None
