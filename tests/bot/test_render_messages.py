"""Alerts and digests keep every limit of Discord's, whatever the news says."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.render import limits
from bot.render.alert import CORRECTED, DISAGREE, alert_message
from bot.render.answer import summary_answer, why_answer
from bot.render.digest import digest_answer, digest_message
from bot.render.limits import total, units
from bot.render.message import RenderedMessage
from bot.render.notice import notice_message
from bot.render.standing import ONE_REPORT, UNCONFIRMED
from summarise.model import Alert, Digest, Notice, Source, Summary
from tests.bot.news import (
    alert,
    alerts,
    correction,
    delivery,
    digest,
    digests,
    disagreement,
    notice,
    notices,
    source,
    summaries,
)
from tests.fakes.discord.contract import DOCUMENT, contract

patiently = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def walk(components: Any) -> list[Any]:
    """Every component, nested ones too."""
    return [inner for c in components for inner in (c, *walk(c.get("components", ())))]


def check_embeds(message: RenderedMessage) -> None:
    """Each embed within its limits and all within theirs."""
    everything = []
    for embed in message.embeds:
        assert 0 < units(embed.get("title", "-")) <= limits.EMBED_TITLE
        assert 0 < units(embed.get("description", "-")) <= limits.EMBED_DESCRIPTION
        for field in embed.get("fields", ()):
            assert 0 < units(field["name"]) <= limits.EMBED_TITLE
            assert 0 < units(field["value"].strip()) <= limits.EMBED_FIELD_VALUE
            everything += [field["name"], field["value"]]
        everything += [embed["title"], embed.get("description", ""), embed.get("footer", {}).get("text", "")]
    assert total(everything) <= limits.EMBED_TOTAL


def check_layout(message: RenderedMessage) -> None:
    """At most 40 components and 4000 characters, no text empty."""
    components = walk(message.components)
    assert len(components) <= limits.V2_COMPONENTS
    words = [c["content"] for c in components if c["type"] == 10]
    assert all(word.strip() for word in words)
    assert total(words) <= limits.V2_TEXT


@patiently
@given(alerts)
def test_any_alert_keeps_the_limits(hostile: Alert) -> None:
    check_embeds(alert_message(1, hostile))


@patiently
@given(digests)
def test_any_digest_keeps_the_limits(hostile: Digest) -> None:
    check_layout(digest_message(1, hostile))
    check_layout(digest_answer(hostile))


@patiently
@given(notices)
def test_any_notice_keeps_the_limits(hostile: Notice) -> None:
    message = notice_message(1, hostile)
    check_embeds(message)
    check_embeds(why_answer(replace(delivery().post, body=hostile)))


@patiently
@given(alerts, digests, summaries, st.booleans())
def test_any_answer_keeps_the_limits(hostile: Alert, day: Digest, summary: Summary, pasted: bool) -> None:
    for body in (hostile, day):
        post = replace(delivery().post, body=body)
        check_embeds(why_answer(post))
    check_embeds(summary_answer(summary, pasted=pasted))


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


def test_alert_links_every_sentence_and_names_who_and_where() -> None:
    embed = alert_message(5, alert()).embeds[0]
    assert embed["title"] == "UN chief meets Putin"
    assert embed["url"] == "https://meridian.example/a"
    assert embed["description"].split("\n\n") == [
        "The two men met in Moscow. [Meridian Wire](https://meridian.example/a)",
        "Mr Guterres asked for corridors. [Harbour Courier](https://harbour.example/a)",
        "-# First report <t:1650970800:f>, last <t:1650974400:R>",
    ]
    who, outlets = embed["fields"]
    assert who["value"] == "**António Guterres** (speaks)\n**Vladimir Putin** (in the lead)"
    assert outlets["name"] == "2 outlets"
    assert outlets["value"].startswith("[Meridian Wire](https://meridian.example/a) · [Harbour Courier]")
    assert "footer" not in embed


QUOTED = [
    "“At least 12 people were killed when a \\*ferry\\* sank.” [Meridian Wire](https://meridian.example/a)",
    "“Fifteen people died when a ferry sank.” [Harbour Courier](https://harbour.example/a)",
]


def test_alert_quotes_outlets_that_disagree_on_a_number() -> None:
    [embed] = alert_message(5, replace(alert(), disagreement=disagreement())).embeds
    told = embed["fields"][0]
    assert told["name"] == DISAGREE
    assert told["value"].splitlines() == QUOTED


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


def test_one_voice_is_no_disagreement_to_show() -> None:
    lone = replace(
        disagreement(), sentences=(disagreement().sentences[0], replace(disagreement().sentences[1], text=""))
    )
    [embed] = alert_message(5, replace(alert(), disagreement=lone)).embeds
    assert DISAGREE not in [field["name"] for field in embed["fields"]]


def test_alert_quotes_what_an_outlet_took_back() -> None:
    [embed] = alert_message(5, replace(alert(), corrections=(correction(),))).embeds
    told = embed["fields"][0]
    assert told["name"] == CORRECTED
    assert told["value"] == (
        "“Correction: An earlier version gave a \\*wrong\\* name for the palace.”"
        " [Harbour Courier](https://harbour.example/a)"
    )
    assert CORRECTED not in [field["name"] for field in alert_message(5, alert()).embeds[0]["fields"]]


def test_quotes_find_room_where_their_links_do_not() -> None:
    long = tuple(
        replace(said, url="https://news.example/" + "a" * 300, text="word " * 200)
        for said in (*disagreement().sentences, disagreement().sentences[0])
    )
    [embed] = alert_message(5, replace(alert(), disagreement=replace(disagreement(), sentences=long))).embeds
    assert embed["fields"][0]["name"] == DISAGREE
    assert len(embed["fields"][0]["value"].splitlines()) == 3


def test_story_of_one_outlet_is_marked_unconfirmed() -> None:
    lone = Alert(
        story=1,
        summary=alert().summary,
        flags=(),
        sources=(source(),),
        first_at=alert().first_at,
        last_at=alert().last_at,
        reasons=(),
    )
    assert alert_message(5, lone).embeds[0]["footer"] == {"text": UNCONFIRMED}


def test_ten_outlets_that_print_one_report_confirm_nothing() -> None:
    copied = replace(alert(), voices=1)
    assert len(copied.outlets) > 1
    assert alert_message(5, copied).embeds[0]["footer"] == {"text": ONE_REPORT}
    assert "footer" not in alert_message(5, replace(alert(), voices=2)).embeds[0]


def test_sentence_names_the_other_outlets_that_say_the_same() -> None:
    summary = alert().summary
    told = replace(
        summary.sentences[0], also=(Source(outlet="Ferry Lane", title="", url="https://ferry.example/1"),)
    )
    [embed] = alert_message(5, replace(alert(), summary=replace(summary, sentences=(told,)))).embeds
    assert "[Ferry Lane](https://ferry.example/1)" in embed["description"]


@pytest.mark.parametrize(
    "message", [alert_message(5, alert()), digest_message(5, digest()), notice_message(5, notice())]
)
def test_message_carries_its_delivery_in_a_button(message: RenderedMessage) -> None:
    assert [c["custom_id"] for c in walk(message.components) if "custom_id" in c][:1] == ["why:5"]


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


@pytest.mark.skipif(not DOCUMENT.is_file(), reason="Discord's OpenAPI document is not there")
@patiently
@given(alerts, digests, notices)
def test_messages_are_what_discord_documents(hostile: Alert, day: Digest, trouble: Notice) -> None:
    documented = contract()
    assert documented is not None
    for message in (alert_message(1, hostile), digest_message(1, day), notice_message(1, trouble)):
        body = {**message.payload(), "nonce": "n", "enforce_nonce": True}
        assert not documented.request("POST", "/channels/{channel_id}/messages", {}, body)
