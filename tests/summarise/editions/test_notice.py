"""A feed's trouble becomes one message for each guild that reads it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from summarise.editions.notice import Stop, notices, stopped_notice
from summarise.model import FeedHealth, FeedTrouble, Notice, Post
from tests.fakes.english import plainly

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)
TROUBLE = FeedTrouble(
    feed=7,
    outlet="Meridian Wire",
    address="https://meridian.example/feed?key=s3cret",
    health="failing",
    error="https://meridian.example/feed?… is not there; check the address (HTTP 404).",
    since=NOON - timedelta(days=1),
    targets=("channel:1", "channel:2"),
)
STOP = Stop(
    target="channel:5",
    guild=None,
    server="The Newsroom",
    reason="Missing Permissions (50013)",
    by_itself=True,
    at=NOON,
)


def said(post: Post) -> Notice:
    assert isinstance(post.body, Notice)
    return post.body


def test_every_target_is_told_what_is_wrong_since_when_and_what_to_do() -> None:
    first, second = notices(TROUBLE, NOON)
    assert (first.target, second.target) == ("channel:1", "channel:2")
    assert first.action == "post"
    assert said(first) == said(second)
    assert str(said(first).title) == "Meridian Wire cannot be read"
    assert str(said(first).sentences[0]).endswith("is not there; check the address (HTTP 404).")
    assert "goes on trying" in str(said(first).sentences[1])
    assert any("/feed resume" in line for line in plainly(said(first).advice))
    assert said(first).since == NOON - timedelta(days=1)


def test_later_trouble_is_another_message() -> None:
    subjects = {
        notices(replace(TROUBLE, health=health), NOON + timedelta(days=day))[0].subject
        for health in ("failing", "gone")
        for day in (0, 30)
    }
    assert len(subjects) == 4
    assert notices(TROUBLE, NOON)[0].subject == "feed:7:failing:2022-04-26"


@pytest.mark.parametrize(
    ("health", "words"),
    [
        ("failing", "after a week without success"),
        ("paused", "once a week"),
        ("gone", "does not ask it any more"),
    ],
)
def test_notice_says_what_happens_next(health: FeedHealth, words: str) -> None:
    assert words in str(said(notices(replace(TROUBLE, health=health), NOON)[0]).sentences[1])


def test_gone_feed_is_said_to_be_gone_and_can_be_read_again() -> None:
    body = said(notices(replace(TROUBLE, health="gone"), NOON)[0])
    assert str(body.title) == "Meridian Wire is gone"
    assert any("/feed resume reads it again" in line for line in plainly(body.advice))


def test_terminal_is_told_of_commands_it_has() -> None:
    [post] = notices(replace(TROUBLE, targets=("terminal",)), NOON)
    assert "wirewatch feeds check" in plainly(said(post).advice)[0]
    assert not any("/feed" in line for line in plainly(said(post).advice))


@pytest.mark.parametrize("target", ["channel:1", "terminal"])
@pytest.mark.parametrize("outlet", ["Meridian Wire", ""])
@pytest.mark.parametrize("error", ["It is not there.", ""])
def test_no_notice_tells_a_secret_of_the_address(target: str, outlet: str, error: str) -> None:
    trouble = replace(TROUBLE, targets=(target,), outlet=outlet, error=error)
    body = said(notices(trouble, NOON)[0])
    assert "s3cret" not in repr(body)
    assert str(body.title).strip()
    assert all(body.sentences)


def test_feed_that_nobody_is_told_of_makes_no_message() -> None:
    assert notices(replace(TROUBLE, targets=()), NOON) == ()


@pytest.mark.parametrize(
    ("target", "place", "permission"),
    [
        ("channel:5", "channel 5 of The Newsroom", "Send Messages"),
        ("thread:5", "thread 5 of The Newsroom", "Send Messages in Threads"),
        ("forum:5", "forum 5 of The Newsroom", "Create Posts"),
    ],
)
def test_who_set_a_target_up_is_told_what_it_lacks(target: str, place: str, permission: str) -> None:
    post = stopped_notice(replace(STOP, target=target), "user:77")
    assert (post.target, post.subject) == ("user:77", f"target:{target}:2022-04-26")
    notice = said(post)
    assert (notice.feed, notice.since) == (None, NOON)
    assert str(notice.title) == f"Wirewatch cannot post in {place}"
    assert notice.sentences[0] == "Missing Permissions (50013)"
    assert permission in str(notice.advice[0])


def test_server_without_a_name_is_left_out() -> None:
    notice = said(stopped_notice(replace(STOP, server=""), "user:77"))
    assert str(notice.title) == "Wirewatch cannot post in channel 5"


def test_who_set_a_target_up_is_told_whether_it_goes_on_by_itself() -> None:
    assert str(said(stopped_notice(STOP, "user:77")).advice[0]).endswith("there: it goes on by itself.")
    asked = str(said(stopped_notice(replace(STOP, by_itself=False), "user:77")).advice[0])
    assert "by itself any more" in asked
    assert "/status resume" in asked


def test_guild_that_takes_nothing_is_one_notice() -> None:
    post = stopped_notice(replace(STOP, guild="9"), "user:77")
    assert post == stopped_notice(replace(STOP, guild="9", target="channel:6"), "user:77")
    assert post.subject == "target:guild:9:2022-04-26"
    assert str(said(post).title) == "Wirewatch cannot post in The Newsroom"
    assert "Invite" in plainly(said(post).advice)[0]
    nameless = said(stopped_notice(replace(STOP, guild="9", server=""), "user:77"))
    assert str(nameless.title).endswith("in server 9")
