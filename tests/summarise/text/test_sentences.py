"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.text.sentences import ideographs, letters, sentences
from summarise.text.sentences.rules import RULED, rules_of
from tests.summarise.growth import disproportionate

LANGUAGES = (*sorted(RULED), "ja", "zh")
OTHERS = ("sv", "ko", "hi", "xx", "")


def split(text: str, language: str = "en") -> list[str]:
    return [text[one.start : one.end] for one in sentences(text, language)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Reyes met Dr. Wolfe at 5 p.m. Monday.", "He left at noon."],
        ["It opened at 9 a.m.", "Nobody came."],
        ["At 5 a.m. Trump posted again.", "The post ended at 6 a.m.", "Aides were asleep."],
        ["The U.N. Security Council met.", "It voted."],
        ["She lives in the U.S.", "The rest live abroad."],
        ["“We agreed.”", "The mayor smiled."],
        ["“We agreed on the bridge.", "It will be built,” the mayor said."],
        ['"Why now?" the mayor asked.', '"Because," she said.'],
        ["“Why now?” Reyes asked.", "No answer came."],
        ["“Why now?”", "The answer was silence."],
        ["It was no good. ”", "He left."],
        ["Prices rose 3.5 per cent.", "Wages fell."],
        ["George W. Reyes spoke.", "J. Wolfe did not."],
        ["Sen. Ana Reyes, D-N.Y., voted no.", "Others agreed."],
        ["Rep. Thompson (D-Calif.) — the sponsor — left.", "So did Sen. King (I-Me.)."],
        ["He waited... and waited.", "Then he left."],
        ["It was over…", "Nobody knew."],
        ["Reyes Inc. bought Wolfe Corp. on Jan. 3 for $5 million.", "Shares rose."],
        ["(The council did not answer.)", "It meets on Friday."],
        ["Is this news?", "Yes!", "It is."],
        ["Guterres? meeting was short.", "It ended well."],
        ["No. 10 said nothing.", "It never does."],
        ["1. Raise the wall.", "2. Dig the ditch."],
        ["The tax stays.", "iPhones are exempt.", "€3bn is at stake."],
        ["The rate is 40 percent.[2]", "It was set in May."],
        ["He paid in full.", "🎉 The club cheered."],
        ["He said: “No.”", "“Why?”", "“Because.”"],
    ],
)
def test_english_ends_are_found(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_missing_space_does_not_hide_an_end() -> None:
    assert split("The talks failed.The ministers left. It cost 3.5m.") == [
        "The talks failed.",
        "The ministers left.",
        "It cost 3.5m.",
    ]


def test_address_holds_no_end() -> None:
    text = "See www.example.com/a.B?c=1 or write to Jane.Doe@example.com today."
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("ar", ["وصل د. مجدي اليوم.", "ماذا بعد؟", "لا أحد يعرف."]),
        ("de", ["Am 3. Mai kam u. a. der Kanzler, d. h. Scholz.", "Er ging um 5 Uhr."]),
        ("es", ["El Sr. Sánchez está en EE. UU. desde el lunes.", "¿Volverá?"]),
        ("fr", ["L'art. 5 ne dit rien, p. ex. de M. Macron.", "Il est parti à midi."]),
        ("it", ["L'on. Meloni cita l'art. 11.", "«Basta!»", "Poi tace."]),
        ("ja", ["「終わった。帰る」と述べた。", "次は五月だ。"]),
        ("nl", ["Dat geldt o.a. voor dhr. Rutte, bijv. in 2024.", "'s Avonds was het stil."]),
        ("pl", ["W 1989 r. Polska głosowała, m.in. w Gdańsku.", "Wygrał ruch z ul. Polnej."]),
        ("pt", ["O Sr. Lula citou o art. 5.º da lei.", "Ninguém respondeu."]),
        ("ru", ["В 2024 г. Москва строит парк им. Горького, т. е. сад.", "Он откроется в мае."]),
        ("uk", ["У 2024 р. Київ будує парк ім. Шевченка.", "Він відкриється в травні."]),
        ("zh", ["他说：“你好！”", "再见。", "“好。”她说。"]),
        ("de", ["Dr. h. c. Schmidt zahlt mind. 50 Euro.", "So ist es so.", "Und so bleibt es."]),
        ("fr", ["Selon J. Le Pen, c'est faux.", "« Non ! »", "M. Macron se tait."]),
        ("nl", ["Prof. dr. Van Dissel sprak met J. De Vries.", "De rest zweeg."]),
        ("ru", ["Путин прилетел в США.", "И. о. мэра А. И. Петров его встретил."]),
        ("zh", ["他问：“为什么？”", "没人回答。"]),
        ("sv", ["Kungen kom.", "Han gick."]),
    ],
)
def test_other_languages_have_sentences_too(language: str, parts: list[str]) -> None:
    joiner = "" if language in {"zh", "ja"} else " "
    assert split(joiner.join(parts), language) == parts


@pytest.mark.parametrize(
    "text",
    ["", " \n\t ", "word", ".", "...", "“”", "( . )", "۔؟", "。」", "\ufeff", "\u202eabc.\u202c Abc."],
)
def test_texts_without_sentences_give_at_most_their_words(text: str) -> None:
    for language in LANGUAGES + OTHERS:
        assert "".join(split(text, language)).split() in ([], text.split()), language


def test_capitals_have_the_same_ends() -> None:
    parts = ["SEN. JOHN SMITH SPOKE ON JAN. 3.", "THE U.S. TROOPS LEFT.", "NOBODY ANSWERED."]
    assert split(" ".join(parts)) == parts


def test_every_line_of_a_table_or_a_program_stands_alone() -> None:
    lines = ["Arsenal\t2.5\t1", "Chelsea\t0.5\t3", "#include <a.H>", "$ ls A.B | grep -v C.D", "{ c.D(); }"]
    assert split("\n".join(lines)) == lines


def test_scripts_may_be_mixed() -> None:
    parts = ["The sign said 「止まれ」 in red.", "Путин left.", "قال شيئا."]
    assert split(" ".join(parts)) == parts


@given(
    st.text(alphabet=st.sampled_from("aA.?!\"”“’' \n)(1[]。」「«»…-,;iIvXрд?؟") | st.characters()),
    st.sampled_from(LANGUAGES + OTHERS),
)
def test_sentences_are_exact_slices_apart_and_in_order(text: str, language: str) -> None:
    end = 0
    for one in sentences(text, language):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        end = one.end


@given(
    st.lists(st.sampled_from(["U.S.", "a.m.", "г.", "3.", "X", "「", "」", "。", "“", "”", "?", " ", "Er"]))
)
def test_nothing_is_lost_between_sentences_of_a_paragraph(words: list[str]) -> None:
    text = "".join(words)
    ways = [letters.split(text, 0, len(text), rules_of(language)) for language in sorted(RULED)]
    ways += [ideographs.split(text, 0, len(text), whole_quotes=whole) for whole in (False, True)]
    for spans in ways:
        assert "".join(text[start:end] for start, end in spans) == text


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_time_grows_with_length_alone(language: str) -> None:
    pieces = (
        *("x", ".", ". ", ".A", "A. ", "“", ". “", "。", "「", "「」", "。”他", ".(", "1. ", "“A.” Bc ", " "),
    )
    assert disproportionate(lambda text: sentences(text, language), pieces, 5_000) == []


def test_a_million_of_one_character_takes_time_in_proportion() -> None:
    assert disproportionate(lambda text: sentences(text, "en"), ["x", ".", " "], 250_000) == []
