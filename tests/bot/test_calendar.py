"""Calendar files and Discord events of what is announced, whatever strangers wrote."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.calendar import EndedError, calendar_file, event_of, key_of, keys_of, sign
from bot.calendar.scheduled import DESCRIPTION, LOCATION, NAME
from bot.render.limits import units
from summarise.editions.coming import Ahead
from summarise.model import AgendaItem, Source
from tests.bot.news import NOON, appointment, sentence

BERLIN = ZoneInfo("Europe/Berlin")
LINE = 75
"""Octets of a line (RFC 5545 §3.1), without its end."""

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


def thing(item: AgendaItem | None = None, *others: AgendaItem) -> Ahead:
    item = item or appointment()
    return Ahead(item=item, announced=(item, *others))


def told(*things: Ahead) -> Any:
    """The calendar that is read back from the file; its lines are no longer than they may be."""
    written = calendar_file(things, NOON, "Agenda")
    lines = written.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= LINE for line in lines)
    assert not any(byte < 32 and byte != 9 for line in lines for byte in line)
    return Calendar.from_ical(written)


@given(ANYTHING, ANYTHING, ANYTHING, st.lists(ANYTHING, max_size=12))
def test_whatever_strangers_write_is_read_back_as_one_event_and_fits_discord(
    text: str, name: str, url: str, others: list[str]
) -> None:
    also = tuple(Source(outlet=other, title="", url=f"https://{other}") for other in others)
    item = replace(appointment(), what=replace(sentence(text, f"x{name}"), url=url, also=also))
    calendar = told(thing(item), thing())
    first, second = calendar.events
    assert str(first["uid"]) != str(second["uid"])
    assert str(second["summary"]) == "Mr Guterres will go to Kyiv."
    assert set(map(str, calendar)) == {"VERSION", "PRODID", "NAME", "X-WR-CALNAME"}
    known = {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "URL", "TRANSP"}
    assert set(map(str, first)) <= known
    assert first.get("url") is None or str(first["url"]).startswith(("https://", "http://"))
    body = event_of(thing(item), UTC, NOON)
    assert 0 < units(body["name"]) <= NAME
    assert units(body["description"]) <= DESCRIPTION
    assert body["description"].endswith(sign(keys_of(thing(item))[0]))
    assert 0 < units(body["entity_metadata"]["location"]) <= LOCATION
    assert "@everyone" not in body["description"]


def test_moments_are_told_in_utc_hours_of_no_zone_as_local_ones_and_else_whole_days() -> None:
    day = date(2022, 4, 28)
    moment = datetime(2022, 4, 28, 14, 0, tzinfo=BERLIN)
    known = replace(appointment(), at=moment)
    whole = replace(appointment(), clock=None)
    span = replace(appointment(), last=day + timedelta(days=2))
    events = told(thing(known), thing(), thing(whole), thing(span)).events
    starts = [event["dtstart"] for event in events]
    assert starts[0].to_ical() == b"20220428T120000Z"
    assert starts[1].dt == datetime(2022, 4, 28, 14, 0)  # noqa: DTZ001  in no zone
    assert (starts[2].dt, events[2]["dtend"].dt) == (day, day + timedelta(days=1))
    assert (starts[3].dt, events[3]["dtend"].dt) == (day, day + timedelta(days=3))
    assert starts[3].params["VALUE"] == "DATE"
    assert all("dtend" not in event for event in events[:2])
    assert {event["dtstamp"].to_ical() for event in events} == {b"20220426T120000Z"}


def test_uid_stays_as_others_announce_the_same() -> None:
    first = appointment()
    other = replace(first, what=replace(first.what, article=9, text="He goes to Kyiv."))
    [uid] = {
        str(told(one).events[0]["uid"]) for one in (thing(first), Ahead(item=other, announced=(first, other)))
    }
    assert uid == f"{key_of(first)}@wirewatch"


@pytest.mark.parametrize(
    ("changed", "begins", "ends"),
    [
        ({"at": NOON + timedelta(hours=3), "date": NOON.date(), "last": NOON.date()}, "15:00", "16:00"),
        ({"clock": time(15), "date": NOON.date(), "last": NOON.date()}, "13:00", "14:00"),
        ({"clock": None, "date": NOON.date(), "last": NOON.date()}, "12:02", "22:00"),
        ({"clock": time(9), "at": None}, "07:00", "08:00"),
    ],
)
def test_event_begins_when_it_is_told_to_or_soon(changed: dict[str, Any], begins: str, ends: str) -> None:
    body = event_of(thing(replace(appointment(), **changed)), BERLIN, NOON)
    moments = [datetime.fromisoformat(body[f"scheduled_{end}_time"]) for end in ("start", "end")]
    assert [f"{moment:%H:%M}" for moment in moments] == [begins, ends]
    assert all(moment.utcoffset() == timedelta(0) for moment in moments)


def test_what_is_over_becomes_no_event() -> None:
    today: dict[str, Any] = {"date": NOON.date(), "last": NOON.date()}
    begun = replace(appointment(), **today, at=NOON - timedelta(minutes=1))
    past = replace(appointment(), date=date(2022, 4, 25), last=date(2022, 4, 25), clock=None)
    for item in (begun, replace(begun, at=None, clock=time(14)), past):
        with pytest.raises(EndedError):
            event_of(thing(item), BERLIN, NOON)
