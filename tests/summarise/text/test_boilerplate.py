"""Lines that an outlet repeats, learned from counts, and the set marked by hand."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.text.boilerplate import COUNTED, learned, line_keys, recurring
from summarise.text.clean import news_spans, parts_of

EVAL = Path(__file__).parents[2] / "eval"
AROUND = {
    "ar": "اجتمع المجلس يوم الاثنين.",
    "de": "Der Rat traf sich am Montag.",
    "en": "The council met on Monday to talk about the bridge.",
    "es": "El consejo se reunió el lunes.",
    "fr": "Le conseil s'est réuni lundi.",
    "it": "Il consiglio si è riunito lunedì.",
    "ja": "理事会は月曜日に開かれた。",
    "nl": "De raad kwam maandag bijeen.",
    "pl": "Rada zebrała się w poniedziałek.",
    "pt": "O conselho reuniu-se na segunda-feira.",
    "ru": "Совет собрался в понедельник.",
    "uk": "Рада зібралася в понеділок.",
    "zh": "理事会周一开会。",
}
LABEL = "Meridian Wire for the islands"
SENTENCE = "Meridian Wire is paid for by its readers on nine islands."


def article(number: int, *furniture: str) -> str:
    told = (
        f"Ferry {number} sailed at dawn with {word} on board." for word in ("coal", "mail", "sheep", "salt")
    )
    return "\n".join((f"Headline with the word {'x' * number}", *told, *furniture))


def counted(texts: Iterable[str]) -> Counter[int]:
    return Counter(key for text in texts for key in line_keys(text))


def test_a_label_in_three_articles_of_twenty_is_boilerplate() -> None:
    texts = [article(number, *([LABEL] if number < 3 else [])) for number in range(20)]
    assert recurring(counted(texts), 20) == frozenset(line_keys(LABEL))


def test_a_label_in_three_articles_of_fifty_is_too_rare() -> None:
    texts = [article(number, *([LABEL] if number < 3 else [])) for number in range(50)]
    assert frozenset(line_keys(LABEL)).isdisjoint(recurring(counted(texts), 50))


def test_a_sentence_must_be_in_half_of_the_articles() -> None:
    (key,) = line_keys(SENTENCE)
    assert key not in recurring({key: 20}, COUNTED)
    assert key in recurring({key: 25}, COUNTED)
    assert key not in recurring({key: 4}, 4)


def test_case_and_points_do_not_make_a_line_another_nor_do_a_labels_figures() -> None:
    assert line_keys("12 readers like this") == line_keys("3 readers like this")
    assert line_keys("MERIDIAN  WIRE – for you") == line_keys("Meridian Wire: for you")
    assert line_keys("12 readers like this.") != line_keys("3 readers like this.")
    assert line_keys("Meridian Wire for you.") != line_keys("Meridian Wire for you")


@pytest.mark.parametrize(
    "line",
    [
        "“We will not yield”",
        "'We will not yield', she said",
        "«Nous resterons»",
        "the line before goes on here",
        "short",
        "long " * 70,
    ],
)
def test_lines_that_news_may_repeat_have_no_key(line: str) -> None:
    assert line_keys(line) == ()


def test_sentences_in_the_middle_of_an_article_have_no_key() -> None:
    background = "The war began in the spring of the year before last."
    text = "\n".join((*["One line of news stands here."] * 6, background, *["Another one stands here."] * 6))
    assert frozenset(line_keys(background)).isdisjoint(line_keys(text))


def test_keys_are_few_and_fit_a_database_column() -> None:
    keys = line_keys("\n".join(f"Label number {'x' * number}" for number in range(200)))
    assert len(keys) == len(set(keys)) == 40
    assert all(0 <= key < 2**63 for key in keys)


def test_a_learned_line_goes_and_the_news_stays() -> None:
    texts = [article(number, LABEL, SENTENCE) for number in range(12)]
    keys = recurring(counted(texts), 12)
    for text in texts:
        left = [text[start:end] for start, end in news_spans(text, keys)]
        assert LABEL not in left
        assert SENTENCE not in left
        assert sum(line.startswith("Ferry") for line in left) == 4


def test_an_article_that_came_again_and_again_keeps_its_lines() -> None:
    text = "\n".join(("The council meets", "A bridge of steel", "What it costs", "Who pays for it"))
    keys = recurring(counted([text] * 10), 10)
    assert keys
    assert learned(text, keys) == frozenset()
    assert news_spans(text, keys) == news_spans(text)


@given(st.text(max_size=300), st.sets(st.integers(min_value=0, max_value=2**63 - 1), max_size=5))
def test_keys_and_spans_hold_whatever_the_text(text: str, others: set[int]) -> None:
    keys = line_keys(text)
    end = 0
    for start, stop in news_spans(text, frozenset(others) | frozenset(keys[:1])):
        assert end <= start < stop <= len(text)
        end = stop


def _marked() -> list[tuple[str, str, list[tuple[int, int]], list[tuple[int, int]]]]:
    rows = _rows("boilerplate.jsonl")
    return [
        (
            row["id"],
            row["text"],
            [(start, end) for start, end in row["gold"]["boilerplate"]],
            [(start, end) for start, end in row["gold"]["corrections"]],
        )
        for row in rows
    ]


def test_precision_and_recall_on_the_articles_marked_by_hand() -> None:
    right = wrong = missed = 0
    for _, text, boilerplate, corrections in _marked():
        news = news_spans(text)
        for word in re.finditer(r"[^\W_]+", text):
            out = not _touches(word.span(), news)
            marked = _touches(word.span(), boilerplate) or _touches(word.span(), corrections)
            right += out and marked
            wrong += out and not marked
            missed += marked and not out
    assert right / (right + wrong) >= 0.99
    assert right / (right + missed) >= 0.97


def test_corrections_marked_by_hand_are_found_as_such() -> None:
    for name, text, _, corrections in _marked():
        assert list(parts_of(text).corrections) == corrections, name


def test_most_notes_among_news_are_left_out_and_news_like_them_stays() -> None:
    rows = _rows("boilerplate_lines.jsonl")
    kept = {row["line"]: row["line"] in _left_of(row["line"], AROUND[row["language"]]) for row in rows}
    notes = [row["line"] for row in rows if row["gold"] == "note"]
    assert [row["line"] for row in rows if row["gold"] == "news" and not kept[row["line"]]] == []
    assert sum(not kept[line] for line in notes) / len(notes) >= 0.95


def _left_of(line: str, around: str) -> str:
    text = f"{line} {around}\n{around}" if line[-1] in "-—" else f"{around}\n{line}\n{around}"
    return " ".join(text[start:end] for start, end in news_spans(text))


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (EVAL / name).read_text(encoding="utf-8").splitlines()]


def _touches(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)
