"""What a story announces, once for all its outlets."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.model import Article
from summarise.actors.dates import appointments
from summarise.model import Mention, Reading, Report, Story
from summarise.reading import reading_of
from summarise.stories.agenda import MOST, agenda
from summarise.text.sentences import sentences
from tests.summarise.wire import seeds

ON = date(2022, 4, 23)
NAMES = {
    "Guterres": "antonio-guterres",
    "Putin": "vladimir-putin",
    "Lavrov": "sergey-lavrov",
    "Zelensky": "volodymyr-zelensky",
    "Гутерриш": "antonio-guterres",
    "Путин": "vladimir-putin",
}


def report(number: int, text: str, hours: float = 0, language: str = "en") -> Report:
    at = datetime(2022, 4, 23, 9, tzinfo=UTC) + timedelta(hours=hours)
    article = Article(
        id=number,
        feed_id=number,
        outlet=f"Outlet {number}",
        guid=str(number),
        title=f"Title {number}",
        text=text,
        url=f"https://wire.example/{number}",
        author=None,
        published_at=at,
        seen_at=at,
        language=language,
    )
    mentions = tuple(
        Mention(start=at, end=at + len(name), actor=actor, name=name, role="subject")
        for name, actor in NAMES.items()
        for at in range(len(text))
        if text.startswith(name, at)
    )
    found = sentences(text, language)
    return Report(
        article=article,
        reading=Reading(
            language=language,
            sentences=found,
            mentions=mentions,
            headline_mentions=(),
            quotes=(),
            statements=(),
            appointments=appointments(text, found, mentions, at.date(), language, at),
            terms={},
        ),
    )


def story(*texts: str | tuple[str, str]) -> Story:
    told = (text if isinstance(text, tuple) else (text, "en") for text in texts)
    return Story(
        id=1,
        revision=1,
        reports=tuple(report(n, text, n, language) for n, (text, language) in enumerate(told, 1)),
    )


def test_one_appointment_of_several_outlets_is_one() -> None:
    (one,) = agenda(
        story(
            "The two will meet in Moscow on Tuesday.",
            "Guterres will meet Putin in Moscow on Tuesday, April 26, at 3 p.m. Moscow time.",
            "Putin is to receive Guterres on 26 April.",
        ),
        ON,
    )
    assert one.date == one.last == date(2022, 4, 26)
    assert one.what.text.startswith("Guterres will meet Putin")
    assert one.what.article == 2
    assert [source.outlet for source in one.what.also] == ["Outlet 1", "Outlet 3"]
    assert one.clock == time(15)
    assert one.at == datetime(2022, 4, 26, 12, tzinfo=UTC)
    assert set(one.actors) == {"antonio-guterres", "vladimir-putin"}


def test_two_appointments_on_one_day_stay_two() -> None:
    items = agenda(
        story(
            "Guterres will meet Putin in Moscow on Tuesday. Zelensky will address the parliament of Japan"
            " on Tuesday.",
            "Zelensky is due to speak to Japan's parliament by video link on Tuesday, lawmakers said.",
        ),
        ON,
    )
    assert [len(item.what.also) for item in items] == [0, 1]


def test_a_meeting_with_another_man_on_the_same_day_is_another() -> None:
    items = agenda(
        story(
            "Guterres will meet Putin on Tuesday. He will see Lavrov on Tuesday before lunch at the ministry."
        ),
        ON,
    )
    assert len(items) == 2


def test_a_coarse_announcement_is_part_of_the_exact_one() -> None:
    (one,) = agenda(
        story(
            "Guterres will travel to Moscow to meet Putin next week.",
            "Guterres will meet Putin on April 26.",
        ),
        ON,
    )
    assert (one.date, one.last) == (date(2022, 4, 26), date(2022, 4, 26))
    assert [source.outlet for source in one.what.also] == ["Outlet 1"]


def test_a_coarse_date_alone_keeps_its_span() -> None:
    (one,) = agenda(story("Guterres will meet Putin later this month."), ON)
    assert (one.date, one.last) == (date(2022, 4, 24), date(2022, 4, 30))


def test_something_that_the_same_men_plan_for_the_year_is_another_thing() -> None:
    items = agenda(
        story(
            "Guterres will meet Putin in Moscow on April 26.",
            "Guterres and Putin are expected to sign the grain treaty by the end of the year.",
        ),
        ON,
    )
    assert [(item.date.month, item.last.month) for item in items] == [(4, 4), (4, 12)]


def test_different_days_for_one_thing_are_kept_the_newest_report_first() -> None:
    items = agenda(
        story(
            "Guterres will meet Putin for talks in Moscow on April 26.",
            "The council will vote on the budget on April 25.",
            "Guterres will meet Putin for talks in Moscow on April 28.",
        ),
        ON,
    )
    assert [item.date.day for item in items] == [25, 28, 26]


def test_outlets_of_two_languages_announce_one_thing() -> None:
    (one,) = agenda(
        story(
            "Guterres will meet Putin in Moscow on April 26.",
            ("Гутерриш встретится с президентом 26 апреля. Путин примет его.", "ru"),
        ),
        ON,
    )
    assert [source.outlet for source in one.what.also] == ["Outlet 2"]


def test_what_is_over_is_left_out_and_what_is_today_is_not() -> None:
    told = story("Guterres will meet Putin on April 26. The council will vote on May 5.")
    assert len(agenda(told, date(2022, 4, 26))) == 2
    assert len(agenda(told, date(2022, 4, 27))) == 1
    assert agenda(told, date(2022, 5, 6)) == ()


def test_the_order_of_the_reports_changes_no_item() -> None:
    told = story(
        "Guterres will meet Putin in Moscow on Tuesday.",
        "Putin will receive Guterres on 26 April.",
        "The council will vote on the budget on May 5.",
    )
    turned = replace(told, reports=told.reports[::-1])
    assert {(item.date, item.what.text) for item in agenda(told, ON)} == {
        (item.date, item.what.text) for item in agenda(turned, ON)
    }


def test_a_story_without_appointments_has_no_agenda() -> None:
    assert agenda(story("They met on Tuesday."), ON) == ()
    assert agenda(Story(id=1, revision=1, reports=()), ON) == ()


def test_hundreds_of_dates_are_bounded() -> None:
    text = " ".join(
        f"Team {number} will visit town{number} for game{number} on {number % 28 + 1} May."
        for number in range(200)
    )
    assert 0 < len(agenda(story(text, text, text), ON)) <= MOST


def test_the_meeting_of_the_seeds_is_announced_once_with_both_men() -> None:
    first, second = seeds()
    reports = tuple(
        Report(article=article, reading=reading_of(article))
        for article in (first, replace(second, published_at=first.published_at))
    )
    items = agenda(Story(id=1, revision=1, reports=reports), ON)
    (meeting,) = [item for item in items if item.date == date(2022, 4, 26)]
    assert {"antonio-guterres", "vladimir-putin"} <= set(meeting.actors)
    assert meeting.what.text in first.text


@pytest.mark.parametrize("on", [date.min, date.max])
def test_any_day_may_be_asked_for(on: date) -> None:
    agenda(story("Guterres will meet Putin on April 26."), on)


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["Guterres", "Putin", "will", "meet", "on", "Tuesday", "May 5", "next week", ".", "in June"]
            ),
            max_size=25,
        ).map(" ".join),
        max_size=4,
    ),
    st.dates(min_value=date(2022, 4, 1), max_value=date(2022, 7, 1)),
)
def test_every_item_is_a_slice_of_its_article(texts: list[str], on: date) -> None:
    told = story(*texts)
    by_id = {one.article.id: one.article for one in told.reports}
    for item in agenda(told, on):
        assert item.date <= item.last >= on
        assert item.what.text == by_id[item.what.article].text[item.what.start : item.what.end]
        assert all(source.url != item.what.url for source in item.what.also)
