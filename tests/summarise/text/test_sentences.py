"""Where sentences begin and end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.text.sentences import sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[one.start : one.end] for one in sentences(text, language)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Reyes met Dr. Wolfe at 5 p.m. Monday.", "He left at noon."],
        ["It opened at 9 a.m.", "Nobody came."],
        ["The U.N. Security Council met.", "It voted."],
        ["She lives in the U.S.", "The rest live abroad."],
        ["“We agreed.”", "The mayor smiled."],
        ["“We agreed on the bridge.", "It will be built,” the mayor said."],
        ['"Why now?" the mayor asked.', '"Because," she said.'],
        ["“Why now?” Reyes asked.", "No answer came."],
        ["Prices rose 3.5 per cent.", "Wages fell."],
        ["George W. Reyes spoke.", "J. Wolfe did not."],
        ["Sen. Ana Reyes, D-N.Y., voted no.", "Others agreed."],
        ["He waited... and waited.", "Then he left."],
        ["It was over…", "Nobody knew."],
        ["Reyes Inc. bought Wolfe Corp. on Jan. 3 for $5 million.", "Shares rose."],
        ["(The council did not answer.)", "It meets on Friday."],
        ["Is this news?", "Yes!", "It is."],
        ["Guterres? meeting was short.", "It ended well."],
        ["No. 10 said nothing.", "It never does."],
        ["A line without an end", "Another line"],
        ["He said: “No.”", "“Why?”", "“Because.”"],
    ],
)
def test_english_ends_are_found(parts: list[str]) -> None:
    joiner = "\n" if "A line without an end" in parts else " "
    assert split(joiner.join(parts)) == parts


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("de", ["Am 3. Mai kam der Kanzler.", "Er ging um 5 Uhr."]),
        ("fr", ["Le président est venu.", "Il est parti à midi."]),
        ("ru", ["Президент приехал.", "Он уехал в полдень."]),
        ("zh", ["他说了。", "你好！", "再见。"]),
        ("ja", ["会談は終わった。", "次は五月だ。"]),
    ],
)
def test_other_languages_have_sentences_too(language: str, parts: list[str]) -> None:
    joiner = "" if language in {"zh", "ja"} else " "
    assert split(joiner.join(parts), language) == parts


@given(
    st.text(alphabet=st.sampled_from("aA.?!\"”“’' \n)(1。«»…-,") | st.characters()),
    st.sampled_from(["en", "de", "ja"]),
)
def test_sentences_are_exact_slices_apart_and_in_order(text: str, language: str) -> None:
    end = 0
    for one in sentences(text, language):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        end = one.end


@pytest.mark.parametrize(
    "text", ["x" * 5_000_000, "A b. " * 200_000, "“" * 500_000, ".A" * 500_000, "A. " * 300_000]
)
def test_long_odd_texts_take_bounded_time(text: str) -> None:
    begun = time.process_time()
    sentences(text, "en")
    assert time.process_time() - begun < 10
