"""Times of day and time zones beside the dates that an article announces."""

from datetime import UTC, date, datetime, time

import pytest

from summarise.actors.dates import appointments
from summarise.model import Appointment
from summarise.text.sentences import sentences

ON = date(2022, 4, 23)


def found(text: str, language: str = "en") -> Appointment:
    (one,) = appointments(text, sentences(text, language), (), ON, language)
    return one


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "They will meet on April 26 at 3 p.m.", "15:00"),
        ("en", "They will meet on April 26 at 12:15 a.m.", "00:15"),
        ("en", "It will begin at noon on Tuesday.", "12:00"),
        ("en", "It will begin at midnight on Tuesday.", "00:00"),
        ("en", "Polls will open at 8am local time on Tuesday.", "08:00"),
        ("de", "Die Sitzung beginnt am Dienstag um 14 Uhr.", "14:00"),
        ("fr", "La réunion commencera mardi à 14h30.", "14:30"),
        ("es", "La reunión comenzará el martes a las 15:00 horas.", "15:00"),
        ("it", "La riunione inizierà martedì alle 15.30.", "15:30"),
        ("pt", "A reunião será na terça-feira, às 15h.", "15:00"),
        ("nl", "De vergadering begint dinsdag om 15.00 uur.", "15:00"),
        ("pl", "Posiedzenie rozpocznie się we wtorek o godz. 15.30.", "15:30"),
        ("zh", "会议将于4月26日下午3点举行。", "15:00"),
        ("ja", "会見は4月26日午後3時半に行われる。", "15:30"),
    ],
)
def test_a_time_without_its_zone_is_kept_as_told(language: str, text: str, told: str) -> None:
    one = found(text, language)
    assert one.clock == time.fromisoformat(told)
    assert one.at is None


@pytest.mark.parametrize(
    ("language", "text", "at"),
    [
        ("en", "They will meet at 15:00 GMT on April 26.", datetime(2022, 4, 26, 15, tzinfo=UTC)),
        ("en", "They will meet on April 26 at 1900 GMT.", datetime(2022, 4, 26, 19, tzinfo=UTC)),
        ("en", "They will meet on April 26 at 14:30 (UTC+3).", datetime(2022, 4, 26, 11, 30, tzinfo=UTC)),
        ("en", "They will meet on April 26 at 14:30 UTC-03:30.", datetime(2022, 4, 26, 18, tzinfo=UTC)),
        ("en", "The call is set for Tuesday at 10 a.m. ET.", datetime(2022, 4, 26, 14, tzinfo=UTC)),
        ("en", "The call is set for December 6 at 10 a.m. ET.", datetime(2022, 12, 6, 15, tzinfo=UTC)),
        ("en", "It will air April 26 at 8 p.m. EDT (0000 GMT).", datetime(2022, 4, 27, 0, tzinfo=UTC)),
        ("en", "It will start at 9.30am BST on Tuesday.", datetime(2022, 4, 26, 8, 30, tzinfo=UTC)),
        ("en", "It will begin at 3pm Moscow time on Tuesday.", datetime(2022, 4, 26, 12, tzinfo=UTC)),
        ("de", "Es beginnt am 26. April um 14.30 Uhr MESZ.", datetime(2022, 4, 26, 12, 30, tzinfo=UTC)),
        ("ru", "Заседание начнется во вторник в 15:00 мск.", datetime(2022, 4, 26, 12, tzinfo=UTC)),
        (
            "uk",
            "Засідання почнеться у вівторок о 15:00 за київським часом.",
            datetime(2022, 4, 26, 12, tzinfo=UTC),
        ),
    ],
)
def test_a_time_with_its_zone_is_a_moment(language: str, text: str, at: datetime) -> None:
    assert found(text, language).at == at


@pytest.mark.parametrize(
    "text",
    [
        "It will be on May 5; the last one ended 3-2.",
        "Tickets will cost $15 and be sold from May 5.",
        "He will be 77 on May 5.",
        "The court will sit on May 5 in room 12.",
        "Shares fell 3.5% and trading will resume on May 5.",
        "It will be in June at 3 p.m. every day.",
    ],
)
def test_other_figures_are_no_time(text: str) -> None:
    assert found(text).clock is None


def test_hours_are_counted_from_the_moment_of_publication() -> None:
    text = "The truce will end in 48 hours."
    late = datetime(2022, 4, 23, 22, tzinfo=UTC)
    (one,) = appointments(text, sentences(text, "en"), (), ON, published=late)
    assert one.date == date(2022, 4, 25)
