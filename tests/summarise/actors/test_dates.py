"""Dates that an English article announces, and those that it does not."""

from datetime import date

import pytest

from summarise.actors.dates import appointments, iso
from summarise.model import Appointment, Mention
from summarise.text.sentences import sentences

ON = date(2022, 4, 23)
"""A Saturday."""


def found(text: str, on: date | None = ON) -> tuple[Appointment, ...]:
    return appointments(text, sentences(text, "en"), (), on)


def announced(text: str, on: date | None = ON) -> list[str]:
    return [iso(one) for one in found(text, on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will meet on Tuesday, April 26.", "2022-04-26"),
        ("The meeting takes place on 26 April 2022.", "2022-04-26"),
        ("The meeting takes place on Tuesday (26 April).", "2022-04-26"),
        ("The vote is on 2022-05-03.", "2022-05-03"),
        ("The vote is on 26/05/2022.", "2022-05-26"),
        ("The vote is on 5/26/2022.", "2022-05-26"),
        ("The vote is on 26.05.2022.", "2022-05-26"),
        ("The council will meet on Monday, the 9th of May.", "2022-05-09"),
        ("Tickets go on sale Wed., May 4, at noon.", "2022-05-04"),
        ("The vote is planned for Jan. 5, 2023.", "2023-01-05"),
        ("The bridge will open on January 5.", "2023-01-05"),
        ("The parties agreed on a deadline of June 30.", "2022-06-30"),
        ("The hearing was adjourned until May 5.", "2022-05-05"),
        ("Lawmakers voted to extend the mandate until 30 September.", "2022-09-30"),
        ("Elections are scheduled for 2 October next year.", "2023-10-02"),
        ("The summit runs from 28 to 30 June in Madrid.", "2022-06-28"),
        ("The festival will be held May 12-15.", "2022-05-12"),
        ("He will appear in court on the 28th.", "2022-04-28"),
        ("The pope will mark the 77th anniversary on May 9.", "2022-05-09"),
        ("Moscow will mark the anniversary of the victory with a parade on May 9.", "2022-05-09"),
        ("It will be the first vote since 2017 when people go to the polls on May 22.", "2022-05-22"),
    ],
)
def test_a_full_date_is_that_day(text: str, expected: str) -> None:
    assert announced(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She will travel on Tuesday.", "2022-04-26"),
        ("She will travel there Tuesday.", "2022-04-26"),
        ("The talks, due on Friday, are in Vienna.", "2022-04-29"),
        ("On Monday, the ministers will discuss sanctions.", "2022-04-25"),
        ("Guterres to visit Moscow on Tuesday", "2022-04-26"),
        ("He is set to address parliament on Wednesday.", "2022-04-27"),
        ("The queen has been invited to open the bridge on Thursday.", "2022-04-28"),
        ("Talks resume on Wednesday in Geneva.", "2022-04-27"),
        ("The court is expected to rule by Friday.", "2022-04-29"),
        ("He said on Thursday he would travel on Friday.", "2022-04-29"),
        ("He said on Thursday that talks would resume Monday.", "2022-04-25"),
        ("The two leaders will meet on Tuesday, a spokesman said on Friday.", "2022-04-26"),
        ("The minister is travelling to Kyiv on Monday.", "2022-04-25"),
        ("The meeting, announced on Thursday, will be held on Monday.", "2022-04-25"),
        ("A strike called for Monday may close the port.", "2022-04-25"),
        ("The judge adjourned the trial until Wednesday.", "2022-04-27"),
        ("The council scheduled an emergency session for Monday.", "2022-04-25"),
        ("Ahead of Tuesday's meeting, the Kremlin said little.", "2022-04-26"),
        ("The suspect will be charged and brought before a judge on Monday.", "2022-04-25"),
        ("The minister will meet United Nations officials on Monday.", "2022-04-25"),
        ("The vote is on Thursday.", "2022-04-28"),
        ("They plan to sign the treaty this Friday.", "2022-04-29"),
        ("The court sits next Monday.", "2022-04-25"),
        ("They will sign the treaty this coming Friday.", "2022-04-29"),
        ("The council will vote tomorrow.", "2022-04-24"),
        ("Tomorrow the council votes.", "2022-04-24"),
        ("The council will vote the day after tomorrow.", "2022-04-25"),
        ("They will be back in two weeks.", "2022-05-07"),
        ("They will be back in ten days.", "2022-05-03"),
        ("The race starts this weekend.", "2022-04-24"),
        ("The race will start next weekend.", "2022-04-30"),
    ],
)
def test_a_day_is_counted_from_the_articles_own(text: str, expected: str) -> None:
    assert announced(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The delegation will visit later this month.", "2022-04"),
        ("The bill will be debated next month.", "2022-05"),
        ("The summit will take place in June.", "2022-06"),
        ("Elections will be held in May 2023.", "2023-05"),
        ("A decision is expected by the end of the year.", "2022"),
        ("A decision is due by the end of May.", "2022-05"),
        ("A decision is due in late May.", "2022-05"),
        ("The trial is expected to begin in mid-September.", "2022-09"),
        ("The leaders will hold talks next week.", "2022-W17"),
        ("The company will cut the jobs next year.", "2023"),
        ("The city will host the games in 2026.", "2026"),
        ("The pipeline will open in three months.", "2022-07"),
        ("The budget will be presented early next month.", "2022-05"),
    ],
)
def test_a_coarse_date_is_a_span(text: str, expected: str) -> None:
    assert announced(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They met on April 11.",
        "She said on Tuesday that all was well.",
        "She said Tuesday that all was well.",
        "He left on Tuesday.",
        "On Thursday, he told reporters that the talks had failed.",
        "It may 5 times fail. Children aged 9 may 12.",
        "Protesters march 12 miles. He may march on.",
        "It will be on 31 February.",
        "It will be on 9999-12-31.",
        "The shop is open since May 5, 2022.",
        "He was born on May 5.",
        "It marked the 80th anniversary on 9 May.",
        "Dynamo won 3-2 and will play again.",
        "Version 5.26.2022 will cost $26 and 3.5% more.",
        "Call 04-26-555-0199.",
        "The victims of the Sept. 11 attacks will be remembered.",
        "Thursday's attack killed four people.",
        "The trial begins every Tuesday.",
        "The meeting planned for Tuesday was cancelled.",
        "The committee on the January 6 riot will publish its report.",
        "The attack last Tuesday will be investigated.",
        "Thousands took to the streets to protest on Friday.",
        "He flew to Kyiv to meet the president on Thursday.",
        "They would have met on Friday.",
        "He was arrested in May.",
        "The army has been fighting in March and April.",
        "Prices rose this month.",
        "The book was out this year.",
        "The museum opened in 2019 and will close.",
        "He is 77 years old and will be back.",
        "The flat on the 26th floor will be sold.",
        "A better tomorrow was what they sang of.",
        "The minister resigned last month.",
        "Over the next week he wrote two letters.",
        "The suspect was arrested on June 5.",
        "In 1944 the Allies landed on June 6.",
    ],
)
def test_past_dates_and_no_dates_are_left(text: str) -> None:
    assert announced(text) == []


def test_a_weekday_in_an_article_of_that_day_is_today_and_one_to_come_is_in_a_week() -> None:
    assert announced("They will meet on Saturday.") == []
    assert announced("They will meet next Saturday.") == ["2022-04-30"]


def test_next_friday_is_next_weeks() -> None:
    monday = date(2022, 4, 18)
    assert announced("They will meet next Friday.", monday) == ["2022-04-29"]
    assert announced("They will meet this Friday.", monday) == ["2022-04-22"]


def test_a_date_over_the_new_year_is_the_nearest() -> None:
    assert announced("They will meet on January 5.", date(2022, 12, 20)) == ["2023-01-05"]


def test_a_weekday_beside_a_date_chooses_its_year() -> None:
    assert announced("The deal was struck on Monday, April 26.") == []
    assert announced("They will meet on Wednesday, April 26.") == ["2023-04-26"]


def test_without_the_articles_day_nothing_is_announced() -> None:
    assert announced("They will meet on Tuesday, April 26.", None) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The delegation will visit later this month.", date(2022, 4, 24), date(2022, 4, 30)),
        ("The leaders will hold talks next week.", date(2022, 4, 25), date(2022, 5, 1)),
        ("The summit runs from 28 to 30 June.", date(2022, 6, 28), date(2022, 6, 30)),
        ("It will be over by the end of the year.", date(2022, 4, 24), date(2022, 12, 31)),
        ("It will be over in June.", date(2022, 6, 1), date(2022, 6, 30)),
        ("They will meet on May 5.", date(2022, 5, 5), None),
    ],
)
def test_a_span_has_its_last_day(text: str, first: date, last: date | None) -> None:
    (one,) = found(text)
    assert (one.date, one.last) == (first, last)


def test_the_words_of_a_date_are_its_offsets() -> None:
    (one,) = found("On Monday they slept. They will meet on Tuesday, April 26, in Moscow.")
    assert one.text == "Tuesday, April 26"
    assert one.start == 40


def mention(text: str, name: str, actor: str) -> Mention:
    start = text.index(name)
    return Mention(start=start, end=start + len(name), actor=actor, name=name, role="subject")


def test_an_appointment_has_the_actors_of_its_sentence() -> None:
    text = "Tom Wolfe slept. Ana Reyes will speak on May 5."
    mentions = (mention(text, "Tom Wolfe", "tom-wolfe"), mention(text, "Ana Reyes", "ana-reyes"))
    (one,) = appointments(text, sentences(text, "en"), mentions, ON)
    assert one.actors == ("ana-reyes",)


def test_who_only_says_so_is_left_out_unless_it_is_their_own_appointment() -> None:
    text = "Tom Wolfe said on Friday that Ana Reyes would travel on Monday."
    mentions = (mention(text, "Tom Wolfe", "tom-wolfe"), mention(text, "Ana Reyes", "ana-reyes"))
    (one,) = appointments(text, sentences(text, "en"), mentions, ON)
    assert one.actors == ("ana-reyes",)
    own = "Tom Wolfe said on Friday he would meet Ana Reyes on Monday."
    mentions = (mention(own, "Tom Wolfe", "tom-wolfe"), mention(own, "Ana Reyes", "ana-reyes"))
    (one,) = appointments(own, sentences(own, "en"), mentions, ON)
    assert one.actors == ("tom-wolfe", "ana-reyes")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("They will meet on Monday.", "They will meet on Monday."),
        ("He said on Friday that talks would resume Monday.", "talks would resume Monday."),
        ("According to a spokesman, the court will sit on Monday.", "the court will sit on Monday."),
        ("The court will sit on Monday, a spokesman said on Friday.", "The court will sit on Monday"),
    ],
)
def test_what_will_happen_is_told_without_who_said_so(text: str, what: str) -> None:
    (one,) = found(text)
    assert one.what is not None
    assert text[one.what.start : one.what.end] == what
