"""What people read is said in their language: nothing is missing, nothing is said that is not there."""

import string

import pytest

from bot.words import LANGUAGES, listed, named, number, speaking, t, tn
from bot.words.catalogue import ENGLISH, language_of, read, translation
from scripts.marked import Text, marked
from scripts.words import said

OTHERS = tuple(code for code in LANGUAGES if code != ENGLISH)


def parts(text: str) -> set[str]:
    """The {parts} of a text."""
    return {name for _, name, *_ in string.Formatter().parse(text) if name is not None}


def singular(text: Text) -> str:
    """The text, or its form for one."""
    return text if isinstance(text, str) else text[0]


def test_text_is_found_in_an_f_string_and_over_lines() -> None:
    source = 'from bot.words import t, tn\nx = f\'{t("one " "text")}: {tn("{count} a", "{count} b", 3)}\''
    assert list(marked(source, "")) == ["one text", ("{count} a", "{count} b")]


def test_function_or_variable_of_the_same_name_is_no_mark() -> None:
    assert list(marked("def counted(n): ...\ncounted = counted(3)\nt('no')", "")) == []


def test_text_that_is_put_together_while_it_runs_is_refused() -> None:
    for text in ('f"{a} b"', "TEXTS[a]", '"a" + b'):
        with pytest.raises(ValueError, match="module:2: t takes its text"):
            list(marked(f"from bot.words import t\nt({text})", "module"))


def test_all_that_is_said_is_found_has_one_plural_and_is_translated_and_nothing_else_is() -> None:
    everything = set(said())
    texts = {text for context, text in everything if not context}
    assert {"{page} of {pages}", ("{count} outlet", "{count} outlets")} <= texts
    pairs = {text for text in texts if not isinstance(text, str)}
    assert len({pair[0] for pair in pairs}) == len(pairs)
    for language in OTHERS:
        forms = translation(language).forms
        lacking = [one for one in everything if (one[0], singular(one[1])) not in forms]
        assert lacking == [], f"python -m scripts.words: {language} lacks these"
        kept = {(message.context or "", message.id) for message in read(language) if message.id}
        assert kept - everything == set(), f"python -m scripts.words: nobody says these of {language}"


@pytest.mark.parametrize("language", OTHERS)
def test_translation_has_the_parts_of_its_text(language: str) -> None:
    for message in read(language):
        keys = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        for form in forms:
            if keys[0] and form:
                assert parts(form) - {"count"} == parts(keys[-1]) - {"count"}, keys


def test_language_is_spoken_while_it_is_asked_for() -> None:
    assert t("{page} of {pages}", page=1, pages=2) == "1 of 2"
    with speaking("de"):
        assert t("{page} of {pages}", page=1, pages=2) == "1 von 2"
        assert (number(1000), listed(["A", "B", "C"], "or")) == ("1.000", "A, B oder C")
    assert (number(1000), listed(["A", "B", "C"])) == ("1,000", "A, B and C")


def test_what_was_not_translated_is_said_in_english() -> None:
    with speaking("de"):
        assert named("never written") == "never written"
        assert tn("{count} thing", "{count} things", 2) == "2 things"


@pytest.mark.parametrize(
    ("locale", "language"), [("de", "de"), ("en-US", "en"), ("zh-CN", "en"), (None, "en"), ("DE-at", "de")]
)
def test_locale_of_discord_leads_to_a_language(locale: str | None, language: str) -> None:
    assert language_of(locale) == language
