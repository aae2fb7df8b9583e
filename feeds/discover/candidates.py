"""A web page in, the addresses of its feeds out (meant for a worker process)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from lxml import etree

from feeds.clean import line, visible
from feeds.discover.spelling import misspelled
from feeds.encoding import decoded

MAX_PAGE: Final = 2_000_000
MAX_CANDIDATES: Final = 50
MAX_FEED_ADDRESS: Final = 2_000
MOST_LINKS: Final = 10_000
MOST_PIECES: Final = 20

_KINDS: Final = {
    "application/rss+xml": "RSS",
    "application/x-rss+xml": "RSS",
    "text/rss+xml": "RSS",
    "application/atom+xml": "Atom",
    "application/rdf+xml": "RSS 1.0",
    "application/feed+json": "JSON Feed",
    "application/json": "JSON Feed",
    "application/xml": "",
    "text/xml": "",
}
_VAGUE: Final = frozenset(("application/json", "application/xml", "text/xml", "application/rdf+xml"))
"""Types that other things have too: they count where the address says "feed", as for a plain link."""

_FEED_PATH: Final = re.compile(
    r"(?:^|/)(?:feeds?|rss|atom|rdf)/?$|\.(?:rss|atom|rdf)$"
    r"|(?:^|[/_.-])(?:rss|atom|rdf|feeds?|index)(?:\d|[-_.]\w+)?\.(?:xml|json|php|aspx?)$|/feeds/posts/"
    r"|(?:^|/)(?:rss|feeds?|atom)/.{0,200}\.(?:xml|json)$",
    re.IGNORECASE,
)
_FEED_QUERY: Final = re.compile(
    r"(?:^|&)(?:feed|format|type|output)=(?:rss2?|atom|feed|rdf)\b", re.IGNORECASE
)
_NO_FEED: Final = re.compile(r"/wp-json/|oembed", re.IGNORECASE)
_COMMENTS: Final = re.compile(
    r"\bcomments?\b|\bkommentare?\b|\bcommentaires\b|\bcomentarios\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An address that a page says, or seems to say, is a feed.

    `title` may be empty, `kind` too ("RSS", "Atom", "JSON Feed"). `declared` says that the page names it as
    its feed by a link tag; `comments` that it brings readers' comments, which are no news.
    """

    address: str
    title: str = ""
    kind: str = ""
    declared: bool = False
    comments: bool = False


def feeds_on(body: bytes, content_type: str, address: str) -> tuple[Candidate, ...]:
    """The feeds that the page at `address` (the last one, after redirects) names, at most MAX_CANDIDATES.

    Those of `<link rel="alternate">` (RSS Advisory Board: RSS Autodiscovery; the types of Atom and JSON Feed
    too) come first, in the page's order, then plain links that look like feeds; comment feeds last of each.
    Each address comes once. http(s) only; `<base href>` is respected. Never raises, whatever the bytes.
    """
    markup = decoded(body[:MAX_PAGE], content_type).replace("\0", "").encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(markup, parser) if markup.strip() else None
    except (etree.LxmlError, ValueError):
        tree = None
    if tree is None:
        return ()
    base = _base(tree, address)
    found = sorted(
        (*_declared(tree, base), *_linked(tree, base)), key=lambda one: (not one.declared, one.comments)
    )
    return tuple(_distinct(found, address))[:MAX_CANDIDATES]


def _base(tree: Any, address: str) -> str:
    href = next((element.get("href") for element in tree.iter("base") if element.get("href")), "")
    return _joined(address, href) or address


def _declared(tree: Any, base: str) -> Iterator[Candidate]:
    for element in islice(tree.iter("link"), MOST_LINKS):
        kind = _type(element)
        if "alternate" not in (element.get("rel") or "").lower().split() or kind not in _KINDS:
            continue
        address = _joined(base, element.get("href") or "")
        if address and not _NO_FEED.search(address) and (kind not in _VAGUE or _looks_like_a_feed(address)):
            yield _candidate(address, element.get("title") or "", _KINDS[kind], declared=True)


def _linked(tree: Any, base: str) -> Iterator[Candidate]:
    for element in islice(tree.iter("a", "area"), MOST_LINKS):
        href, kind = element.get("href") or "", _type(element)
        address = _joined(base, href)
        if not address or _NO_FEED.search(address):
            continue
        named = kind in _KINDS and kind not in _VAGUE
        if named or href.strip().lower().startswith("feed:") or _looks_like_a_feed(address):
            words = (
                "".join(islice(element.itertext(), MOST_PIECES))
                or element.get("title")
                or element.get("aria-label")
                or ""
            )
            yield _candidate(address, words, _KINDS[kind] if named else "", declared=False)


def _type(element: Any) -> str:
    return (element.get("type") or "").partition(";")[0].strip().lower()


def _candidate(address: str, title: str, kind: str, *, declared: bool) -> Candidate:
    title = line(title, 120)
    return Candidate(
        address=address,
        title=title,
        kind=kind,
        declared=declared,
        comments=bool(_COMMENTS.search(title) or _COMMENTS.search(urlsplit(address).path)),
    )


def _looks_like_a_feed(address: str) -> bool:
    parts = urlsplit(address)
    return bool(
        parts.netloc.lower().startswith(("feeds.", "rss."))
        or _FEED_PATH.search(parts.path)
        or _FEED_QUERY.search(parts.query)
    )


def _joined(base: str, href: str) -> str | None:
    """The http(s) address that a link leads to, without fragment; None where it leads to no feed."""
    href = visible(href[: MAX_FEED_ADDRESS * 2]).replace("\n", "").strip()
    if href.lower().startswith("feed:"):
        href = href[5:] if href[5:].lower().startswith(("http:", "https:")) else f"https:{href[5:]}"
    if not href:
        return None
    try:
        address = quote(urldefrag(urljoin(base, href)).url, safe="!$%&'()*+,/:;=?@[]~")
    except ValueError:
        return None
    return address if len(address) <= MAX_FEED_ADDRESS and not misspelled(address) else None


def _distinct(candidates: Iterable[Candidate], address: str) -> Iterator[Candidate]:
    """Each address once, whatever its scheme and trailing slash; never the page itself."""
    seen = {_key(address)}
    for one in candidates:
        if _key(one.address) not in seen:
            seen.add(_key(one.address))
            yield one


def _key(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}"
