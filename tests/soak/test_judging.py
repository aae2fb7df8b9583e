"""The crash test's judge sees what is lost, what comes twice, and what is not whole."""

from dataclasses import replace

from tests.soak.judging import Told, judged
from tests.soak.stream import Story, stories

WATCHING = {"António Guterres": 1, "Vladimir Putin": 2}


def told(story: Story, *, message: int = 1, without: str = "") -> list[Told]:
    """The story as each of its channels should see it."""
    outlets = [outlet for outlet in story.outlets if outlet != without]
    text = f"{story.mark} loses it\n{', '.join(outlets)}"
    channels = sorted({WATCHING[actor] for actor in story.actors})
    return [Told(channel=channel, message=message + channel, text=text) for channel in channels]


STORIES = stories(1, 20, tuple(WATCHING))
WHOLE = [message for story in STORIES for message in told(story, message=10 * story.number)]


def test_all_that_was_told_once_and_whole_is_clean() -> None:
    judgement = judged(STORIES, WATCHING, WHOLE)
    assert judgement.clean
    assert judgement.line == "lost 0, doubled 0"


def test_missing_message_is_lost() -> None:
    judgement = judged(STORIES, WATCHING, WHOLE[1:])
    assert judgement.line == "lost 1, doubled 0"
    assert STORIES[0].mark in judgement.lost[0]
    assert not judgement.clean


def test_second_message_is_a_double() -> None:
    judgement = judged(STORIES, WATCHING, [*WHOLE, replace(WHOLE[3], message=999)])
    assert judgement.line == "lost 0, doubled 1"
    assert not judgement.clean


def test_message_without_an_outlet_is_wrong() -> None:
    story = next(story for story in STORIES if len(story.outlets) > 1)
    others = [message for message in WHOLE if story.mark not in message.text]
    judgement = judged(STORIES, WATCHING, [*others, *told(story, without=story.outlets[1])])
    assert story.outlets[1] in judgement.wrong[0]
    assert not judgement.clean


def test_message_in_a_channel_that_does_not_watch_it_is_wrong() -> None:
    story = next(story for story in STORIES if len(story.actors) == 1)
    (mine,) = told(story)
    judgement = judged(STORIES, WATCHING, [*WHOLE, replace(mine, channel=3 - mine.channel)])
    assert "nobody watches it there" in judgement.wrong[0]


def test_message_about_nothing_is_wrong() -> None:
    judgement = judged(STORIES, WATCHING, [*WHOLE, Told(channel=1, message=5, text="Hello")])
    assert "no story" in judgement.wrong[0]
