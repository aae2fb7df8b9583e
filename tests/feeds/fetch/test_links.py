"""Hub and topic out of Link headers (RFC 8288, WebSub §4)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fetch.links import MAX_LINKS, hub_and_topic

BASE = "https://outlet.example/news/feed.xml"
HUB = "https://hub.example/"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ((f'<{HUB}>; rel="hub"', f'<{BASE}>; rel="self"'), (HUB, BASE)),
        ((f'<{HUB}>; rel=hub, <{BASE}>; rel="self"',), (HUB, BASE)),
        ((f'<{HUB}>;title="a, b; rel=self";REL="Hub"',), (HUB, None)),
        ((f'<{HUB}>; rel="preload hub self"',), (HUB, HUB)),
        (("</hub>; rel=hub", "<self.xml>; rel=self"), ("https://outlet.example/hub", "https://outlet.example/news/self.xml")),
        ((f"<{HUB}>; rel=hub, <https://second.example/>; rel=hub",), (HUB, None)),
        ((f'<{HUB}>; rel="hubs"', f"<{HUB}>", f"{HUB}; rel=hub", "", "<"), (None, None)),
        (("<javascript:alert(1)>; rel=hub", "<file:///etc>; rel=self", "<>; rel=hub", "<http://[>; rel=hub",
          "<https://a.example/\udce9>; rel=hub"),
         (None, None)),
    ],
)  # fmt: skip
def test_hub_and_topic_are_found(headers: tuple[str, ...], expected: tuple[str | None, str | None]) -> None:
    assert hub_and_topic(headers, BASE) == expected


def test_many_links_are_read_as_far_as_the_limit() -> None:
    many = ", ".join(["<https://a.example/>; rel=next"] * MAX_LINKS)
    assert hub_and_topic((f"{many}, <{HUB}>; rel=hub",), BASE) == (None, None)


@pytest.mark.parametrize(
    "unit", ["<", "<a>", "<a>;", "<a>; ", "<a>;rel", '<a>;rel="', "; rel=", " ", "<a>;a=b"]
)
def test_long_header_takes_no_time(unit: str) -> None:
    before = time.process_time()
    hub_and_topic(("<a>" + unit * (32_000 // len(unit)),), BASE)
    assert time.process_time() - before < 0.5


@given(st.lists(st.text(alphabet='<>;=", rel\\hub:/self', max_size=60), max_size=3))
def test_any_header_can_be_read(headers: list[str]) -> None:
    for address in hub_and_topic(headers, BASE):
        assert address is None or address.startswith(("http://", "https://"))
