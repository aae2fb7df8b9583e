"""A permanent redirect is believed once it has been said repeatedly."""

from dataclasses import replace

import pytest

from feeds.model import Feed, Fetched, FetchFailed, Move, NotModified
from feeds.moves import LONGEST, move_of

OLD = "https://outlet.example/feed"
NEW = "https://outlet.example/rss"
FEED = Feed(id=1, address=OLD, outlet="Outlet")
FAILED = FetchFailed(reason="no answer", detail="It did not answer.")


def fetched(address: str = NEW, *, moved: bool = True) -> Fetched:
    return Fetched(address=address, body=b"", body_hash="x", moved=moved)


def after(feed: Feed, *outcomes: Fetched | NotModified | FetchFailed) -> Move:
    """What is known after these looks, each saved before the next."""
    move = Move()
    for outcome in outcomes:
        move = move_of(feed, outcome)
        feed = replace(feed, moved_to=move.to, moved_times=move.times)
    return move


def test_third_look_in_a_row_is_believed() -> None:
    assert after(FEED, fetched()) == Move(to=NEW, times=1)
    assert after(FEED, fetched(), NotModified(address=NEW, moved=True)) == Move(to=NEW, times=2)
    assert after(FEED, fetched(), fetched(), fetched()) == Move(to=NEW, times=3, believed=True)


def test_another_target_begins_the_count_anew() -> None:
    other = "https://mirror.example/rss"
    assert after(FEED, fetched(), fetched(), fetched(other)) == Move(to=other, times=1)


@pytest.mark.parametrize(
    "between", [fetched(moved=False), fetched(OLD, moved=False), fetched(OLD), NotModified(address=OLD)]
)
def test_look_that_was_not_led_elsewhere_for_good_forgets_the_move(between: Fetched | NotModified) -> None:
    assert after(FEED, fetched(), fetched(), between) == Move()
    assert after(FEED, fetched(), fetched(), between, fetched()).times == 1


def test_failure_forgets_nothing_and_counts_nothing() -> None:
    assert after(FEED, fetched(), fetched(), FAILED) == Move(to=NEW, times=2)
    assert after(FEED, fetched(), fetched(), FAILED, fetched()).believed


def test_failing_feed_is_not_moved_by_what_was_believed_before() -> None:
    assert not move_of(replace(FEED, moved_to=NEW, moved_times=3), FAILED).believed


def test_change_of_scheme_is_a_move_like_any_other() -> None:
    plain = replace(FEED, address="http://outlet.example/feed")
    assert after(plain, fetched(OLD), fetched(OLD), fetched(OLD)) == Move(to=OLD, times=3, believed=True)


def test_endless_or_unknown_address_is_no_place_to_move_to() -> None:
    assert after(FEED, *[fetched("https://outlet.example/" + "a" * LONGEST)] * 3) == Move()
    assert after(FEED, *[fetched("https://outlet.example/" + "新" * (LONGEST // 2))] * 3) == Move()
    assert after(FEED, *[NotModified(moved=True)] * 3) == Move()
