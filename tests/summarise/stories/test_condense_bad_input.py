"""Whatever the text is, a summary is an honest slice of it, small, and soon there."""

import time

import pytest

from summarise.model import Report, Summary
from summarise.reading import reading_of
from summarise.stories.condense import condense
from tests.summarise.wire import article, story

NEWS = (
    "The old bridge over the Lune was closed on Monday after divers found cracks in two piers. "
    "Engineers expect the repair to take until spring. Drivers must use the motorway until then. "
)
TABLE = "\n".join(f"Team {n} | {n} | {n * 2} | {n * 3}" for n in range(40))
CODE = "def f(x):\n    return [y for y in x if y]\n\nfor (i = 0; i < n; i++) { a[i] += b[i]; }\n" * 20
ARABIC = "أغلق الجسر القديم يوم الاثنين بعد العثور على شقوق. يتوقع المهندسون أن يستمر الإصلاح. "
MIXED = "Мост закрыт с понедельника. " + NEWS + "桥梁周一关闭，工程师预计维修将持续到春天。" + ARABIC

BAD = {
    "empty": "",
    "white space": " \n\t\u2028 ",
    "one sentence": "A ship ran aground off the cape on Friday.",
    "one word": "Ship",
    "no spaces": "bridge" * 20_000,
    "no spaces in Chinese": "桥梁周一关闭工程师预计维修" * 3_000,
    "capitals": NEWS.upper() * 10,
    "table": TABLE,
    "code": CODE,
    "mixed scripts": MIXED * 5,
    "right to left": ARABIC * 20,
    "emoji": "🚢🌉 " * 3_000,
    "emoji in news": NEWS.replace(".", " 🌉."),
    "questions alone": "Who pays? Who knows? Who will close the bridge over the river? " * 20,
    "marks alone": "?!.,;:" * 5_000,
    "open quotes": "“" * 5_000 + NEWS,
    "straight quotes": '"' * 5_001 + NEWS,
    "brackets": "[(" * 20_000,
    "one letter": "a " * 10_000,
    "the same again": NEWS * 100,
    "names": "Anna Berg Peter Holm " * 1_000,
    "numbers": "1,2.3 " * 5_000,
    "control characters": "\x00\x1b[31mThe bridge is closed today.\x00 " * 200,
}


def condensed(*texts: str, title: str = "", wanted: int = 4) -> Summary:
    found = []
    for number, text in enumerate(texts, 1):
        one = article(number, text, title=title, outlet=f"Outlet {number}")
        found.append(Report(article=one, reading=reading_of(one)))
    return condense(story(*found), wanted)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_text_gives_an_honest_small_result(text: str) -> None:
    summary = condensed(text)
    assert len(summary.sentences) <= 4
    for said in summary.sentences:
        assert said.text == text[said.start : said.end]
        assert said.text.strip()
    assert len({said.text for said in summary.sentences}) == len(summary.sentences)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_text_beside_a_good_one_spoils_nothing(text: str) -> None:
    summary = condensed(NEWS, text, title="Bridge closed after divers find cracks", wanted=2)
    assert 1 <= len(summary.sentences) <= 2


def test_headline_alone_is_the_headline() -> None:
    summary = condensed("", title="Bridge closed after divers find cracks")
    assert summary.headline == "Bridge closed after divers find cracks"
    assert summary.sentences == ()


def test_five_hundred_articles_that_are_one_are_summed_up_as_one() -> None:
    one = article(1, NEWS)
    read = reading_of(one)
    many = [Report(article=article(n, NEWS, outlet=f"Outlet {n}"), reading=read) for n in range(1, 501)]
    start = time.process_time()
    summary = condense(story(*many), 4)
    assert time.process_time() - start < 2
    alone = condense(story(many[0]), 4)
    assert [said.text for said in summary.sentences] == [said.text for said in alone.sentences]
    assert all(len({said.article, *said.also}) == 500 for said in summary.sentences)


def test_hundreds_of_different_articles_take_bounded_time() -> None:
    many = []
    for n in range(200):
        one = article(n, NEWS.replace("Lune", f"River {n}").replace("two", str(n)), outlet=f"Outlet {n}")
        many.append(Report(article=one, reading=reading_of(one)))
    start = time.process_time()
    assert 1 <= len(condense(story(*many), 4).sentences) <= 4
    assert time.process_time() - start < 1


def test_five_megabytes_are_cut_and_read_in_bounded_time() -> None:
    one = article(1, NEWS * 30_000)
    assert len(one.text) > 5_000_000
    told = story(Report(article=one, reading=reading_of(one)))
    start = time.process_time()
    summary = condense(told, 4)
    assert time.process_time() - start < 2
    assert 1 <= len(summary.sentences) <= 3
