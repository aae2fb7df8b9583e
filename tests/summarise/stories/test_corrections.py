"""A story's corrections are told word for word, and only those that correct something."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.model import Alert, Shown
from summarise.stories.corrections import MOST, corrections
from tests.summarise.editions.telling import posts as alerts
from tests.summarise.wire import NOON, article, audience, report, story, watch

NEWS = "The envoy met the president in the white hall on Monday. They spoke for an hour."
WRONG_NAME = "Correction: An earlier version of this article gave a wrong name for the president's envoy."
AMENDED = "This article was amended on 3 May 2022 because an earlier version misstated the number of seats."


def told(*texts: str) -> tuple[str, ...]:
    reports = (report(article(n, text, outlet=f"Outlet {n}", hours=n)) for n, text in enumerate(texts, 1))
    return tuple(said.text for said in corrections(story(*reports)))


@pytest.mark.parametrize("note", [WRONG_NAME, AMENDED])
def test_correction_is_told_in_the_outlets_own_words(note: str) -> None:
    assert told(f"{NEWS}\n{note}") == (note,)


def test_correction_below_its_heading_is_told_without_the_heading() -> None:
    below = WRONG_NAME.removeprefix("Correction: ")
    assert told(f"{NEWS}\nCorrection\n{below}") == (below,)


def test_latest_corrections_come_first_and_no_more_than_two() -> None:
    notes = [WRONG_NAME.replace("name", word) for word in ("age", "title", "place")]
    assert told(*(f"{NEWS}\n{note}" for note in notes)) == tuple(reversed(notes))[:MOST]


def test_correction_that_several_outlets_print_is_told_once() -> None:
    assert told(f"{NEWS}\n{WRONG_NAME}", f"{NEWS}\n{WRONG_NAME}") == (WRONG_NAME,)


@pytest.mark.parametrize(
    "note",
    [
        "This story has been updated.",
        "Corrections and clarifications: write to corrections@wire.example if you find an error in it.",
        "Correction",
    ],
)
def test_note_that_corrects_nothing_is_not_told(note: str) -> None:
    assert told(f"{NEWS}\n{note}") == ()


def test_correction_is_a_difference_to_a_reader_and_only_of_feeds_that_a_guild_reads() -> None:
    first = article(1, NEWS)
    later = article(2, f"{NEWS}\n{WRONG_NAME}", outlet="Harbour Courier", feed=2, hours=1)
    event = story(report(first, {"vladimir-putin": "subject"}), report(later))
    (post,) = alerts(event, later, (audience(watch("vladimir-putin"), feeds=(1, 2)),), NOON)
    assert isinstance(post.body, Alert)
    (said,) = post.body.corrections
    assert (said.text, said.outlet, later.text[said.start : said.end]) == (
        WRONG_NAME,
        "Harbour Courier",
        WRONG_NAME,
    )
    before = replace(post, body=replace(post.body, corrections=()))
    listener = replace(
        audience(watch("vladimir-putin"), feeds=(1, 2)),
        shown=(Shown(target=post.target, subject=post.subject, post=before),),
    )
    assert [one.action for one in alerts(event, later, (listener,), NOON)] == ["edit"]
    (alone,) = alerts(event, first, (audience(watch("vladimir-putin"), feeds=(1,)),), NOON)
    assert isinstance(alone.body, Alert)
    assert alone.body.corrections == ()


@given(
    st.lists(
        st.sampled_from([NEWS, WRONG_NAME, AMENDED, "Correction", "", "@ ", "\n"]) | st.text(), max_size=8
    )
)
def test_every_correction_is_a_slice_of_its_article(parts: list[str]) -> None:
    one = article(1, "\n".join(parts))
    for said in corrections(story(report(one))):
        assert one.text[said.start : said.end] == said.text
