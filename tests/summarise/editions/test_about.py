"""What happened around a subject is told in the weightiest stories' own sentences."""

from datetime import timedelta

from summarise.editions.about import overview
from summarise.model import Story
from tests.summarise.wire import NOON, article, report, story

SINCE = NOON - timedelta(days=7)
EVENTS = (
    "Rescue crews reached the flooded valley below the broken dam before dawn on Tuesday.",
    "The central bank raised its main interest rate by half a percentage point.",
    "Striking dockers ended their walkout at the northern harbour after nine days.",
    "Astronomers photographed a comet that returns once in four hundred years.",
)
FURTHER = "Officials at the scene promised to publish a full report within three weeks."


def told(number: int, *outlets: str, hours: float = -1, further: str = FURTHER) -> Story:
    reports = (
        report(
            article(
                number * 10 + place,
                f"{EVENTS[number]} {outlet} spoke to several people who were there. {further}",
                title=EVENTS[number],
                outlet=outlet,
                feed=place,
                hours=hours,
            )
        )
        for place, outlet in enumerate(outlets, 1)
    )
    return story(*reports, number=number)


def test_weightiest_stories_come_first_and_each_sentence_is_of_its_article() -> None:
    stories = (told(0, "Meridian"), told(1, "Meridian", "Lantern", "Courier"), told(2, "Meridian", "Lantern"))
    items = overview(stories, SINCE, NOON, 2)
    assert [item.story for item in items] == [1, 2], "as many stories as sentences"
    assert [len(item.summary.sentences) for item in items] == [1, 1]
    texts = {one.article.id: one.article.text for each in stories for one in each.reports}
    for item in overview(stories, SINCE, NOON, 8):
        for sentence in item.summary.sentences:
            assert texts[sentence.article][sentence.start : sentence.end] == sentence.text


def test_what_is_left_of_the_sentences_goes_to_the_first_stories() -> None:
    items = overview((told(0, "Meridian", "Lantern"), told(1, "Meridian")), SINCE, NOON, 3)
    assert [(item.story, len(item.summary.sentences)) for item in items] == [(0, 2), (1, 1)]


def test_story_without_news_in_that_time_or_without_sentences_is_not_told() -> None:
    old, empty = told(0, "Meridian", hours=-24 * 8), story(report(article(9, "")), number=3)
    assert overview((old, empty), SINCE, NOON, 3) == ()
    assert [item.story for item in overview((old, empty, told(1, "Meridian")), SINCE, NOON, 3)] == [1]


def test_sentence_with_the_words_that_are_asked_for_is_told() -> None:
    seen = "A retired teacher from Lindholm was the first person to notice the comet."
    comet = told(3, "Meridian", further=f"{FURTHER} {seen} Its tail is longer than that of any other.")
    [plain] = overview((comet,), SINCE, NOON, 1)
    [asked] = overview((comet,), SINCE, NOON, 1, frozenset(), "lindholm")
    assert "Lindholm" not in plain.summary.sentences[0].text
    assert [sentence.text for sentence in asked.summary.sentences] == [seen]
