"""Every form found is explained, and what is kept is what is found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.explain import KEPT, VETOED
from summarise.actors.roster import roster

DAY = date(2022, 4, 23)
MATCHER = roster(()).matcher


def because(text: str, form: str, on: date | None = DAY) -> list[str]:
    """Why the form is kept or not, everywhere it was found as such."""
    return [one.because for one in MATCHER.verdicts((text,), on)[0] if one.form == form]


@pytest.mark.parametrize(
    ("text", "form", "reason"),
    [
        ("Vladimir Putin left.", "Vladimir Putin", "“Vladimir Putin” is a name of Vladimir Putin"),
        ("Putin left.", "Putin", "surname “Putin”: in the news only Vladimir Putin is called so"),
        (
            "Joe Biden came. Biden left.",
            "Biden",
            "surname “Biden”: the article names Joe Biden in full or by a title",
        ),
        (
            "President Biden left.",
            "Biden",
            "surname “Biden” follows “President”, an office of Joe Biden",
        ),
        (
            "The Russian president left.",
            "Russian president",
            "“Russian president” is the title of Vladimir Putin",
        ),
        ("Eric Trump left.", "Trump", "surname “Trump” follows another first name, “Eric”"),
        ("Trump Tower", "Trump", "“Trump” is followed by “Tower”, which the catalogue says"),
        ("The ambassador left.", "assad", "“assad” is a part of the longer word “ambassador”"),
        (
            "See #Putin there.",
            "Putin",
            "“Putin” is inside an address, a handle, a hashtag or a file name, “#Putin”",
        ),
        ("A Putin-era law", "Putin", "“Putin” is a part of the adjective “Putin-era”"),
        ("The kremlin left.", "kremlin", "“kremlin” is not written with a capital as the name is"),
        (
            "Mrs Putin left.",
            "Putin",
            "“Putin” is preceded by “Mrs”: a relative or a namesake of Vladimir Putin",
        ),
        (
            "Stocker left.",
            "Stocker",
            "surname “Stocker” stands alone: the article names Christian Stocker nowhere",
        ),
        (
            "Francisco Guterres lost. Guterres left.",
            "Guterres",
            "surname “Guterres” is borne by somebody else whom the article names in full",
        ),
        ("The former Russian president left.", "Russian president", "preceded by “former”: not who holds it"),
        ("WHO WILL WIN THE WAR?", "WHO", "“WHO” stands in a text all in capitals, where it may be a word"),
    ],
)
def test_a_verdict_says_why_in_words(text: str, form: str, reason: str) -> None:
    assert any(reason in told for told in because(text, form))


def test_a_form_inside_a_longer_one_is_said_to_be() -> None:
    told = because("The UN Secretary-General left.", "UN")
    assert told == ["“UN” is a part of “UN Secretary-General”"]


def test_every_reason_can_be_said() -> None:
    for wording in (*KEPT.values(), *VETOED.values()):
        assert wording.format(form="a", word="b", actor="c")


_PIECES = st.sampled_from(
    [
        "Putin", "Vladimir Putin", "Eric", "Trump", "Donald Trump", "UN", "WHO", "the", "The", "president",
        "Russian president", "President", "former", "Biden", "'s", "’s", "?", "-", "-era", "anti-", ".", ",",
        "\n", " ", "#", "@", "Tower", "Foundation", "Jr.", "Mrs", "Mr", "said", "UN Secretary-General", "·",
        "Guterres", "普京", "бывший", "Путин", "Путина", "و", "بوتين", "al-", "Assad", "ambassador", "https://",
        ".com", "Xi", "'an", "&", "EU", "NATO", "\u00a0", "“", "”", "(", "[", "É", "ß", "İ", "\ud800",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join), st.lists(_PIECES, max_size=6).map(" ".join))
def test_any_article_has_hits_that_are_the_verdicts_kept(text: str, title: str) -> None:
    hits = MATCHER.hits((title, text), DAY)
    verdicts = MATCHER.verdicts((title, text), DAY)
    for source, found, told in zip((title, text), hits, verdicts, strict=True):
        assert [(one.start, one.end, one.actor.id, one.rule) for one in found] == [
            (one.start, one.end, one.actors[0].id, one.rule) for one in told if one.kept
        ]
        last = 0
        for hit in found:
            assert last <= hit.start < hit.end <= len(source)
            last = hit.end
        for one in told:
            assert 0 <= one.start < one.end <= len(source)
            assert one.form == source[one.start : one.end]
            assert one.because


@given(st.text(max_size=300))
def test_any_text_is_matched_without_an_error(text: str) -> None:
    for hit in MATCHER.hits((text,), None)[0]:
        assert 0 <= hit.start < hit.end <= len(text)
