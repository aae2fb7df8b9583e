"""When a feed asks not to be asked, and where its changes are pushed from, by what its document says."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urljoin

from feeds.clean import canonical, visible
from feeds.model import Hub, Wishes

LONGEST: Final = timedelta(days=366)
"""A feed that asks for more is not meant."""

_PERIODS: Final = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED: Final = re.compile(rb"<(?:hour|day)\b[^<>]{0,200}>\s*([A-Za-z0-9]{1,12})\s*<", re.IGNORECASE)
_LIST: Final = 4_000
_NUMBER: Final = re.compile(r"\s*(\d{1,7})(?:\.0*)?\s*")


def wishes(feed: Mapping[str, Any], body: bytes) -> Wishes:
    """The wishes of a feed as feedparser read it; skipHours and skipDays come from the document's bytes.

    RSS 2.0 (ttl in minutes, skipHours in GMT, where 24 is 0) and RSS 1.0's syndication module. What makes no
    sense is ignored: no number, more than LONGEST, all hours or all days.
    """
    asked = (_ttl(feed), _period(feed))
    hours, days = _skipped(body)
    return Wishes(
        ttl=max((wish for wish in asked if wish), default=None),
        skip_hours=hours if len(hours) < 24 else frozenset(),
        skip_days=days if len(days) < 7 else frozenset(),
    )


def hub(hubs: tuple[str, ...], topic: str, address: str) -> Hub | None:
    """The first hub that is on the web; the topic is the feed's own address for itself, else `address`."""
    own = _web(topic, address) or _web(address, address)
    found = next(filter(None, (_web(each, address) for each in hubs)), None)
    return Hub(address=found, topic=own) if found and own else None


def hub_of(feed: Mapping[str, Any], address: str) -> Hub | None:
    """The hub that a feed's links name (WebSub §4), by feedparser's reading of it."""
    links = feed.get("links")
    pairs = [
        (str(each.get("rel", "")).lower().split(), str(each.get("href", "")))
        for each in (links if isinstance(links, list) else ())
    ]
    hubs = tuple(href for rels, href in pairs if "hub" in rels)
    topic = next((href for rels, href in pairs if "self" in rels), "")
    return hub(hubs, topic, address) if hubs else None


def _ttl(feed: Mapping[str, Any]) -> timedelta | None:
    minutes = _number(feed.get("ttl"))
    return _meant(timedelta(minutes=minutes)) if minutes else None


def _period(feed: Mapping[str, Any]) -> timedelta | None:
    named, times = feed.get("sy_updateperiod"), feed.get("sy_updatefrequency")
    period = _PERIODS.get(named.strip().lower()) if isinstance(named, str) else None
    if named is None and times is not None:
        period = _PERIODS["daily"]
    frequency = 1 if times is None else _number(times)
    return _meant(period / frequency) if period and frequency else None


def _meant(wish: timedelta) -> timedelta | None:
    return wish if timedelta() < wish <= LONGEST else None


def _number(value: object) -> int:
    found = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    return int(found[1]) if found else 0


def _skipped(body: bytes) -> tuple[frozenset[int], frozenset[int]]:
    hours = (int(name) % 24 for name in _names(body, b"skipHours") if name.isdigit() and int(name) <= 24)
    days = (name.decode().lower() for name in _names(body, b"skipDays"))
    return frozenset(hours), frozenset(_DAYS.index(day) for day in days if day in _DAYS)


def _names(body: bytes, tag: bytes) -> list[bytes]:
    """What stands in the first list of this tag."""
    start = body.find(b"<" + tag)
    return _NAMED.findall(body[start : start + _LIST].partition(b"</" + tag)[0]) if start >= 0 else []


def _web(address: str, base: str) -> str | None:
    """The address as it is written (hubs compare topics byte for byte); None where it is not on the web."""
    try:
        full = urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return None
    return full if full and visible(full) == full and canonical(full) else None
