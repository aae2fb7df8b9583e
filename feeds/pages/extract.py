"""The article on a web page: its own text, without all that stands around it (for a worker process)."""

import codecs
import re
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from feeds.clean import MAX_TEXT, canonical, line
from feeds.encoding import decoded
from feeds.model import Extracted, NoArticle
from feeds.pages.teaser import length
from feeds.pages.wall import wall_of

MAX_PAGE: Final = 3_000_000
"""Characters of a page that are looked at."""

_KINDS: Final = frozenset(("", "text/html", "application/xhtml+xml", "application/xml", "text/xml"))
_CONTROLS: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOCKED: Final = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?false\b", re.IGNORECASE)
_LOCKED_TIERS: Final = frozenset(("locked", "premium", "paid"))
_SITE_IN_TITLE: Final = re.compile(r"\s+[|–—·-]\s+[^|–—·-]{1,40}$")


def extract(body: bytes, content_type: str, address: str) -> Extracted | NoArticle:
    """The article on the page that came from `address`.

    Never raises, except MemoryError in a worker whose memory is bounded. Some pages take long: the caller
    bounds the time.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _KINDS:
        return NoArticle(detail=f"is no web page but “{line(kind, 60)}”")
    if _is_binary(body):
        return NoArticle(detail="is no web page but a file of another kind")
    try:
        tree = _tree(decoded(body, content_type)[:MAX_PAGE])
        return NoArticle(detail="is empty") if tree is None else _article(tree, address)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a parser's or trafilatura's, on a stranger's page
        return NoArticle(detail=f"could not be read ({type(error).__name__})")


def _is_binary(body: bytes) -> bool:
    return b"\0" in body[:1_000] and not body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _tree(markup: str) -> Any:
    """The page as lxml reads it, or None where there is nothing."""
    data = _CONTROLS.sub("", markup).encode("utf-8")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return None


def _article(tree: Any, address: str) -> Extracted | NoArticle:
    title, its_own, locked = _title(tree), _canonical(tree, address), _locked(tree)
    if locked:
        # what the page keeps from its readers is not taken from its metadata
        etree.strip_elements(tree, "script", with_tail=False)
    text = _text(tree, title)
    wall = wall_of(title, text, length(text), address, locked=locked)
    return NoArticle(detail=wall) if wall else Extracted(title=title, text=text, canonical=its_own)


def _text(tree: Any, title: str) -> str:
    # here, not above: it takes 0.4 s and tens of megabytes, which only those workers need that extract
    from trafilatura import extract as article_of

    found = article_of(tree, fast=True, include_comments=False, include_tables=False) or ""
    lines = (line(part.removeprefix("- "), MAX_TEXT) for part in found.split("\n"))
    return "\n".join(part for part in lines if part and part != title)[:MAX_TEXT].rstrip()


def _title(tree: Any) -> str:
    """The headline: what the page gives to be shared, else its title without the site's name."""
    shared = _meta(tree, "og:title")
    if shared:
        return line(shared, 300)
    titled = line(tree.findtext(".//title") or "", 300)
    return _SITE_IN_TITLE.sub("", titled) or titled


def _canonical(tree: Any, address: str) -> str | None:
    """The first of the page's own addresses that may be believed: on its host, and no front page."""
    links = (
        link.get("href")
        for link in tree.iterfind(".//link[@href]")
        if (link.get("rel") or "").lower() == "canonical"
    )
    named = (next(links, ""), _meta(tree, "og:url"))
    here = canonical(address)
    for candidate in filter(None, named):
        try:
            found = canonical(urljoin(address, candidate.strip()))
        except ValueError:
            continue
        if found and here and _believable(urlsplit(found), urlsplit(here)):
            return found
    return None


def _believable(found: Any, here: Any) -> bool:
    theirs, ours = (parts.hostname.removeprefix("www.") for parts in (found, here))
    related = theirs == ours or theirs.endswith("." + ours) or ours.endswith("." + theirs)
    names_a_page = found.path != "/" or bool(found.query) or here.path == "/"
    return (
        related
        and names_a_page
        and found.port == here.port
        and (found.scheme, here.scheme) != ("http", "https")
    )


def _locked(tree: Any) -> bool:
    """Whether the page says that it is not free to read (schema.org: isAccessibleForFree)."""
    scripts = tree.iterfind(".//script[@type='application/ld+json']")
    said = any(_LOCKED.search(script.text or "") for script in scripts)
    return said or _meta(tree, "article:content_tier").lower() in _LOCKED_TIERS


def _meta(tree: Any, name: str) -> str:
    for meta in tree.iterfind(".//meta[@content]"):
        if (meta.get("property") or meta.get("name") or "").lower() == name:
            return str(meta.get("content")).strip()
    return ""
