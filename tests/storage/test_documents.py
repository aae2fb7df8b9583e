"""Values kept as JSON come back as they were, and another version's are refused in words."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import make_url

from config.errors import StorageError
from storage.columns import Moment, sound
from storage.documents import ACTORS, POST, READING
from storage.terms import MOST_TERMS, index_counts
from summarise.model import Appointment, Quote, Reading, Speaker
from tests.fakes.examples import NOON, digest_post, reading


def test_every_kind_of_post_comes_back_as_it_was() -> None:
    post = digest_post(7, NOON)
    assert POST.load(POST.dump(post)) == post
    assert json.loads(POST.dump(post))["version"] == 3


def test_reading_comes_back_with_all_that_was_found() -> None:
    speaker = Speaker(start=0, end=2, text="he", actor=None)
    full = Reading(
        language="en",
        sentences=reading().sentences,
        mentions=reading(actors=[("x", "speaker")]).mentions,
        headline_mentions=(),
        quotes=(Quote(start=0, end=5, text="“so”", quote=0, speaker=speaker),),
        statements=(Quote(start=6, end=9, text="that", quote=1, speaker=None),),
        appointments=(Appointment(start=0, end=4, date=date(2022, 4, 28), text="Thursday", actors=("x",)),),
        terms={"a": 2},
    )
    assert READING.load(READING.dump(full)) == full


def test_reading_of_an_older_version_is_read_without_what_it_did_not_know() -> None:
    old = json.loads(READING.dump(reading("moscow", actors=[("x", "speaker")])))
    old["version"] = 1
    for key in ("unknowns", "added"):
        del old["value"][key]
    old["value"]["quotes"] = [
        {
            "start": 0,
            "end": 5,
            "text": "“so”",
            "quote": 0,
            "speaker": {"start": 6, "end": 8, "text": "he", "actor": None},
        }
    ]
    read = READING.load(json.dumps(old))
    assert (read.unknowns, read.added) == ((), ())
    assert (read.quotes[0].behalf, read.quotes[0].speaker) == (
        None,
        Speaker(start=6, end=8, text="he", actor=None),
    )
    old["version"] = 3
    with pytest.raises(StorageError, match="version 3, but this Wirewatch reads version 2"):
        READING.load(json.dumps(old))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"version": 99, "value": {}}', "has version 99, but this Wirewatch reads version 3"),
        ('{"version": 1, "value": {"target": 1}}', "restore it from a backup"),
        ('{"value": {}}', "restore it from a backup"),
        ('{"version": "x", "value": {}}', "restore it from a backup"),
        ("[]", "restore it from a backup"),
        ("not json", "restore it from a backup"),
    ],
)
def test_document_that_cannot_be_read_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(StorageError) as told:
        POST.load(text)
    assert said.lower() in str(told.value).lower()
    assert "post" in str(told.value)


anything = st.text(st.characters(exclude_categories=()), max_size=40)


@given(anything)
def test_sound_text_is_what_both_databases_take(text: str) -> None:
    made = sound(text)
    made.encode()
    assert "\0" not in made
    assert sound(made) == made


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_good_text_is_left_alone(text: str) -> None:
    assert sound(text) == text


@given(st.lists(anything, max_size=5))
def test_any_text_goes_into_json_and_back_soundly(words: list[str]) -> None:
    assert ACTORS.load(ACTORS.dump(tuple(words))) == tuple(sound(word) for word in words)


@given(
    st.datetimes(
        min_value=datetime(1970, 1, 2),  # noqa: DTZ001
        max_value=datetime(9998, 1, 1),  # noqa: DTZ001
        timezones=st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))),
    )
)
def test_moment_is_the_same_moment_in_utc(moment: datetime) -> None:
    kind = Moment()
    for name in ("sqlite+aiosqlite", "postgresql+asyncpg"):
        dialect = make_url(f"{name}://").get_dialect()()
        put, got = kind.bind_processor(dialect), kind.result_processor(dialect, None)
        back = got(put(moment))
        assert back == moment
        assert back is not None
        assert back.tzinfo is UTC


@given(st.datetimes(timezones=st.just(UTC)))
def test_moment_is_written_to_sqlite_as_sqlalchemy_writes_it(moment: datetime) -> None:
    dialect = sqlite.dialect()
    theirs = sa.DateTime().dialect_impl(dialect).bind_processor(dialect)
    assert theirs is not None
    assert Moment().bind_processor(dialect)(moment) == theirs(moment.replace(tzinfo=None))


def test_endless_article_is_indexed_by_its_most_frequent_terms() -> None:
    terms = {f"t{number}": number for number in range(1, 3 * MOST_TERMS)}
    counts = index_counts(terms)
    assert len(counts) == MOST_TERMS
    assert min(counts.values()) > MOST_TERMS
