"""What is said below an alert, in lists and in its place."""

from dataclasses import replace
from datetime import date

import pytest

from bot.render.alert import CHANGED
from bot.render.below import SINCE, pointer_message, rollup_message, update_message
from bot.render.limits import units
from bot.render.message import RETRACTED, Json
from bot.render.thread import thread_name
from summarise.model import Body, Flag, Update
from tests.bot.news import alert, digest, grown, notice, pointer, rollup, sentence, source, update
from tests.bot.reading import walk


def embed(told: Update) -> Json:
    """The update's one embed."""
    [only] = update_message(6, told).embeds
    return only


def test_update_says_what_happened_then_what_is_new() -> None:
    assert embed(update())["description"].split("\n") == [
        "**Corroborated: 2 outlets now**",
        "**António Guterres now speaks**",
        "**Corrected by Harbour Courier**",
        "",
        "Mr Guterres asked for corridors. [Harbour Courier](https://harbour.example/a)",
    ]
    corrected, since = embed(update())["fields"]
    assert corrected["value"].startswith("“Correction: An earlier version")
    assert (since["name"], since["value"]) == (SINCE, "[Harbour Courier](https://harbour.example/a)")
    assert embed(update())["timestamp"] == "2022-04-26T12:00:00+00:00"


def test_copies_of_one_report_are_told_from_independent_sources() -> None:
    five = tuple(source(f"Outlet{number} News") for number in range(5))
    told = replace(update(), alert=replace(grown(), sources=five, voices=2), escalations=("corroborated",))
    assert embed(told)["description"].startswith("**Corroborated: 5 outlets now, 2 independent sources**")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "**Somebody who is watched now speaks**"),
        (("A", "B"), "**A and B now speak**"),
        (("@everyone", "B", "C"), "**@\u200beveryone, B and C now speak**"),
        (("A", "B", "C", "D", "E"), "**A, B, C and 2 more now speak**"),
    ],
)
def test_all_who_speak_are_named(names: tuple[str, ...], words: str) -> None:
    flags = tuple(Flag(actor=name, name=name, role="speaker") for name in names)
    told = replace(update(), alert=replace(grown(), flags=flags), escalations=("speaks",), sentences=())
    assert embed(told)["description"] == words


def test_who_spoke_before_does_not_speak_now() -> None:
    flags = tuple(Flag(actor=name, name=name.upper(), role="speaker") for name in ("a", "b"))
    told = replace(update(), alert=replace(grown(), flags=flags), escalations=("speaks",), speaking=("b",))
    assert embed(told)["description"].startswith("**B now speaks**")


def test_retraction_names_those_who_withdrew_it() -> None:
    gone = replace(grown(), retracted=True, withdrawn_by=("Harbour Courier", "*Lantern* News"))
    told = replace(update(), alert=gone, escalations=("retracted",))
    assert embed(told)["description"].startswith("**Retracted by Harbour Courier and \\*Lantern\\* News**")


def test_retraction_names_the_outlet_of_the_headline() -> None:
    told = replace(update(), alert=replace(grown(), retracted=True), escalations=("retracted",))
    assert embed(told)["title"] == "Retracted: UN chief meets Putin"
    assert embed(told)["color"] == RETRACTED
    assert embed(told)["description"].startswith("**Retracted by Meridian Wire**")


def test_update_of_a_changed_headline_shows_the_change() -> None:
    told = replace(update(), escalations=(), sentences=(), sources=())
    assert [field["value"] for field in embed(told)["fields"]] == [
        "UN chief ~~to meet~~ **meets** Putin ~~in Kyiv~~"
    ]
    assert "description" not in embed(told)
    assert embed(replace(update(), renamed=True))["fields"][0]["name"] == CHANGED
    assert CHANGED not in [field["name"] for field in embed(update())["fields"]]


def test_timeline_entry_tells_what_is_new_alone() -> None:
    told = replace(update(), escalations=(), sentences=(sentence("Talks went on."),))
    assert embed(told)["description"] == "Talks went on. [Meridian Wire](https://meridian.example/a)"


def test_list_says_why_it_is_one_newest_first() -> None:
    [told] = rollup_message(7, rollup()).embeds
    assert told["title"] == "12 alerts an hour are posted here; these came besides"
    assert told["description"].splitlines() == [
        "- [Headline 2](https://meridian.example/2) · 3 outlets · <t:1650974400:R>",
        "- [Headline 1](https://meridian.example/1) · 2 outlets · <t:1650974400:R>",
        "- [Headline 0](https://meridian.example/0) · <t:1650974400:R>",
    ]


def test_list_says_which_story_was_taken_back() -> None:
    [item] = rollup(1).items
    [told] = rollup_message(7, replace(rollup(), items=(replace(item, retracted=True),))).embeds
    assert told["description"].startswith("- [Retracted: Headline 0](https://meridian.example/0)")


@pytest.mark.parametrize(
    ("limit", "words"),
    [(1, "1 alert an hour is posted here; these came besides"), (0, "Came while this watch rested")],
)
def test_list_knows_its_reason(limit: int, words: str) -> None:
    assert rollup_message(7, rollup(limit=limit)).embeds[0]["title"] == words


def test_long_list_counts_what_it_does_not_show() -> None:
    [told] = rollup_message(7, rollup(200)).embeds
    lines = told["description"].splitlines()
    assert lines[0].startswith("- [Headline 199]")
    assert lines[-1] == f"-# and {201 - len(lines)} more"


def test_list_counts_what_came_before_it() -> None:
    [told] = rollup_message(7, replace(rollup(), more=40)).embeds
    assert told["description"].splitlines()[3:] == ["-# and 40 more"]
    [long] = rollup_message(7, replace(rollup(200), more=40)).embeds
    lines = long["description"].splitlines()
    assert lines[-1] == f"-# and {241 - len(lines)} more"


def test_pointer_leads_to_the_other_message() -> None:
    address = "https://discord.com/channels/1/30/900"
    [told] = pointer_message(8, pointer(), address).embeds
    assert told["description"] == f"This turned out to be one event with [UN chief meets Putin]({address})."
    [unknown] = pointer_message(8, pointer(), None).embeds
    assert unknown["description"].endswith("one event with UN chief meets Putin.")


def test_what_stands_below_asks_why_alone() -> None:
    messages = (update_message(6, update()), rollup_message(6, rollup()), pointer_message(6, pointer(), None))
    for message in messages:
        assert [c["custom_id"] for c in walk(message.components) if "custom_id" in c] == ["why:6"]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (alert(headline="  **Talks**\u200b in\nMoscow "), "**Talks** in Moscow"),
        (alert(headline="\u202e\u200b"), "Untitled"),
        (update(), "UN chief meets Putin"),
        (pointer(), "UN chief meets Putin"),
        (rollup(), "12 alerts an hour are posted here; these came besides"),
        (replace(digest(), date=date(2022, 5, 2)), "Digest, Monday 2 May 2022"),
        (notice(), "Meridian Wire cannot be read"),
    ],
)
def test_thread_is_named_for_what_it_is_about(body: Body, name: str) -> None:
    assert thread_name(body) == name


def test_long_name_of_a_thread_is_cut_between_words() -> None:
    name = thread_name(alert(headline="Talks 😀 " * 60))
    assert units(name) <= 100
    assert name.endswith("😀…")
