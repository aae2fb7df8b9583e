"""A feed's wishes are read where they make sense."""

from datetime import timedelta

import pytest

from feeds.model import Hub, ParsedFeed, Wishes
from feeds.parse.document import parse
from tests.fakes.feeds import atom, rss

SIX_HOURS = timedelta(hours=6)
ADDRESS = "https://o.example/feed"


def read(channel: str, body: bytes | None = None) -> ParsedFeed:
    body = body or rss()
    end = b"</feed>" if b"</feed>" in body else b"</channel>"
    head = b'version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:a="http://www.w3.org/2005/Atom"'
    body = body.replace(b'version="2.0"', head).replace(end, channel.encode() + end)
    parsed = parse(body, ADDRESS, "application/xml")
    assert isinstance(parsed, ParsedFeed), parsed
    return parsed


def wishes(channel: str) -> Wishes:
    return read(channel).wishes


@pytest.mark.parametrize(
    ("channel", "ttl"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl> 30.0 </ttl>", timedelta(minutes=30)),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>99999999</ttl>", None),
        ("<ttl>99999999999999999999</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        ("<sy:updatePeriod> Daily\n</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", SIX_HOURS),
        ("<sy:updateFrequency>24</sy:updateFrequency>", timedelta(hours=1)),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", None),
        ("<sy:updatePeriod>often</sy:updatePeriod>", None),
        ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        ("", None),
    ],
)  # fmt: skip
def test_interval_is_the_longest_that_was_asked_for(channel: str, ttl: timedelta | None) -> None:
    assert wishes(channel).ttl == ttl


def test_hours_and_days_to_skip() -> None:
    asked = wishes(
        "<skipHours><hour>0</hour><hour> 7 </hour><hour>24</hour><hour>25</hour><hour>x</hour></skipHours>"
        "<skipDays><day>Saturday</day><day>sunday</day><day>Someday</day></skipDays>"
    )
    assert asked.skip_hours == {0, 7}
    assert asked.skip_days == {5, 6}


def test_feed_that_wants_never_to_be_asked_is_not_believed() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    days = "".join(
        f"<day>{day}day</day>" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
    )
    assert wishes(f"<skipHours>{hours}</skipHours><skipDays>{days}</skipDays>") == Wishes()


def test_hub_and_self_of_rss() -> None:
    links = '<a:link rel="self" href="https://o.example/self?utm_x=1"/><a:link rel="hub" href="https://h.example"/>'
    assert read(links).hub == Hub(address="https://h.example", topic="https://o.example/self?utm_x=1")


def test_hub_of_atom_without_self_is_asked_for_the_address() -> None:
    hubs = '<link rel="hub" href="javascript:x"/><link rel="HUB" href="/hub"/>'
    assert read(hubs, atom()).hub == Hub(address="https://o.example/hub", topic=ADDRESS)


@pytest.mark.parametrize("links", ["", '<link rel="hub" href="ftp://h.example/"/>', '<link rel="hub"/>'])
def test_without_a_hub_on_the_web_there_is_none(links: str) -> None:
    assert read(links, atom()).hub is None
