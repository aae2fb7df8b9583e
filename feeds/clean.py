"""HTML and odd characters in, plain text out; addresses in, canonical addresses out."""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote, urlsplit, urlunsplit

from lxml import etree

MAX_MARKUP: Final = 500_000
MAX_TEXT: Final = 100_000
MAX_ADDRESS: Final = 2_000

_DROPPED_NAMES: Final = (
    "script style noscript template figcaption iframe object embed svg math head title form button select "
    "textarea audio video canvas"
)
_BLOCK_NAMES: Final = (
    "address article aside blockquote body br dd details div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section summary table tbody tfoot thead tr ul"
)
_DROPPED: Final = frozenset(_DROPPED_NAMES.split())
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_CELLS: Final = frozenset(("td", "th", "img"))
_TAG: Final = re.compile(r"<[a-zA-Z/!?]")
_BLOCK_TAG: Final = re.compile(rf"<(?:{'|'.join(_BLOCK_NAMES.split())})\b", re.IGNORECASE)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n\s*")
_LINE_END: Final = re.compile(r"\r\n?|[\n\u0085\u2028\u2029]")
_INVISIBLE: Final = frozenset(("Cc", "Cf", "Cs", "Cn"))
_TRACKING: Final = re.compile(
    r"utm_\w*|at_(?:medium|campaign|custom\d|format|link_\w+|bbc_team|ptr_name)|mc_[ce]id|fbclid|gclid|dclid|"
    r"gbraid|wbraid|msclkid|yclid|igshid|twclid|ttclid|_hsenc|_hsmi|mkt_tok|vero_id|oly_anon_id|oly_enc_id|"
    r"ns_(?:mchannel|source|campaign|linkname|fee)|cmpid|ocid|smid|ftag|guccounter|guce_referrer\w*|"
    r"__twitter_impression|ref_src|xtor|wt\.\w+|traffic_source",
    re.IGNORECASE,
)
_CANONICAL: Final = re.compile(r"https?://[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,3}/[A-Za-z0-9/._~-]*")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def visible(text: str) -> str:
    """The text without NUL, control, bidi, zero-width, surrogate and unassigned characters.

    Newlines stay, every kind of line end as one `\\n`; tabs become spaces.
    """
    if text.isprintable():
        return text
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _INVISIBLE)


def line(text: str, limit: int = 500) -> str:
    """The text in one line of at most `limit` characters, blanks collapsed, invisible characters gone."""
    return " ".join(visible(text[: limit * 8]).split())[:limit].rstrip()


def prose(markup: str) -> str:
    """HTML as plain text, a line for each paragraph, at most MAX_TEXT characters.

    Scripts, styles, captions and forms are dropped, entities resolved. Text without any tag keeps its own
    line ends, text with inline tags alone its blank lines. Never raises: what cannot be read as HTML gives
    the empty string.
    """
    markup = markup[:MAX_MARKUP]
    if not _TAG.search(markup):
        return plain(html.unescape(markup))
    markup = visible(markup)
    if "\n" in markup and not _BLOCK_TAG.search(markup):
        markup = _BLANK_LINE.sub("<br>", markup)
    data = markup.encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return ""
    return "" if tree is None else plain("".join(_pieces(tree)))


def plain(text: str) -> str:
    """Plain text as prose gives it: its lines without blank ones, at most MAX_TEXT characters."""
    lines = (" ".join(part.split()) for part in visible(text).split("\n"))
    return "\n".join(part for part in lines if part)[:MAX_TEXT].rstrip()


def headline(markup: str, *, is_html: bool, limit: int = 300) -> str:
    """A headline in one line: tags are dropped where the feed says or shows that it is HTML."""
    return line(prose(markup) if is_html else html.unescape(markup[: limit * 8]), limit)


def canonical(address: str) -> str | None:
    """The address that identifies a page, or None where it is no http(s) address.

    Scheme and host in lower case (host in its ASCII form), no credentials, default port, fragment or
    tracking parameters; characters that could break out of a link are percent-encoded (RFC 3986 §2).
    Canonical addresses are their own canonical form.
    """
    if is_canonical(address):
        return address
    address = visible(address[: MAX_ADDRESS * 2]).replace("\n", "").strip()
    if len(address) > MAX_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host or port == 0:
        return None
    where = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.fullmatch(p.partition("=")[0]))
    path = quote(parts.path or "/", safe="/%:@!$&'*+,;=~-._")
    tidy = urlunsplit((scheme, where, path, quote(query, safe="/%:@!$&'*+,;=~-._?"), ""))
    return tidy if len(tidy) <= MAX_ADDRESS else None


def is_canonical(address: str) -> bool:
    """Whether this is a canonical address at first sight, as most are: of plain letters, without query."""
    return len(address) <= MAX_ADDRESS and _CANONICAL.fullmatch(address) is not None


def _ascii_host(host: str) -> str:
    """The host in ASCII and lower case; raises ValueError where it cannot be one."""
    if ":" in host:
        if not re.fullmatch(r"[0-9a-f:.]+", host):
            raise ValueError(host)
        return f"[{host}]"
    if len(host) > 253:
        raise ValueError(host)
    ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    if not re.fullmatch(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?", ascii_host.lower()):
        raise ValueError(host)
    return ascii_host.lower()


def _pieces(tree: Any) -> Iterator[str]:
    """The tree's text in reading order, a newline around every block; no recursion, however deep."""
    skipped = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if tag in _DROPPED:
            skipped += 1 if event == "start" else -1
        if not skipped and tag in _BLOCKS:
            yield "\n"
        elif not skipped and tag in _CELLS:
            yield " "
        words = element.text if event == "start" else element.tail
        if words and not skipped:
            yield words.replace("\n", " ")
