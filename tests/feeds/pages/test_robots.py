"""robots.txt is read as RFC 9309 says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Fetched, FetchFailed
from feeds.pages.robots import (
    LIFETIME,
    LONGEST_PAUSE,
    MAX_BYTES,
    RETRY,
    UNREACHABLE,
    Permission,
    permission,
    robots_address,
    robots_text,
    still_holds,
)

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)
URL = "https://harbour.example/news/ferry?page=1"


def had(body: bytes) -> str:
    return robots_text(Fetched(address="https://harbour.example/robots.txt", body=body, body_hash=""))


def failed(status: int) -> str:
    return robots_text(FetchFailed(reason="status", detail="No.", status=status))


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news", False),
        ("User-agent: *\nDisallow: /sport", True),
        ("User-agent: *\nDisallow: /*?page=", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news/ferry", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Wirewatch\nDisallow: /admin", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: WIREWATCH\nDisallow: /", False),
        ("User-agent: OtherBot\nDisallow: /", True),
        ("User-agent: OtherBot\nUser-agent: wirewatch\nDisallow: /", False),
        ("<!DOCTYPE html><html><body>Not found</body></html>", True),
        (UNREACHABLE, False),
    ],
)
def test_rules_for_us_and_for_everybody_are_respected(text: str, allowed: bool) -> None:
    assert permission(text, URL).allowed is allowed


def test_pause_that_the_host_wishes_is_taken_up_to_a_minute() -> None:
    assert permission("User-agent: *\nCrawl-delay: 2.5", URL).pause == timedelta(seconds=2.5)
    assert permission("User-agent: *\nCrawl-delay: 86400", URL).pause == LONGEST_PAUSE
    assert permission("User-agent: *\nCrawl-delay: soon", URL) == Permission(allowed=True)
    assert permission("User-agent: *\nCrawl-delay: -1", URL).pause == timedelta(0)


def test_file_lies_at_the_root_of_scheme_host_and_port() -> None:
    assert robots_address(URL) == "https://harbour.example/robots.txt"
    assert robots_address("http://harbour.example:8080/a/b#c") == "http://harbour.example:8080/robots.txt"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_file_that_is_not_there_forbids_nothing(status: int) -> None:
    assert failed(status) == ""


@pytest.mark.parametrize("status", [429, 500, 503])
def test_host_with_trouble_forbids_everything_for_now(status: int) -> None:
    assert not permission(failed(status), URL).allowed


def test_host_without_an_answer_forbids_everything_and_a_maze_of_redirects_nothing() -> None:
    assert robots_text(FetchFailed(reason="timed out", detail="No.")) == UNREACHABLE
    assert robots_text(FetchFailed(reason="address refused", detail="No.")) == UNREACHABLE
    assert robots_text(FetchFailed(reason="redirects", detail="No.")) == ""


def test_file_is_text_of_at_most_so_many_bytes() -> None:
    assert had(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\0") == "User-agent: *\nDisallow: /"
    assert len(had(b"# \xff" * MAX_BYTES)) <= MAX_BYTES


def test_file_holds_for_a_day_and_trouble_for_an_hour() -> None:
    assert still_holds("", NOON, NOON + LIFETIME - timedelta(seconds=1))
    assert not still_holds("", NOON, NOON + LIFETIME)
    assert still_holds(UNREACHABLE, NOON, NOON + RETRY - timedelta(seconds=1))
    assert not still_holds(UNREACHABLE, NOON, NOON + RETRY)


LINES = st.sampled_from(
    ["User-agent: *", "Disallow: /", "Allow: /*$", "Crawl-delay: 1e309", "\0", "Disallow: %zz"]
)


@given(st.lists(LINES | st.text(max_size=40), max_size=20).map("\n".join), st.text(max_size=40))
def test_any_file_gives_an_answer(text: str, path: str) -> None:
    answer = permission(text, f"https://harbour.example/{path}")
    assert timedelta(0) <= answer.pause <= LONGEST_PAUSE
