"""Digests, notices and answers: what they say, and in which words."""

from dataclasses import replace
from typing import Literal

import pytest

from bot.render.alert import alert_message
from bot.render.answer import verdict_line, why_answer
from bot.render.below import update_message
from bot.render.digest import digest_answer, digest_message
from bot.render.message import MOST_PINGED, RenderedMessage, pinging
from bot.render.notice import notice_message
from summarise.model import Body, Verdict
from tests.bot.news import (
    NOON,
    alert,
    delivery,
    digest,
    disagreement,
    notice,
    pointer,
    rollup,
    update,
)
from tests.bot.reading import walk


def test_why_of_a_digest_names_its_plan_and_sources() -> None:
    [embed] = why_answer(replace(delivery().post, body=digest(1))).embeds
    assert embed["description"].endswith("this is the one of 26 April 2022 (Europe/Berlin).")
    assert embed["fields"][0]["value"].startswith("Meridian Wire: [Talks](https://meridian.example/a)")


def test_notice_tells_what_is_wrong_since_when_and_what_to_do() -> None:
    [embed] = notice_message(5, notice()).embeds
    assert embed["title"] == "Meridian Wire cannot be read"
    assert embed["description"].splitlines() == [
        r"https:\//meridian.example/feed is not there; check the address (HTTP 404).",
        "Wirewatch goes on trying.",
        "-# Not read since <t:1650888000:f>, <t:1650888000:R>",
    ]
    [field] = embed["fields"]
    assert field["value"].splitlines()[0] == "/feed resume tries it at once."


def test_notice_of_a_hostile_feed_pings_and_formats_nothing() -> None:
    [embed] = notice_message(5, notice("@everyone **[x](http://evil.example)** <@1>")).embeds
    assert embed["title"] == "@\u200beveryone \\*\\*\\[x\\](http:\\//evil.example)\\*\\* \\<@1\\>"


def test_why_of_a_notice_says_why_this_channel_hears_of_it() -> None:
    [embed] = why_answer(replace(delivery().post, body=notice())).embeds
    assert embed["description"].startswith("- This server reads that feed")
    assert "oldest digest" in embed["description"]


QUOTED = [
    "“At least 12 people were killed when a \\*ferry\\* sank.” [Meridian Wire](https://meridian.example/a)",
    "“Fifteen people died when a ferry sank.” [Harbour Courier](https://harbour.example/a)",
]


def test_digest_quotes_outlets_that_disagree_and_says_what_is_told_again() -> None:
    day = digest(1)
    item = replace(day.items[0], disagreement=disagreement(), new_since=day.since)
    words = [
        c["content"] for c in walk(digest_answer(replace(day, items=(item,))).components) if c["type"] == 10
    ]
    lines = words[1].splitlines()
    at = lines.index("Outlets disagree:")
    assert lines[at + 1 : at + 3] == QUOTED
    assert lines[-1].endswith("told before, this is new since <t:1650888000:f>")


@pytest.mark.parametrize(
    "message", [alert_message(5, alert()), digest_message(5, digest()), notice_message(5, notice())]
)
def test_message_carries_its_delivery_in_a_button(message: RenderedMessage) -> None:
    assert "why:5" in [c.get("custom_id") for c in walk(message.components)]


def test_message_pings_nobody() -> None:
    assert alert_message(5, alert()).payload()["allowed_mentions"] == {"parse": []}


def test_digest_shows_every_story_before_second_sentences() -> None:
    texts = [c["content"] for c in walk(digest_message(5, digest(2)).components) if c["type"] == 10]
    assert texts[0].startswith("## Digest, Tuesday 26 April 2022\n-# 2 stories, <t:")
    assert texts[1].splitlines() == [
        "**Headline 0**",
        "The two men met in Moscow. [Meridian Wire](https://meridian.example/a)",
        "Mr Guterres asked for corridors. [Harbour Courier](https://harbour.example/a)",
        "-# Meridian Wire, Harbour Courier · António Guterres, Vladimir Putin · <t:1650974400:R>",
    ]


def test_stories_without_room_are_counted() -> None:
    texts = [c["content"] for c in walk(digest_message(5, digest(60)).components) if c["type"] == 10]
    shown = sum("Headline" in text for text in texts)
    assert texts[-1] == f"-# and {60 - shown} more"
    assert shown > 10


def test_digest_without_news_says_so() -> None:
    assert "Nothing new" in digest_answer(digest(0)).components[0]["components"][0]["content"]


def test_only_roles_are_pinged_and_only_those_asked_for() -> None:
    roles = ("4001", "4002", "4001", "@everyone", "１２", "9" * 21, "")
    payload = alert_message(5, alert(), roles).payload()
    assert payload["content"] == "<@&4001> <@&4002>"
    assert payload["allowed_mentions"] == {"parse": [], "roles": ["4001", "4002"]}


def test_as_many_roles_are_pinged_as_a_message_has_room_for() -> None:
    message = update_message(5, update(), tuple(str(10**19 + number) for number in range(200)))
    assert len(message.pings) == MOST_PINGED
    assert len(message.content) <= 2000


def test_layout_pings_nobody() -> None:
    assert "content" not in pinging(digest_message(5, digest()), ("4001",)).payload()


def test_notice_of_a_target_does_not_speak_of_reading() -> None:
    [embed] = notice_message(5, replace(notice(), feed=None, place="channel:5")).embeds
    assert embed["description"].splitlines()[-1] == "-# <#5> · Since <t:1650888000:f>, <t:1650888000:R>"
    [why] = why_answer(replace(delivery().post, body=replace(notice(), feed=None))).embeds
    assert "you are told once" in why["description"]


def test_why_tells_what_was_decided_and_until_when() -> None:
    held = Verdict(
        target="channel:30",
        story=7,
        revision=2,
        what="hold",
        reasons=("Quiet hours here.", "*One* outlet of the three that your watch asks for."),
        until=NOON,
    )
    [embed] = why_answer(delivery().post, (held, replace(held, what="same", reasons=(), until=None))).embeds
    decided, made_from = embed["fields"]
    assert decided["value"].splitlines() == [
        "- **Held back until** <t:1650974400:f>: Quiet hours here."
        " \\*One\\* outlet of the three that your watch asks for.",
        "- **Nothing new to tell**",
    ]
    assert made_from["name"] == "Made from"


@pytest.mark.parametrize(
    ("what", "words"),
    [("edit", "Its message will be given new words at"), ("reply", "Will be told below its message at")],
)
def test_what_is_still_to_come_is_not_told_as_done(what: Literal["edit", "reply"], words: str) -> None:
    told = Verdict(target="channel:30", story=7, revision=2, what=what, reasons=(), until=NOON)
    assert verdict_line(told) == f"- **{words}** <t:1650974400:f>"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (update(), "It names António Guterres"),
        (rollup(), "12 alerts an hour are posted here"),
        (pointer(), "turned out to be one event with another alert"),
    ],
)
def test_why_knows_every_message(body: Body, reason: str) -> None:
    [embed] = why_answer(replace(delivery().post, body=body)).embeds
    assert reason in embed["description"]
