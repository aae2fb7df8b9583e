"""Whom the words beside a quote mean, for whom they speak, and other languages than English."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.quotes import quotes
from summarise.actors.role import role_of
from summarise.actors.roster import roster
from summarise.actors.statements import statements
from summarise.model import Mention, Quote, Unknown
from summarise.text.sentences import sentences

_SEEDS = Path(__file__).parents[3] / "../shared/seeds"
_ON = date(2022, 4, 23)


def named(text: str) -> tuple[Mention, ...]:
    (hits,) = roster(()).matcher.hits((text,), _ON)
    return tuple(
        Mention(
            start=hit.start,
            end=hit.end,
            actor=hit.actor.id,
            name=hit.actor.name,
            role=role_of(text, hit.start, hit.end, (0, len(text))),
        )
        for hit in hits
    )


def said(text: str, unknowns: tuple[Unknown, ...] = (), language: str = "en") -> tuple[Quote, ...]:
    return quotes(text, sentences(text, language), named(text), unknowns, language=language, on=_ON)


def unknown(text: str, name: str, form: str | None = None) -> Unknown:
    start = text.index(form or name)
    return Unknown(start=start, end=start + len(form or name), name=name, role="subject")


@pytest.mark.parametrize(
    ("text", "actor", "behalf"),
    [
        ("“We agree,” Sergey Lavrov said.", "sergey-lavrov", None),
        ("“We agree,” said a spokesman for Vladimir Putin.", None, "vladimir-putin"),
        (
            "Vladimir Putin met them. Putin’s spokesman, Dmitry Peskov, said: “We agree.”",
            "dmitry-peskov",
            "vladimir-putin",
        ),
        (
            "Sergey Lavrov met them. “We agree,” Lavrov said, speaking on behalf of Vladimir Putin.",
            "sergey-lavrov",
            "vladimir-putin",
        ),
        ("“We agree,” Sergey Lavrov said, quoting Vladimir Putin.", "sergey-lavrov", "vladimir-putin"),
        ("“We agree,” critics of Vladimir Putin said.", None, None),
        ("“We agree,” Vladimir Putin’s critics said.", None, None),
        ("“The president said he would come,” Sergey Lavrov said.", "sergey-lavrov", None),
        (
            "António Guterres came. “We do,” Stéphane Dujarric, spokesman for the secretary-general, said.",
            "stephane-dujarric",
            "antonio-guterres",
        ),
        ("Vladimir Putin came to Moscow. “We agree,” the president said.", "vladimir-putin", None),
        (
            "António Guterres was ill. “We agree to it,” said a statement read by Dujarric, his spokesman.",
            "stephane-dujarric",
            "antonio-guterres",
        ),
        (
            "António Guterres was ill. In a note read by Stéphane Dujarric, he said: “We agree.”",
            "antonio-guterres",
            None,
        ),
        (
            "António Guterres came. “We agree,” the secretary-general’s spokesman said.",
            None,
            "antonio-guterres",
        ),
    ],
)
def test_a_speaker_is_an_actor_or_speaks_for_one(text: str, actor: str | None, behalf: str | None) -> None:
    (quote,) = said(text)
    assert quote.speaker
    assert quote.speaker.actor == actor
    assert (quote.behalf.actor if quote.behalf else None) == behalf


def test_a_spokesman_is_one_wherever_he_is_called_so() -> None:
    text = (
        "António Guterres will travel. His plans were revealed by his spokesman Stéphane Dujarric.\n"
        "“The Secretary-General said he would like to discuss peace,” Dujarric said in a statement.\n"
        "“He noted that both are founding members.”"
    )
    first, second = said(text)
    assert first.behalf
    assert second.behalf
    assert {first.behalf.actor, second.behalf.actor} == {"antonio-guterres"}


def test_somebody_unknown_has_the_fullest_name() -> None:
    text = "Ana Reyes opened the bridge. “It is ready,” Reyes said. “It is wide,” she said."
    people = (unknown(text, "Ana Reyes"), unknown(text, "Ana Reyes", "Reyes said"))
    people = (
        people[0],
        Unknown(
            start=text.index("Reyes said"), end=text.index("Reyes said") + 5, name="Ana Reyes", role="speaker"
        ),
    )
    assert [quote.speaker and quote.speaker.name for quote in said(text, people)] == [
        "Ana Reyes",
        "Ana Reyes",
    ]


def test_a_spokeswoman_of_an_organisation_speaks_for_it() -> None:
    text = "Ana Reyes, a spokeswoman for NATO, came by. “It is ready,” Ana Reyes said."
    at = text.rindex("Ana Reyes")
    people = (
        unknown(text, "Ana Reyes"),
        Unknown(start=at, end=at + 9, name="Ana Reyes", role="speaker"),
    )
    (quote,) = said(text, people)
    assert quote.behalf
    assert quote.behalf.actor == "nato"


@pytest.mark.parametrize(
    ("language", "text", "quote", "speaker"),
    [
        (
            "de",
            "„Wir sind bereit“, sagte der Minister Tom Ode am Montag.",
            "„Wir sind bereit“",
            "der Minister Tom Ode",
        ),
        ("de", "Ode sagte: „Wir sind bereit.“", "„Wir sind bereit.“", "Ode"),
        ("fr", "« Nous sommes prêts », a déclaré Ana Reyes.", "« Nous sommes prêts »", "Ana Reyes"),
        ("fr", "« Nous sommes prêts », a-t-elle ajouté.", "« Nous sommes prêts »", "elle"),
        ("es", "“Estamos listos”, dijo el ministro Tom Ode.", "“Estamos listos”", "el ministro Tom Ode"),
        ("it", "«Siamo pronti», ha detto Ana Reyes.", "«Siamo pronti»", "Ana Reyes"),
        ("pt", "“Estamos prontos”, afirmou Ana Reyes.", "“Estamos prontos”", "Ana Reyes"),
        ("nl", "“We zijn er klaar voor”, aldus premier Ode.", "“We zijn er klaar voor”", "premier Ode"),
        ("pl", "„Jesteśmy gotowi” – powiedział Tom Ode.", "„Jesteśmy gotowi”", "Tom Ode"),
        ("ru", "«Мы готовы», — сказал Том Оде.", "«Мы готовы»", "Том Оде"),
        ("uk", "Том Оде заявив: «Ми готові».", "«Ми готові»", "Том Оде"),
    ],
)
def test_cues_of_other_languages_name_the_speaker(language: str, text: str, quote: str, speaker: str) -> None:
    (one,) = said(text, language=language)
    assert one.speaker
    assert (one.text, one.speaker.text) == (quote, speaker)


@pytest.mark.parametrize(
    ("language", "text", "span", "speaker"),
    [
        ("en", "Ana Reyes said the bridge was ready.", "the bridge was ready.", "Ana Reyes"),
        ("en", "The bridge is ready, according to Ana Reyes.", "The bridge is ready", "Ana Reyes"),
        ("en", "The bridge is ready, said Ana Reyes on Monday.", "The bridge is ready", "Ana Reyes"),
        ("de", "Ode sagte, dass die Brücke fertig sei.", "die Brücke fertig sei.", "Ode"),
        ("de", "Laut Ode ist die Brücke fertig.", "ist die Brücke fertig.", "Ode"),
        ("fr", "Selon Reyes, le pont est prêt.", "le pont est prêt.", "Reyes"),
        ("fr", "Reyes a déclaré qu’il était prêt.", "il était prêt.", "Reyes"),
        ("es", "Reyes dijo que el puente está listo.", "el puente está listo.", "Reyes"),
        ("ru", "Оде сказал, что мост готов.", "мост готов.", "Оде"),
        ("uk", "Міст готовий, сказав Оде.", "Міст готовий", "Оде"),
    ],
)
def test_reported_speech_is_understood(language: str, text: str, span: str, speaker: str) -> None:
    (one,) = statements(text, sentences(text, language), (), (), language=language)
    assert one.speaker
    assert (one.text, one.speaker.text) == (span, speaker)


@pytest.mark.parametrize(
    "text",
    ["Ana Reyes said goodbye.", "The bridge is ready.", "Reyes announced the end.", "Reyes denied it."],
)
def test_what_reports_nothing_is_no_statement(text: str) -> None:
    assert statements(text, sentences(text, "en"), (), ()) == ()


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [
        ("zh", "普京周二在莫斯科说：“我们愿意继续谈判，但不是在这样的条件下。”", "vladimir-putin"),
        ("ja", "プーチン大統領は「交渉を続ける用意がある」と述べた。", "vladimir-putin"),
        ("fr", "Selon M. Poutine, le pont est “aussi bon que neuf”.", "vladimir-putin"),
    ],
)
def test_without_a_cue_the_actor_named_before_speaks(language: str, text: str, actor: str) -> None:
    (one,) = said(text, language=language)
    assert one.speaker
    assert one.speaker.actor == actor


@given(st.text(alphabet=st.sampled_from('“”"«», .:\nAbRs’') | st.sampled_from(" said that "), max_size=150))
@pytest.mark.parametrize("language", ["en", "de", "ru", "xx"])
def test_whatever_the_text_spans_are_slices_apart(language: str, text: str) -> None:
    found = sentences(text, "en")
    direct = quotes(text, found, (), language=language)
    for spoken in (direct, statements(text, found, (), direct, language=language)):
        end = 0
        for one in spoken:
            assert end <= one.start < one.end <= len(text)
            assert text[one.start : one.end] == one.text
            if one.speaker:
                assert 0 <= one.speaker.start < one.speaker.end <= len(text)
            end = one.end


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "unit",
    [
        "Ab of Ab of ",
        "Ab, the a a, ",
        "Putin’s spokesman said “it is so,” he said. ",
        "“It is, Ab: ” said Ab ",
    ],
)
def test_hostile_sentences_take_bounded_time(unit: str, language: str) -> None:
    text = "\n".join([(unit * 60)[:560] + "Ab said that it is."] * 40)
    found = sentences(text, "en")
    begun = time.process_time()
    statements(text, found, (), quotes(text, found, (), language=language), language=language)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("number", [0, 1])
def test_the_seeds_spokesman_speaks_for_the_secretary_general(number: int) -> None:
    files = sorted(_SEEDS.glob("0*.txt"))
    if len(files) < 2:
        pytest.skip("the seeds are not here")
    theirs = [
        quote
        for quote in said(files[number].read_text(encoding="utf8"))
        if quote.speaker and quote.speaker.actor == "stephane-dujarric"
    ]
    assert theirs
    assert {quote.behalf and quote.behalf.actor for quote in theirs} == {"antonio-guterres"}
