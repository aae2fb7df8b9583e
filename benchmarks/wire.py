"""The made-up wire: distinct feeds of 50 KB with 30 items each, half RSS, half Atom, ever the same."""

import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

FEEDS: Final = 1_000
ITEMS: Final = 30
FIRST: Final = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
APART: Final = timedelta(minutes=47)

_TEXT: Final = """
    harbour council minister valley railway budget winter bridge border village doctor school teacher
    court judge appeal fishing fleet storm flood river market price wheat energy pipeline reactor strike
    union vote ballot senate party leader speech treaty summit envoy ceasefire convoy refugee camp relief
    vaccine hospital patient engine satellite launch orbit telescope museum painting theatre concert
    league final striker coach island volcano forest drought farmer harvest bank loan interest inflation
    said agreed refused announced warned expects reported denied opened closed delayed rejected approved
    after before under without against during near across between despite because while until again
    the a of in to and for on with by its their new last next first second third early late public
    private northern southern eastern western young old large small heavy quiet rapid slow common rare
"""
_WORDS: Final = tuple(_TEXT.split())
_FACES: Final = ("Ilse Varga", "Tomas Brekke", "Noor Adeyemi", "Pia Lindqvist", "Marek Osei", "Dana Whitlock")
_DESKS: Final = ("Politics", "Economy", "Science", "Culture", "Sport", "Region")


def outlet(feed: int) -> str:
    """The outlet's name."""
    return f"Outlet {feed:04d}"


def document(feed: int, edition: int = 0, *, items: int = ITEMS) -> bytes:
    """What the feed says after `edition` more items have come, newest first; even feeds are RSS, odd Atom."""
    numbers = range(edition + items - 1, edition - 1, -1)
    text = (_atom if feed % 2 else _rss)(feed, numbers)
    return text.encode()


def address(feed: int, port: int) -> str:
    """Where the feed is served: every feed on a loopback address of its own."""
    return f"http://{ip(feed)}:{port}/feed.xml"


def ip(feed: int) -> str:
    """The feed's own loopback address, from 127.1.0.1 up."""
    return f"127.1.{feed // 250}.{feed % 250 + 1}"


def feed_at(address_of_server: str) -> int:
    """The feed that answers at this loopback address; the reverse of `ip`."""
    _, _, high, low = (int(part) for part in address_of_server.split("."))
    return high * 250 + low - 1


def _rss(feed: int, numbers: range) -> str:
    items = "".join(_rss_item(feed, number) for number in numbers)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n'
        f"<title>{outlet(feed)}</title>\n<link>https://outlet-{feed:04d}.example/</link>\n"
        f'<atom:link href="https://outlet-{feed:04d}.example/feed.xml" rel="self"/>\n'
        "<description>All the news of one made-up town.</description>\n<language>en-gb</language>\n"
        f"<lastBuildDate>{format_datetime(_at(numbers[0]))}</lastBuildDate>\n{items}</channel>\n</rss>\n"
    )


def _rss_item(feed: int, number: int) -> str:
    title, lede, body, author, desk = _story(feed, number)
    link = f"https://outlet-{feed:04d}.example/news/{number}"
    return (
        f"<item>\n<title>{title}</title>\n<link>{link}</link>\n"
        f'<guid isPermaLink="false">outlet-{feed:04d}-{number}</guid>\n'
        f"<pubDate>{format_datetime(_at(number))}</pubDate>\n<dc:creator>{author}</dc:creator>\n"
        f"<category>{desk}</category>\n<description>{escape(lede)}</description>\n"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>\n</item>\n"
    )


def _atom(feed: int, numbers: range) -> str:
    items = "".join(_atom_entry(feed, number) for number in numbers)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<title>{outlet(feed)}</title>\n<subtitle>All the news of one made-up town.</subtitle>\n"
        f'<link href="https://outlet-{feed:04d}.example/"/>\n'
        f'<link rel="self" href="https://outlet-{feed:04d}.example/feed.xml"/>\n'
        f"<id>tag:outlet-{feed:04d}.example,2026:feed</id>\n<updated>{_at(numbers[0]).isoformat()}</updated>\n"
        f"{items}</feed>\n"
    )


def _atom_entry(feed: int, number: int) -> str:
    title, lede, body, author, desk = _story(feed, number)
    link = f"https://outlet-{feed:04d}.example/news/{number}"
    moment = _at(number).isoformat()
    return (
        f'<entry>\n<title>{title}</title>\n<link href="{link}"/>\n'
        f"<id>tag:outlet-{feed:04d}.example,2026:{number}</id>\n"
        f"<published>{moment}</published>\n<updated>{moment}</updated>\n"
        f'<author><name>{author}</name></author>\n<category term="{desk}"/>\n'
        f'<summary type="html">{escape(lede)}</summary>\n'
        f'<content type="html">{escape(body)}</content>\n</entry>\n'
    )


def _story(feed: int, number: int) -> tuple[str, str, str, str, str]:
    """Title, lede and body (HTML), author and desk of the feed's item of this number."""
    chance = random.Random(feed * 1_000_003 + number)
    title = _sentence(chance, 9)[:-1]
    lede = f"<p>{_sentence(chance, 22)}</p>"
    paragraphs = [" ".join(_sentence(chance, chance.randint(9, 20)) for _ in range(3)) for _ in range(3)]
    link = f'<a href="https://outlet-{feed:04d}.example/news/{max(0, number - 3)}">{_sentence(chance, 4)}</a>'
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs) + f"<p><em>See also</em> {link}</p>"
    return title, lede, body, chance.choice(_FACES), chance.choice(_DESKS)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize() + "."


@cache
def _at(number: int) -> datetime:
    return FIRST + APART * number
