"""Which address is asked for, and where a Location leads."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from feeds.fetch.hops import for_good, led_to, target
from feeds.guard import address_refusal


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://a.example/feed?x=%2F&y=a+b%20c", "https://a.example/feed?x=%2F&y=a+b%20c"),
        ("https://a.example/%7Euser/%e4", "https://a.example/%7Euser/%e4"),
        ("https://a.example/[x]?a[]=1", "https://a.example/[x]?a[]=1"),
        ("https://a.example/a b", "https://a.example/a%20b"),
        ("https://a.example/ä?ö", "https://a.example/%C3%A4?%C3%B6"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("HTTPS://A.Example/Feed", "https://a.example/Feed"),
        ("https://a.example/feed#part", "https://a.example/feed"),
        ('https://a.example/a"b<c>', "https://a.example/a%22b%3Cc%3E"),
    ],
)
def test_well_spelt_address_is_asked_for_as_it_is_and_another_is_escaped(address: str, asked: str) -> None:
    url = target(address)
    assert isinstance(url, URL)
    assert str(url) == asked


@pytest.mark.parametrize(
    "address", ["http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://１２７.１/", "ftp://a.example/"]
)
def test_odd_spelling_of_an_inner_address_is_refused_with_a_phrase(address: str) -> None:
    assert not isinstance(target(address), URL)


@given(st.text(alphabet="htp:/@[].%0123456789abcdefx\\\t#? ①。", max_size=40))
def test_what_is_asked_for_was_judged_as_it_is_asked_for(rest: str) -> None:
    url = target("http://" + rest)
    if isinstance(url, URL):
        assert address_refusal(str(url)) is None
        assert url.scheme in ("http", "https")
        assert url.raw_user is None
        assert url.raw_host


def test_allowed_network_may_be_asked_for() -> None:
    assert isinstance(target("http://127.0.0.1/", (ip_network("127.0.0.0/8"),)), URL)


@pytest.mark.parametrize(
    ("location", "to"),
    [
        ("/b", "https://a.example/b"),
        ("b?c", "https://a.example/x/b?c"),
        ("//b.example/c", "https://b.example/c"),
        ("?page=2", "https://a.example/x/y?page=2"),
        ("https://b.example/c#d", "https://b.example/c"),
        ("  /b  ", "https://a.example/b"),
        ("/caf\udce9", "https://a.example/caf%E9"),
        ("/café", "https://a.example/café"),
        ("http://[", "http://["),
    ],
)
def test_location_leads_on_from_where_it_was_said(location: str, to: str) -> None:
    assert led_to(URL("https://a.example/x/y"), location) == to


@pytest.mark.parametrize(
    ("start", "status", "to", "expected"),
    [
        ("http://a.example/", 301, "https://a.example/", True),
        ("http://a.example/", 308, "http://b.example/", True),
        ("https://a.example/", 301, "http://a.example/", False),
        ("http://a.example/", 302, "https://a.example/", False),
        ("http://a.example/", 307, "https://a.example/", False),
    ],
)
def test_only_a_safe_and_permanent_redirect_is_for_good(
    start: str, status: int, to: str, expected: bool
) -> None:
    assert for_good(URL(start), status, to) is expected
