"""What people ask for in a search, and what they are shown of what was found."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarise.text.searching import Asked, Found, asked, counted, looser, ranked, snippet, sought, terms
from summarise.text.searching.terms import (
    FILLER,
    LONGEST_TEXT,
    MOST_PLACES,
    MOST_TERMS,
    composed,
    folded,
)
from summarise.text.words import placed, tokens

NOW = datetime(2022, 4, 26, 12, tzinfo=UTC)
TYPED = st.text(max_size=80) | st.lists(
    st.sampled_from(["dam", "-", '"', "OR", " ", "the", "核兵器", "İzmir", "|", "f1", "1,000", "\ud800"]),
    max_size=30,
).map("".join)
TEXTS = st.text(max_size=400) | st.lists(
    st.sampled_from(
        ["The dam broke. ", "İzmir ", "核兵器", "\n\n", "ẞ", "e\u0301", "𝕏", "the ", "x" * 90, " \u200b"]
    ),
    max_size=60,
).map("".join)


def first_forms(query: Asked) -> list[list[str]]:
    return [[" ".join(part.forms[0]) for part in clause] for clause in query.every]


@pytest.mark.parametrize(
    ("typed", "every", "without"),
    [
        ("Flood dams", [["flood"], ["dam"]], []),
        ('"Prime Minister" talks', [["prime minist"], ["talk"]], []),
        ("talks OR summit peace", [["talk", "summit"], ["peac"]], []),
        ("OR talks OR", [["or"], ["talk"]], []),
        ("talks -summit", [["talk"]], ["summit"]),
        ('talks -"peace summit"', [["talk"]], ["peac summit"]),
        ("-talks", [["talk"]], []),
        ('"unended phrase', [["unend phrase"]], []),
        ("who is Guterres", [["guterr"]], []),
        ("US sanctions", [["us"], ["sanction"]], []),
        ("covid-19", [["covid 19"]], []),
        ("???", [], []),
    ],
)
def test_query_is_read_as_people_mean_it(typed: str, every: list[list[str]], without: list[str]) -> None:
    query = asked(typed)
    forms = first_forms(query)
    assert (forms, [" ".join(part.forms[0]) for part in query.without]) == (every, without)


def test_last_word_alone_may_be_a_beginning() -> None:
    opened = looser(asked("dam electi"))
    assert opened is not None
    assert [[part.opens for part in clause] for clause in opened.every] == [[False], [True]]
    assert looser(opened) is None
    assert looser(asked("dam el")) is None
    assert looser(asked('"electi"')) is None


@given(TYPED)
@example("-" * 90)
def test_whatever_is_typed_is_a_query_of_whole_terms(typed: str) -> None:
    query = asked(typed, "de")
    runs = [form for clause in query.every for part in (*clause, *query.without) for form in part.forms]
    assert all(runs) or not runs
    assert all(term and not set(term) & set(" \"'\\\0()*:&|!-") for run in runs for term in run)
    assert bool(query.every) or not (query.without or query.slight)


@given(
    TEXTS,
    st.sampled_from(["dam", "izmir", '"dam broke"', "核兵器", "the OR x", "zzz", "da"]),
    st.integers(0, 300),
)
def test_snippet_fits_and_marks_words_of_it(text: str, typed: str, length: int) -> None:
    query = asked(typed)
    for wanted in (query, looser(query) or query):
        shown = snippet(text, wanted, "en", length)
        assert len(shown.text) <= length
        assert "\n" not in shown.text
        ends = [0, *(place for span in shown.marks for place in span)]
        assert ends == sorted(ends)
        assert all(start < end <= len(shown.text) for start, end in shown.marks)


@given(TEXTS)
def test_tokens_stand_where_they_are_said_to(text: str) -> None:
    whole = composed(text)
    every = placed(whole)
    assert tuple(token for token, _, _ in every) == tokens(whole)
    assert all(whole[start:end].lower().startswith(token) for token, start, end in every)


def test_snippet_shows_the_sentence_that_has_most() -> None:
    text = "A dam. " + "Nothing else. " * 60 + "Then the dam broke in the north. " + "Nothing else. " * 60
    shown = snippet(text, asked("dam broke"), "en")
    assert shown.text.startswith("…Then the dam broke in the north. Nothing")
    assert shown.text.endswith("…")
    assert [shown.text[start:end] for start, end in shown.marks] == ["dam", "broke"]


def test_long_text_is_looked_at_up_to_its_cap() -> None:
    assert "dam" not in sought("", "word " * (LONGEST_TEXT // 5) + "dam", "en").text
    assert len(sought("核" * 9_000, "核" * 90_000, "ja").text) < LONGEST_TEXT


def found(article: int, title: str, text: str, *, story: int | None = None, days: float = 0) -> Found:
    return Found(
        article=article,
        story=story or article,
        at=NOW - timedelta(days=days),
        title=f" {title} ",
        text=f" {text} ",
    )


def test_rank_follows_title_frequency_and_age() -> None:
    query = asked("dam OR flood")
    every = [
        found(1, "weather", "a dam " + "x " * 200),
        found(2, "dam", "dam dam flood"),
        found(3, "dam", "dam dam flood", days=90),
        found(4, "weather", "dam flood dam"),
        found(5, "boats", "flood", story=4),
    ]
    order = ranked(query, [counted(query, one) for one in every], NOW)
    assert [(one.article, number) for one, number in order] == [(2, 1), (4, 2), (3, 1), (1, 1)]
    assert ranked(asked("dam"), [], NOW) == ()


ODD_LETTERS = ("f²", "f⑴", "½", "ﷺ", "ﹰ", "ͺ", "ⅷ", "①b", "𝐟𝟐", "ℌ", "Å", "1,000.50", "٣٫٥")


@given(st.text(max_size=60) | st.lists(st.sampled_from(ODD_LETTERS), max_size=9).map("".join))
@example("f² ⑴ ﷺ")
def test_term_is_letters_or_a_number_and_never_both(text: str) -> None:
    for language in ("en", "fr", "ar", "sv"):
        for term in terms(text, language):
            assert term
            assert term == term.lower()
            assert tokens(term) == (term,), "no term is a feed's mark or an actor's, or has spaces"


def test_character_that_stands_for_several_words_is_those_words() -> None:
    assert folded("f²") == ("f", "2")
    assert (folded("⑴"), folded("ﹰ")) == (("1",), ())
    assert folded("ﷺ") == ("صلى", "الله", "عليه", "وسلم")
    assert terms("½ ﹰ x", "en") == ("1", "2", "x")


def test_what_postgresql_would_lose_is_indexed_by_neither_database() -> None:
    told = sought("the " * 200, "the dog " * 200, "en")
    assert (*told.title, *told.text).count("the") == MOST_PLACES
    assert told.text[-2:] == (FILLER, "dog"), "what follows keeps its place"
    long = "".join(chr(0x4E00 + number) for number in range(MOST_TERMS + 9))
    assert len(sought("", long, "zh").text) == MOST_TERMS
