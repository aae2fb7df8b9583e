"""An alert shows all that is known of a story, and where it stands."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.render.alert import CHANGED, CORRECTED, DISAGREE, NEXT, REPORTED, SAID, alert_message
from bot.render.limits import EMBED_TOTAL
from bot.render.message import ACCENT, RETRACTED, UNCONFIRMED, Json
from bot.render.standing import ONE_REPORT
from bot.render.standing import UNCONFIRMED as ONE_OUTLET
from summarise.model import Alert, Source
from tests.bot.news import (
    NOON,
    alert,
    appointment,
    correction,
    disagreement,
    grown,
    quote,
    sentence,
    source,
)
from tests.bot.reading import check_embeds


def embed(told: Alert) -> Json:
    """The alert's one embed."""
    [only] = alert_message(5, told).embeds
    return only


def field(told: Alert, name: str) -> str:
    """What a field of that name says; empty where there is none."""
    return next((str(one["value"]) for one in embed(told)["fields"] if one["name"] == name), "")


def test_alert_links_every_sentence_and_names_who_and_where() -> None:
    embed = alert_message(5, alert()).embeds[0]
    assert embed["title"] == "UN chief meets Putin"
    assert embed["url"] == "https://meridian.example/a"
    assert embed["description"].split("\n\n") == [
        "The two men met in Moscow. [Meridian Wire](https://meridian.example/a)",
        "Mr Guterres asked for corridors. [Harbour Courier](https://harbour.example/a)",
    ]
    who, outlets, _ = embed["fields"]
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
    assert alert_message(5, lone).embeds[0]["footer"] == {"text": ONE_OUTLET}


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


def test_alert_says_how_many_outlets_told_it_at_first() -> None:
    assert "1 → 2 outlets" in [one["name"] for one in embed(replace(alert(), began_with=1))["fields"]]
    assert "2 outlets" in [one["name"] for one in embed(replace(alert(), began_with=2))["fields"]]


def test_colour_tells_how_far_a_story_can_be_trusted() -> None:
    lone = replace(alert(), sources=(source(),))
    assert embed(lone)["color"] == UNCONFIRMED
    assert embed(alert())["color"] == ACCENT
    assert embed(replace(lone, retracted=True))["color"] == RETRACTED
    assert len({UNCONFIRMED, ACCENT, RETRACTED}) == 3


def test_retracted_story_says_so_in_its_title_and_by_whom() -> None:
    told = embed(replace(alert(), retracted=True))
    assert told["title"] == "Retracted: UN chief meets Putin"
    assert told["fields"][0] == {"name": "Retracted", "value": "Retracted by Meridian Wire", "inline": False}


def test_changed_headline_shows_the_words_that_went_and_those_that_came() -> None:
    assert field(grown(), CHANGED).splitlines() == [
        "UN chief ~~to meet~~ **meets** Putin ~~in Kyiv~~",
        "UN chief ~~on his way~~ **to meet Putin in Kyiv**",
    ]
    assert field(alert(), CHANGED) == ""


def test_tildes_of_a_headline_end_no_strike() -> None:
    changed = replace(alert(headline="Talks fail"), were=("Talks ~~here~~ fail",))
    assert field(changed, CHANGED) == r"Talks ~~\--here--~~ fail"


def test_headline_that_only_looks_changed_is_not_shown() -> None:
    assert field(replace(alert(), were=("UN  chief\u200b meets Putin",)), CHANGED) == ""


def test_quote_names_speaker_and_outlets_and_where_its_wordings_differ() -> None:
    assert field(grown(), SAID).splitlines() == [
        "**Stéphane \\*Dujarric\\***, for **António Guterres**:"
        " “We need corridors that are safe, and we need them now”"
        " [Meridian Wire](https://meridian.example/a) · [Northgate Post](https://northgate.example/a)",
        "-# Wordings differ: Harbour Courier has “and soon”",
    ]


@pytest.mark.parametrize(("length", "links"), [(60, 2), (170, 2), (370, 0)])
def test_quotes_keep_their_outlets_however_long_the_addresses(length: int, links: int) -> None:
    long = replace(
        sentence("“" + "We shall see. " * 40 + "”"),
        url="https://meridian.example/" + "a" * length,
        also=(source("Northgate Post"),) * 3,
    )
    told = replace(alert(), quotes=(replace(quote(), printed=(long,), differences=()),) * 4)
    lines = field(told, SAID).splitlines()
    assert len(lines) >= 2
    assert all("Meridian Wire" in line and "We shall see." in line for line in lines)
    assert sum("https://meridian" in line for line in lines) >= links


def test_quote_of_nobody_stands_alone() -> None:
    unknown = replace(quote(), speaker=None, behalf=None, printed=quote().printed[:1], differences=())
    assert field(replace(alert(), quotes=(unknown,)), SAID).startswith("“We need corridors")


def test_reported_speech_that_a_sentence_tells_is_not_told_again() -> None:
    reported = replace(quote(), kind="statement", printed=(sentence("corridors"),), differences=())
    assert field(replace(alert(), quotes=(reported,)), SAID) == ""
    assert "“We need" in field(replace(alert(), quotes=(reported, quote())), SAID)
    other = replace(reported, printed=(sentence("he would go to Kyiv"),))
    assert ": he would go to Kyiv [Meridian Wire]" in field(replace(alert(), quotes=(other,)), SAID)


def test_next_appointment_gives_day_and_hour_as_announced() -> None:
    assert field(grown(), NEXT) == (
        "**Thursday 28 April 2022, 14:00** Mr Guterres will go to Kyiv."
        " [Northgate Post](https://northgate.example/a)"
    )


def test_appointment_whose_zone_is_known_is_in_the_readers_time() -> None:
    at = datetime(2022, 4, 28, 11, 0, tzinfo=UTC)
    told = replace(alert(), upcoming=replace(appointment(), at=at))
    assert field(told, NEXT).startswith("**<t:1651143600:F>, <t:1651143600:R>** Mr Guterres")


@pytest.mark.parametrize(
    ("days", "hour", "words"),
    [
        (0, None, "Thursday 28 April 2022"),
        (2, None, "28 to 30 April 2022"),
        (5, None, "28 April to 3 May 2022"),
        (300, time(9, 5), "28 April 2022 to 22 February 2023, 09:05"),
    ],
)
def test_days_are_told_in_words(days: int, hour: time | None, words: str) -> None:
    first = appointment()
    span = replace(first, last=first.date + timedelta(days=days), clock=hour)
    assert field(replace(alert(), upcoming=span), NEXT).startswith(f"**{words}** ")


def test_first_and_last_report_have_their_times() -> None:
    assert field(alert(), REPORTED) == "First <t:1650970800:f>\nLast <t:1650974400:R>"
    assert field(replace(alert(), first_at=NOON), REPORTED) == "<t:1650974400:f>, <t:1650974400:R>"


def test_every_line_of_the_description_is_a_sentence_with_its_source() -> None:
    for told in (grown(), replace(grown(), retracted=True, sources=(source(),))):
        lines = embed(told)["description"].split("\n\n")
        assert all(line.endswith("example/a)") for line in lines)
    nothing = replace(alert(), summary=replace(alert().summary, sentences=()))
    assert "description" not in embed(nothing)


def test_buttons_tell_sources_quotes_and_why_follow_the_story_and_silence_it() -> None:
    [row] = alert_message(5, alert()).components
    names = [(button["label"], button["custom_id"]) for button in row["components"]]
    whole = ["Sources", "Quotes", "Why?", "Follow", "Mute"]
    assert names == [(label, f"{label.lower().rstrip('?')}:5") for label in whole]


def test_story_of_two_hundred_articles_is_one_message() -> None:
    outlets = tuple(
        Source(outlet=f"Outlet {number} 😀", title="Talks", url=f"https://o{number}.example/{'a' * 90}")
        for number in range(200)
    )
    said = sentence("They met and spoke for hours. " * 20)
    told = replace(
        grown(),
        sources=outlets,
        summary=replace(grown().summary, sentences=(replace(said, also=outlets),) * 9),
        quotes=(replace(quote(), printed=(replace(quote().printed[0], also=outlets),)),) * 9,
        corrections=(replace(said, text="Correction: it was not so. " * 40),) * 2,
    )
    check_embeds(alert_message(5, told))
    names = {one["name"]: one["value"] for one in embed(told)["fields"]}
    assert names["1 → 200 outlets"].startswith("[Outlet 0 😀](https://o0.example/")
    assert "more" in names["1 → 200 outlets"]
    assert {CHANGED, CORRECTED, DISAGREE, NEXT, SAID, "Who"} <= names.keys()
    assert embed(told)["description"].startswith("They met and spoke")
    assert sum(map(len, [embed(told)["description"], *names, *names.values()])) > EMBED_TOTAL - 1500
