"""Outlets that take their story back, in its title or in a note, and news that only speaks of such things."""

import time

import pytest

from summarise.stories.withdrawals import is_withdrawn, withdrawn_by
from tests.summarise.wire import article, report, story

NEWS = "The envoy met the president in the white hall on Monday."


@pytest.mark.parametrize(
    "title",
    [
        "RETRACTED: Two men meet",
        "[Withdrawn] Two men meet",
        "Retraction - Two men meet",
        "Two men meet (retracted)",
        "Story withdrawn",
        "Article removed",
        "撤稿：两人会面",
    ],
)
def test_title_with_such_a_label_takes_the_story_back(title: str) -> None:
    assert is_withdrawn(report(article(1, NEWS, title=title)))


@pytest.mark.parametrize(
    "title",
    ["Withdrawn troops return", "Army has withdrawn", "Retracting claws", "Retired: the last tram", ""],
)
def test_title_that_speaks_of_other_things_does_not(title: str) -> None:
    assert not is_withdrawn(report(article(1, NEWS, title=title)))


@pytest.mark.parametrize(
    "note",
    [
        "This story has been removed.",
        "Editor's note: This article has since been retracted, as it could not be confirmed.",
        "Meridian Wire has withdrawn its story about the envoy.",
        "Dieser Artikel wurde zurückgezogen.",
        "Cet article a été supprimé.",
        "Este artículo ha sido retirado.",
        "Материал был удалён.",
        "本文已被撤回",
        "この記事は削除されました",
    ],
)
def test_note_at_either_end_takes_the_story_back(note: str) -> None:
    long = f"{NEWS} " * 60
    assert is_withdrawn(report(article(1, note)))
    assert is_withdrawn(report(article(1, f"{note}\n{long}")))
    assert is_withdrawn(report(article(1, f"{long}\n{note}")))
    assert not is_withdrawn(report(article(1, f"{long}\n{note}\n{long}")))


@pytest.mark.parametrize(
    "said",
    [
        "“This story has been removed,” the banner read.",
        "The army has withdrawn its forces from the town.",
        "The minister said the report was withdrawn.",
    ],
)
def test_news_of_withdrawals_does_not(said: str) -> None:
    assert not is_withdrawn(report(article(1, said)))


def test_outlets_that_took_it_back_are_named() -> None:
    event = story(
        report(article(1, NEWS, outlet="A")), report(article(2, "This report was withdrawn.", outlet="B"))
    )
    assert withdrawn_by(event) == {"B"}


@pytest.mark.parametrize("unit", ["this article was ", "(retracted ", " ", "[", "本文已"])
def test_hostile_text_takes_no_time(unit: str) -> None:
    began = time.process_time()
    is_withdrawn(report(article(1, unit * 10_000, title=unit * 10_000)))
    assert time.process_time() - began < 0.5
