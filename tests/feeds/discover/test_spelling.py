"""Whatever a person types, the address that they mean is found, and it has one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.discover.spelling import spelled, tidy


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("outlet.example", "https://outlet.example/"),
        ("outlet.example:8080/feed", "https://outlet.example:8080/feed"),
        (" <https://outlet.example/feed#top> ", "https://outlet.example/feed"),
        ("feed:https://outlet.example/feed", "https://outlet.example/feed"),
        ("feed://Outlet.Example/Feed?A=b", "https://outlet.example/Feed?A=b"),
        ("//outlet.example/feed", "https://outlet.example/feed"),
        (
            "outlet.example/新闻?主题=中%20b",
            "https://outlet.example/%E6%96%B0%E9%97%BB?%E4%B8%BB%E9%A2%98=%E4%B8%AD%20b",
        ),
        ("HTTP://OUTLET.example", "http://outlet.example/"),
        ("mailto:rss@outlet.example", "mailto:rss@outlet.example"),
        ("https://Me:Secret@outlet.example/", "https://Me:Secret@outlet.example/"),
        ("https://[broken", "https://[broken"),
    ],
)
def test_address_is_understood(typed: str, first: str) -> None:
    assert spelled(typed)[0] == first


def test_http_is_meant_only_where_no_scheme_was_typed() -> None:
    assert spelled("outlet.example/feed") == ("https://outlet.example/feed", "http://outlet.example/feed")
    assert spelled("https://outlet.example/feed") == ("https://outlet.example/feed",)


@given(st.text(max_size=60))
def test_nothing_typed_makes_it_raise(typed: str) -> None:
    assert spelled(typed)


@given(st.text(max_size=30).map(lambda text: f"https://{text}"))
def test_tidy_addresses_stay_as_they_are(address: str) -> None:
    assert tidy(tidy(address)) == tidy(address)
