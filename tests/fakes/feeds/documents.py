"""Builders of feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1 from the same items."""

import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

RSS_TYPE = "application/rss+xml; charset=utf-8"
ATOM_TYPE = "application/atom+xml; charset=utf-8"
JSON_TYPE = "application/feed+json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """What a feed says of one article; `guid` falls back to the address; "" leaves it out."""

    title: str
    text: str = ""
    url: str | None = None
    guid: str | None = None
    at: datetime | None = None
    author: str | None = None


def item(
    title: str,
    text: str = "",
    *,
    url: str | None = None,
    guid: str | None = None,
    at: datetime | None = None,
    author: str | None = None,
) -> Item:
    """An item from a few values; `text` may be HTML (it is escaped into the feed as feeds do)."""
    return Item(title=title, text=text, url=url, guid=guid, at=at, author=author)


def rss(
    *items: Item, title: str = "An Outlet", link: str = "https://outlet.example/", language: str = "en"
) -> bytes:
    """An RSS 2.0 document."""
    rows = "".join(_rss_item(each) for each in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>{escape(link)}</link><description/>"
        f"<language>{escape(language)}</language>{rows}</channel></rss>"
    ).encode()


def atom(
    *items: Item, title: str = "An Outlet", link: str = "https://outlet.example/", language: str = "en"
) -> bytes:
    """An Atom 1.0 document (RFC 4287)."""
    rows = "".join(_atom_entry(each, number) for number, each in enumerate(items))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
        f" xml:lang={quoteattr(language)}>"
        f"<title>{escape(title)}</title><link href={quoteattr(link)}/><id>{escape(link)}</id>{rows}</feed>"
    ).encode()


def json_feed(
    *items: Item, title: str = "An Outlet", link: str = "https://outlet.example/", language: str = "en"
) -> bytes:
    """A JSON Feed 1.1 document (https://www.jsonfeed.org/version/1.1/)."""
    rows = [_json_item(each, number) for number, each in enumerate(items)]
    version = "https://jsonfeed.org/version/1.1"
    head = {"version": version, "title": title, "home_page_url": link, "language": language}
    return json.dumps({**head, "items": rows}, ensure_ascii=False).encode()


def _json_item(each: Item, number: int) -> dict[str, object]:
    said: dict[str, object | None] = {
        "id": each.guid or each.url or f"tag:outlet.example,2022:{number}",
        "title": each.title,
        "content_html": each.text,
        "url": each.url,
        "date_published": each.at.isoformat() if each.at else None,
        "authors": [{"name": each.author}] if each.author else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _rss_item(each: Item) -> str:
    guid = each.url if each.guid is None else each.guid
    return "".join(
        (
            f"<item><title>{escape(each.title)}</title><description>{escape(each.text)}</description>",
            f"<link>{escape(each.url)}</link>" if each.url else "",
            f'<guid isPermaLink="false">{escape(guid)}</guid>' if guid else "",
            f"<pubDate>{format_datetime(each.at)}</pubDate>" if each.at else "",
            f"<author>{escape(each.author)}</author>" if each.author else "",
            "</item>",
        )
    )


def _atom_entry(each: Item, number: int) -> str:
    when = each.at.isoformat() if each.at else ""
    return "".join(
        (
            f'<entry><title>{escape(each.title)}</title><content type="html">{escape(each.text)}</content>',
            f"<link href={quoteattr(each.url)}/>" if each.url else "",
            f"<id>{escape(each.guid or each.url or f'tag:outlet.example,2022:{number}')}</id>",
            f"<published>{when}</published><updated>{when}</updated>" if when else "",
            f"<author><name>{escape(each.author)}</name></author>" if each.author else "",
            "</entry>",
        )
    )
