"""Addresses with a key in them are known by what its parameter is called."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.keyed import holds_key

SECRET = st.sampled_from(
    [
        "key",
        "apikey",
        "api_key",
        "API-KEY",
        "apiKey",
        "token",
        "access_token",
        "accessToken",
        "auth",
        "AUTH",
        "secret",
        "client_secret",
        "password",
        "pass",
        "pwd",
        "sig",
        "X-Amz-Signature",
        "hash",
        "feedkey",
        "user_token",
        "rssToken",
        "jwt",
        "sid",
    ]
)
OTHERS = st.lists(
    st.tuples(st.sampled_from(["page", "q", "lang", "author"]), st.text(max_size=9)), max_size=4
)


@given(OTHERS, SECRET, st.text(min_size=1, max_size=20), OTHERS)
def test_key_is_found_wherever_it_stands_in_a_query(
    before: list[tuple[str, str]], name: str, value: str, after: list[tuple[str, str]]
) -> None:
    address = "https://wire.example/feed.xml?"
    assert holds_key(address + urlencode([*before, (name, value), *after]))
    assert not holds_key(address + urlencode([*before, (name, ""), *after])), "nothing is in it"


@pytest.mark.parametrize(
    "address",
    [
        "https://wire.example/token/feed.xml",
        "https://wire.example/feed?format=rss&author=7&keywords=dam&monkeys=2&passage=3&channel_id=UCXuq7",
        "https://wire.example/feed?token",
        "https://[broken/feed?token=x",
    ],
)
def test_what_is_no_key_is_not_taken_for_one(address: str) -> None:
    assert not holds_key(address)


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(holds_key(text), bool)
