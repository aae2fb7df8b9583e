"""A watch in words: what it asks for and how it tells of it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.watch_words import Names, asks, language_meant, terms, told, wider
from summarise.model import Quiet, Watch

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)
NAMES = Names(
    actors={"a": "Ann", "b": "Bob", "c": "Cy"},
    feeds={3: "Courier"},
    roles={"9": "Desk"},
    tags={"5": "war"},
)
PLAIN = Watch(id=1, guild="1", target="channel:1", actors=("a", "b"), origin="command", created_at=NOON)
QUIET = Quiet(begins=time(22), ends=time(7), zone="Europe/Berlin")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Ann or Bob"),
        ({"actors": ("a", "b", "c")}, "Ann, Bob or Cy"),
        ({"every": True}, "Ann and Bob"),
        ({"actors": ("gone",)}, "gone"),
        ({"keywords": ("truce", "cease fire")}, "Ann or Bob, with “truce” or “cease fire”"),
        ({"actors": (), "keywords": ("truce",)}, "Stories with “truce”"),
        ({"actors": (), "feeds": (3,)}, "Every story"),
        ({"actors": (), "story": 4}, "One story that somebody follows"),
    ],
)
def test_what_a_story_must_have_is_said(changes: dict[str, object], said: str) -> None:
    assert asks(replace(PLAIN, **changes), NAMES) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"role": "speaker"}, "only where somebody speaks"),
        ({"role": "subject", "every": True}, "only where each of them acts or speaks"),
        ({"feeds": (3, 4)}, "told by Courier or feed 4"),
        ({"outlets": ("The Wire",)}, "told by The Wire"),
        ({"feeds": (3,), "outlets": ("The Wire",)}, "told by the feed Courier or by The Wire"),
        (
            {"quiet": replace(QUIET, urgent=1)},
            "quiet from 22:00 to 07:00 (Europe/Berlin), unless an outlet tells it",
        ),
        ({"languages": ("de", "xx")}, "in German or xx"),
        ({"voices": 3}, "once 3 independent outlets tell it"),
        ({"ping": "9"}, "pings @Desk"),
        ({"quiet": QUIET}, "quiet from 22:00 to 07:00 (Europe/Berlin)"),
        (
            {"quiet": replace(QUIET, urgent=5)},
            "quiet from 22:00 to 07:00 (Europe/Berlin), unless 5 independent outlets tell it",
        ),
        ({"cooldown": timedelta(minutes=90)}, "at most one every 90 minutes"),
        ({"publish": True}, "published to followers"),
        ({"timeline": True}, "with a thread for what is new"),
        ({"tags": ("5",)}, "tagged war"),
    ],
)
def test_every_condition_and_manner_is_said(changes: dict[str, object], said: str) -> None:
    assert terms(replace(PLAIN, **changes), NAMES) == (said,)  # type: ignore[arg-type]


def test_all_of_it_is_one_line() -> None:
    asked = replace(PLAIN, voices=2, publish=True)
    assert told(asked, NAMES) == "Ann or Bob, once 2 independent outlets tell it, published to followers"
    assert terms(PLAIN, NAMES) == ()


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "at most one a minute"),
        (60, "at most one an hour"),
        (120, "at most one every 2 hours"),
        (61, "at most one every 61 minutes"),
    ],
)
def test_spans_are_said_in_whole_units(minutes: int, said: str) -> None:
    assert terms(replace(PLAIN, cooldown=timedelta(minutes=minutes)), NAMES) == (said,)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("de", "de"),
        ("Deutsch", "de"),
        ("german", "de"),
        (" Français ", "fr"),
        ("Englisch", "en"),
        ("xx", None),
    ],
)
def test_language_is_understood_by_any_name_of_it(typed: str, code: str | None) -> None:
    assert language_meant(typed) == code


def test_offset_is_said_as_people_write_it() -> None:
    quiet = replace(QUIET, zone="Etc/GMT-2")
    assert terms(replace(PLAIN, quiet=quiet), NAMES) == ("quiet from 22:00 to 07:00 (UTC+2)",)


def test_a_watch_that_tells_more_of_the_same_is_named() -> None:
    narrow = replace(PLAIN, id=2, role="speaker")
    assert "whenever one of them is named stays" in wider(narrow, (PLAIN, narrow))
    assert wider(PLAIN, (PLAIN, narrow)) == ""
    assert wider(narrow, (replace(PLAIN, target="channel:2"), replace(PLAIN, keywords=("truce",)))) == ""
