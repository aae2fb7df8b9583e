"""What a document seems to be, told from its beginning, where it is clearly no feed."""

import codecs
import re
from typing import Final

from config.phrase import Phrase, phrase
from feeds.clean import headline, prose
from feeds.model import NotAFeed

HEAD: Final = 32_768

_SKIPPED: Final = re.compile(rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|script)\b", re.IGNORECASE)
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_FEED: Final = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)\b[^<>]{0,2000}>", re.IGNORECASE)
_ROOT: Final = re.compile(
    rb"(?:<!doctype[^<>\[]{0,2000}>\s*)?<(?:[\w.-]{1,40}:)?([a-z][\w.-]{0,40})", re.IGNORECASE
)
_TITLE: Final = re.compile(rb"<(title|h1)\b[^<>]{0,200}>(.{1,600}?)</\1", re.IGNORECASE | re.DOTALL)
_SHORT: Final = 200

_OTHERS: Final = {
    b"opml": phrase(
        "It is a list of feeds (OPML), not a feed; “wirewatch feeds import” in a terminal reads it."
    ),
    b"urlset": phrase("It is a sitemap, not a feed; give the address of a feed."),
    b"sitemapindex": phrase("It is a list of sitemaps, not a feed; give the address of a feed."),
    b"svg": phrase("It is a picture (SVG), not a feed; give the address of a feed."),
    b"opensearchdescription": phrase("It describes a search, not a feed; give the address of a feed."),
}
_FILES: Final = (
    (b"%pdf-", phrase("a PDF")),
    (b"\x89png", phrase("a picture")),
    (b"gif8", phrase("a picture")),
    (b"\xff\xd8\xff", phrase("a picture")),
    (b"riff", phrase("a picture or a recording")),
    (b"id3", phrase("a recording")),
    (b"oggs", phrase("a recording")),
    (b"pk\x03\x04", phrase("an archive")),
    (b"\x1f\x8b", phrase("an archive")),
    (b"\x7felf", phrase("a program")),
)
_ERRORS: Final = (
    (
        r"(?:^|error\W{0,3}|http\W{0,3})4(?:04|10)\b|not found|"
        r"no longer (?:available|exists)|doesn.t exist|does not exist|introuvable|"
        r"nicht gefunden|no (?:se ha )?encontrad[ao]|não encontrad[ao]|non trovat[ao]|niet gevonden|"
        r"nie znalezion|hittades inte|ikke fund?et|не найден|не знайден|bulunamad|见つか|見つかりません|"
        r"未找到|找不到|찾을 수 없|غير موجود",
        phrase("look for the feed's new address"),
    ),
    (
        r"just a moment|attention required|checking your browser|verify (?:that )?you are|"
        r"are you a (?:human|robot)|"
        r"captcha|security check|ddos protection|einen moment|un instant|un momento|один момент|un moment",
        phrase("the outlet lets only browsers in; ask it for a feed that programs may read"),
    ),
    (
        r"(?:^|error\W{0,3}|http\W{0,3})40[13]\b|^forbidden\W*$|"
        r"access (?:to this page )?(?:is |has been )?denied|^unauthori[sz]ed\W*$|"
        r"accès (?:refusé|interdit)|zugriff verweigert|acceso denegado|acesso negado|accesso negato|"
        r"доступ (?:запрещ|закрыт|огранич)|toegang geweigerd|访问被拒绝|アクセス.{0,8}(?:拒否|できません)",
        phrase("the outlet lets nobody in without asking; ask it for a public feed"),
    ),
    (
        r"(?:^|error\W{0,3}|http\W{0,3})50[0-4]\b|service (?:temporarily )?unavailable|bad gateway|"
        r"temporarily unavailable|gateway time-?out|internal server error|"
        r"(?:under|scheduled|for) maintenance|maintenance mode|^maintenance\W*$|wartungs(?:arbeiten|modus)|"
        r"en mantenimiento|in manutenzione|em manutenção|технически[ех] работ|in onderhoud|メンテナンス|维护",
        phrase("try again later"),
    ),
    (
        r"^(?:please )?(?:log|sign)[ -]?in\b|^login\b|^anmelden|^einloggen|^(?:se )?connexion|^connectez|"
        r"^iniciar sesi|^acced[ie]|^вход|^войти|^inloggen|^ログイン|^登录",
        phrase("it wants a login; give the address of a public feed"),
    ),
    (
        r"account suspended|domain .{0,40}(?:for sale|expired|parked)|this site is (?:closed|gone)",
        phrase("the site is gone"),
    ),
)
_ERROR: Final = tuple((re.compile(pattern, re.IGNORECASE), advice) for pattern, advice in _ERRORS)


def seems_to_be(body: bytes) -> NotAFeed | None:
    """What the document is and what to do, or None where it may be a feed (JSON may be one too)."""
    head = _opening(body[:HEAD])
    if not body.strip(b" \t\r\n\0"):
        return NotAFeed(detail=phrase("It is empty; ask the outlet, or give the address of another feed."))
    kind = next((kind for mark, kind in _FILES if head[:8].lower().startswith(mark)), None)
    if kind:
        return NotAFeed(
            detail=phrase("It is {kind}, a file of another kind; give the address of a feed.", kind=kind)
        )
    root = _ROOT.match(head)
    if root and root[1].lower() in _OTHERS:
        return NotAFeed(detail=_OTHERS[root[1].lower()])
    page = _PAGE.match(head)
    if page and (b"html" in page[0].lower() or not _FEED.search(head)):
        return _page(head)
    return None


def what_else(body: bytes) -> NotAFeed:
    """What the document is in which nothing of a feed was found."""
    head = _opening(body[:HEAD])
    root = _ROOT.match(head)
    if _HTML.search(head):
        return _page(head)
    if root is None:
        words = headline(prose(head.decode("utf-8", "replace")), is_html=False, limit=_SHORT)
        advice = _advice(words) if len(body) < HEAD else None
        if advice:
            detail = phrase(
                "It is an error in plain text (“{words}”); {advice}.", words=words[:80], advice=advice
            )
            return NotAFeed(detail=detail)
        return NotAFeed(
            detail=phrase("It is neither RSS nor Atom nor JSON Feed; give the address of a feed.")
        )
    detail = phrase(
        "It is neither RSS nor Atom nor JSON Feed (its root is {root}); give the address of a feed.",
        root=f"<{root[1].decode('ascii', 'replace')}>",
    )
    return NotAFeed(detail=detail)


def _page(head: bytes) -> NotAFeed:
    """A web page; one that says that something failed is told so, whatever its status was."""
    titled = _TITLE.search(head)
    words = headline(titled[2].decode("utf-8", "replace"), is_html=True, limit=_SHORT) if titled else ""
    if not words:
        words = headline(prose(head.decode("utf-8", "replace")), is_html=False, limit=_SHORT * 2)
        words = words if len(words) < _SHORT else ""
    advice = _advice(words)
    if advice:
        return NotAFeed(
            detail=phrase(
                "It is an error page (“{words}”), not a feed, sent as if all were well: {advice}.",
                words=words[:80],
                advice=advice,
            ),
            is_page=True,
            is_error=True,
        )
    detail = phrase("It is a web page, not a feed; give the address of its feed.")
    return NotAFeed(detail=detail, is_page=True)


def _advice(words: str) -> Phrase | None:
    return next((advice for pattern, advice in _ERROR if words and pattern.search(words)), None)


def _opening(head: bytes) -> bytes:
    """The document from its first tag or text on: no mark, comments or instructions; 16-bit made 8-bit."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    head = head.replace(b"\0", b"")
    skipped = _SKIPPED.match(head)
    return head[skipped.end() :] if skipped else head
