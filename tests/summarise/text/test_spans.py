"""Where tokens stand, asked for some of them."""

from hypothesis import given
from hypothesis import strategies as st

from summarise.text.words import placed, spans, tokens

TEXTS = st.text(alphabet=st.sampled_from("ab ZäßéÅ.,19²½核兵の“”’–…\u00a0_-'ﬁ٣ø\n"), max_size=80)


@given(text=TEXTS)
def test_spans_of_tokens_are_where_they_are_placed(text: str) -> None:
    every = placed(text)
    assert tuple(token for token, _, _ in every) == tokens(text)
    found = {number: (start, end) for number, (_, start, end) in enumerate(every)}
    assert spans(text, range(len(every))) == found


def test_marks_beyond_ascii_part_words() -> None:
    text = "“Café”—it’s… 1,5\u00a0km"
    assert tokens(text) == ("café", "it", "s", "1,5", "km")
    assert [text[start:end] for start, end in spans(text, (0, 3)).values()] == ["Café", "1,5"]
