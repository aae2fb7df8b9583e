"""Documents that mean harm to whoever reads them, by what they do; made when asked for."""

from collections.abc import Callable
from typing import Final

EVIL_AUTHOR: Final = "a@" + "a." * 16_000 + "!"


def feed(inner: str, head: str = "") -> bytes:
    """An RSS document around what means harm; `head` stands before its root."""
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>T</title>{inner}</channel></rss>'
    ).encode()


def entry(inner: str, attributes: str = "") -> str:
    """An item around what means harm."""
    return f"<item{attributes}><title>Evil</title>{inner}</item>"


def laughs() -> bytes:
    """A billion laughs: entities of entities."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return feed(entry("<description>&l9;</description>"), f'<!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]>')


def quadratic() -> bytes:
    """One large entity, used often."""
    return feed(
        entry(f"<description>{'&a;' * 50_000}</description>"),
        f'<!DOCTYPE rss [\n<!ENTITY a "{"a" * 50_000}">\n]>',
    )


def crawling() -> bytes:
    """Namespaces that expat copies for each of many elements: several seconds of work, and nothing learnt."""
    spaces = " ".join(f'xmlns:n{number}="u{number}"' for number in range(6_000))
    return feed("<y xmlns='z'/>" * 40_000).replace(b"<rss ", f"<rss {spaces} ".encode())


HOSTILE: Final[dict[str, Callable[[], bytes]]] = {
    "billion laughs": laughs,
    "quadratic entities": quadratic,
    "comments in CDATA": lambda: feed(entry(f"<description><![CDATA[{'<!--' * 50_000}]]></description>")),
    "comments in the open": lambda: feed(entry(f"<description>{'<!--' * 50_000}</description>")),
    "endless author": lambda: feed(entry(f"<author>{EVIL_AUTHOR}</author>")),
    "endless author in CDATA, malformed": lambda: feed(
        entry(f"&nbsp;<author><![CDATA[{EVIL_AUTHOR}]]></author>")
    ),
    "endless author of the feed": lambda: feed(f"<managingEditor>{EVIL_AUTHOR}</managingEditor>" + entry("")),
    "200,000 items": lambda: feed("<item><title>x</title></item>" * 200_000),
    "200,000 items, malformed": lambda: feed("<item><title>x &</title></item>" * 200_000),
    "attribute flood": lambda: feed(entry("", "".join(f' a{n}="1"' for n in range(100_000)))),
    "attribute flood, malformed": lambda: feed(
        entry("&nbsp;", "".join(f' a{n}="1"' for n in range(100_000)))
    ),
    "namespace flood": lambda: feed(entry("", "".join(f' xmlns:a{n}="u{n}"' for n in range(20_000)))),
    "deep nesting": lambda: feed(entry("<d>" * 100_000 + "</d>" * 100_000)),
    "surrogate references": lambda: feed(entry("<description>&#xD83D;&#xDE00;&#55357;</description>")),
    "blanks before the document": lambda: b"\n" * 300_000 + feed(entry("")),
    "nothing but angle brackets": lambda: feed("<" * 100_000),
    "JSON nested too deep": lambda: b'{"version":' + b"[" * 500_000,
}
