"""Which broken characters are mended for people's eyes, and that mending is undone exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.text.mend import mended
from tests.summarise.growth import disproportionate
from tests.summarise.wire import seeds

MENDED = [
    ("Guterres? meeting with Putin will be the first", "Guterres' meeting with Putin will be the first"),
    ("The states? leaders met.", "The states' leaders met."),
    ("Russia?s offer", "Russia's offer"),
    ("It was Russia?s, not theirs.", "It was Russia's, not theirs."),
    ("They don?t know; they?ve asked.", "They don't know; they've asked."),
    ("They don\ufffdt know, and it\ufffds late.", "They don't know, and it's late."),
    ("He said it&#39;s &quot;over&quot; &amp; done", 'He said it\'s "over" & done'),
    ("the ministry&amp;#8217;s plan", "the ministry’s plan"),
    ("MÃ¼nchen, PutÃ\u00adn, cafÃ©s", "München, Putín, cafés"),
    ("Ã–sterreich", "Österreich"),
    ("the ministryâ€™s â€œplanâ€\u009d", "the ministry’s “plan”"),
    ("the ministryÃ¢â‚¬â„¢s plan", "the ministry’s plan"),
    ("10 â‚¬ â€“ not more", "10 € – not more"),
    ("ÐŸÑƒÑ‚Ð¸Ð½", "Путин"),
    ("MiloÅ¡eviÄ‡", "Milošević"),
    ("Quebecâ\u0080\u0099s grid", "Quebec’s grid"),
]

LEFT = [
    "Who pays the taxes? he asked",
    "Is it theirs? Nobody knows",
    "is it theirs? nobody knows",
    "What are the rules? nobody knows",
    "Ready? so are we",
    "https://wire.example/page?s=1 and www.wire.example/a?t=2&quot;",
    "Andr\ufffds fue a Par\ufffds, un pa\ufffds",
    "the taxes\ufffd he said",
    "„Das Ä“ steht",
    "AMANHÃ – ou não",
    "MANHÃ–TARDE",
    "R&amp;lt;D",
    "&lt;script&gt;",
    "&#65;&#60;",
    "The caf\ufffd closed",
    "crème brûlée à la carte, Łódź, Åland, Ärger, Ünal",
    "Привет, Ÿ",
]


@pytest.mark.parametrize(("broken", "seen"), MENDED)
def test_what_can_be_read_in_one_way_only_is_mended(broken: str, seen: str) -> None:
    assert mended(broken).text == seen


@pytest.mark.parametrize("text", LEFT)
def test_what_may_be_right_is_left(text: str) -> None:
    assert mended(text).text == text


PIECES = [
    *(broken for broken, _ in MENDED),
    *LEFT,
    *"â€™Ã¼Â &;#39amp?sntÐ\ufffdé\u0081 \u00a0“",
    "&amp;",
    "quot;",
    "s? ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=80))
def test_mending_can_be_undone_and_twice_is_once(text: str) -> None:
    once = mended(text)
    assert once.source() == text
    assert mended(once.text).text == once.text


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_offsets_lead_back_to_the_source(text: str) -> None:
    once = mended(text)
    offsets = once.offsets()
    assert len(offsets) == len(once.text) + 1
    assert offsets[-1] == len(text)
    assert list(offsets) == sorted(offsets)
    changed = {at for mend in once.mends for at in range(mend.start, mend.start + len(mend.was))}
    for seen, at in zip(once.text, offsets, strict=False):
        assert at in changed or text[at] == seen


@given(st.text(alphabet=st.characters(exclude_characters="?&\ufffd", max_codepoint=0x7F), max_size=200))
def test_plain_letters_that_were_right_stay(text: str) -> None:
    assert mended(text).mends == ()


def test_time_grows_with_the_length_of_anything() -> None:
    pieces = ("s? aaa ", "Ã¼", "amp;", "&amp;", "Ã¼ ", "?s ", "a")
    assert disproportionate(mended, pieces, 20_000) == []
    assert disproportionate(lambda text: mended(f"{text}s? bbb"), ["a"], 50_000) == []
    assert disproportionate(lambda text: mended(f"&{text}"), ["amp;"], 20_000) == []


def test_the_broken_name_in_the_first_seed_is_mended_and_nothing_else() -> None:
    first, second = seeds()
    assert [(mend.was, mend.now) for mend in mended(first.text).mends] == [("?", "'")]
    assert mended(second.text).mends == ()
