"""The page of an article whose feed carries only a teaser: wanted, looked at, read or not."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Extracted:
    """An article as its page tells it: plain text, a line for each paragraph, bounded.

    `canonical` is the address that the page calls its own, on the same host, or None.
    """

    title: str
    text: str
    canonical: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NoArticle:
    """The page holds no article that could be read; `detail` tells the log, and follows "the page"."""

    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """An article whose page is to be read: what its feed says, and what is known of the page and its host.

    `url` is where the page lies: what the feed says, or where that was seen to lead.
    `robots` is the host's robots.txt, or None where it has to be asked for first. `page` is what the page
    held when it was last asked for, or None where it has to be: then `host` is claimed for one request.
    `vouched` says that the page lies on the host of its feed and that the operator vouches for that.
    """

    article_id: int
    title: str
    text: str
    url: str
    host: str
    robots: str | None = None
    page: Extracted | NoArticle | None = None
    vouched: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLook:
    """What one look at an article's page decided, ready to be saved in one transaction.

    `page` is None where there is none: its host does not wish it to be asked for, or `leads_to` says on which
    other host it lies. `tells` says that the page is the article and tells more than the feed. `pause` is how
    long the host wants to rest after each request, and `quiet` how long it is to be left alone, where it
    asked for that. A `private` page is for this article alone.
    """

    wanted: Wanted
    page: Extracted | NoArticle | None
    tells: bool = False
    leads_to: str | None = None
    pause: timedelta = timedelta(0)
    quiet: timedelta | None = None
    private: bool = False
