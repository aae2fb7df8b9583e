"""What of a feed is only a teaser, whose page is worth asking for; and which page tells the same."""

import re
from typing import Final
from urllib.parse import urlsplit

from feeds.clean import canonical
from feeds.model import Entry, FullText, ParsedFeed

SHORT: Final = 80
"""A text of fewer words tells no more than a lede does."""

CUT_OFF: Final = 300
"""An ending that promises more is believed below so many words; above, it is a whole article's last line."""

FOOTER: Final = 500
"""Characters at the end of a text, where such a line may stand."""

MOST: Final = 100
"""How many entries of one document may wait for pages: hosts are asked slowly, and nobody waits longer."""

LONG: Final = 6_000
"""So many characters are no teaser in any language."""

SAME: Final = 0.3
"""The share of a teaser's telling words that its article has too; of other articles 90% share less."""

COMPARED: Final = 20_000
"""Characters at the beginning of a page's text, which tell whether it is the article."""

_UNSPACED: Final = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_NO_SPACES: Final = re.compile(f"{_UNSPACED}+")
_TELLING: Final = re.compile(rf"{_UNSPACED}|[^\W_]{{4,}}")
_APPEARED: Final = re.compile(
    r"\b(?:appeared first on|est apparu en premier sur|erschien zuerst auf|(?:se publicó|apareció) primero en"
    r"|proviene da|apareceu primeiro em|verscheen eerst op)\b",
    re.IGNORECASE,
)
_FOOTER: Final = re.compile(
    r"\n|\b(?:The post|L['’]articol[oe]|L['’]article|Cet article|Der Beitrag|La entrada|O post|Het bericht)\b"
)
_MORE: Final = re.compile(
    r"(?:…|\.\.\.|\((?:more|mehr)\)|»|→|>>?"
    r"|\b(?:(?:continue|keep) reading|(?:read|see|show|view|learn|find out) more|full (?:story|article)"
    r"|read (?:on|the (?:full|whole|rest|entire))|more here|click here"
    r"|weiter ?lesen|mehr lesen|mehr erfahren|zum artikel"
    r"|lire (?:la suite|plus|l['’]article)|en savoir plus|leer más|seguir leyendo|sigue leyendo"
    r"|ler mais|leia mais|continue lendo|continua a leggere|leggi (?:tutto|di più|anche)|lees (?:meer|verder)"
    r"|läs mer|læs mere|les mer|lue lisää|czytaj (?:dalej|więcej)|číst dál|читать (?:далее|дальше|полностью)"
    r"|читати далі|devamını oku|baca selengkapnya)\b[^\n]{0,80}"
    r"|続きを読む|もっと読む|阅读全文|閱讀全文|查看全文|더 ?보기|اقرأ المزيد)[\s.:»›>→…\])]*$",
    re.IGNORECASE,
)

_NO_PAGE: Final = re.compile(
    r"\.(?:mp[34]|m4[av]|ogg|og[av]|opus|wav|flac|aac|web[mp]|mov|avi|mkv|m3u8?|pls|pdf|epub|docx?|xlsx?|pptx?|odt|"
    r"zip|gz|jpe?g|png|gif|svg|avif|heic|ics|xml|rss|json|csv)$",
    re.IGNORECASE,
)
_WORDLESS_HOSTS: Final = (
    "youtube.com youtu.be youtube-nocookie.com vimeo.com dailymotion.com dai.ly twitch.tv tiktok.com "
    "rumble.com soundcloud.com spotify.com podcasts.apple.com podcasts.google.com anchor.fm mixcloud.com "
    "instagram.com facebook.com fb.watch twitter.com x.com threads.net flickr.com"
)
_WORDLESS: Final = frozenset(_WORDLESS_HOSTS.split())


def pages_of(read: ParsedFeed, mode: FullText) -> frozenset[str]:
    """The guids of the entries whose article page is wanted.

    "auto" wants those that carry only a teaser, "always" all that have an address, "never" none; of a long
    document the first MOST entries alone. Addresses of sound, pictures, films, documents and of sites that
    show little else are never wanted.
    """
    if mode == "never":
        return frozenset()
    return frozenset(
        entry.guid
        for entry in read.entries[:MOST]
        if _may_hold_text(entry) and (mode == "always" or is_teaser(entry.title, entry.text))
    )


def is_teaser(title: str, text: str) -> bool:
    """Whether a feed's text is only the beginning of an article, a line about it, or nothing at all.

    It is where it is short, not counting the title if it begins with that, or ends with an ellipsis or an
    invitation to read on, in the languages that feeds are mostly written in.
    """
    if len(text) > LONG:
        return False
    said = _without_footer(text.removeprefix(title)).strip()
    words = length(said)
    return words < SHORT or (words < CUT_OFF and _MORE.search(said[-120:]) is not None)


def bears_out(page: str, title: str, text: str) -> bool:
    """Whether the page is the article that a feed's `title` and `text` announce, and tells more of it.

    Nothing bears out an announcement without telling words.
    """
    told = _telling(f"{title}\n{_without_footer(text[:COMPARED])}")
    common = told & _telling(page[:COMPARED])
    return len(page) > len(text) and len(common) >= SAME * len(told) > 0


def outlasts(title: str, whole: str, newer: str, text: str) -> bool:
    """Whether a whole article under `title` still tells what its feed now says: `text`, under `newer`.

    It does where that is but a teaser of the same article.
    """
    return is_teaser(newer, text) and not is_teaser(title, whole) and bears_out(whole, newer, text)


def length(text: str) -> int:
    """How many words a text has; two characters count as one where a script puts no spaces between words."""
    unspaced = 0 if text.isascii() else sum(map(len, _NO_SPACES.findall(text)))
    return len(text.split()) + unspaced // 2


def _without_footer(text: str) -> str:
    """The text without the line in which WordPress names article and site."""
    start = max(len(text) - FOOTER, 0)
    named = _APPEARED.search(text, start)
    if named is None:
        return text
    opened = [found.start() for found in _FOOTER.finditer(text, start, named.start())]
    return text[: opened[-1]] if opened else text


def _telling(text: str) -> set[str]:
    return set(_TELLING.findall(text.casefold()))


def _may_hold_text(entry: Entry) -> bool:
    address = canonical(entry.url or "")
    if address is None:
        return False
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    labels = host.split(".")
    known = any(".".join(labels[start:]) in _WORDLESS for start in range(len(labels)))
    return not known and _NO_PAGE.search(parts.path) is None
