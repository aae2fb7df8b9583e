"""A change is what a reader sees: words, outlets and links, not where in an article they stand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from summarise.editions.changes import changes
from summarise.model import AgendaItem, Alert, Disagreement, Source, StoryQuote, Summary, SummarySentence
from tests.summarise.wire import NOON

SAID = SummarySentence(text="The treaty was signed.", article=1, start=0, end=22, outlet="A", url=None)
MOVED = replace(SAID, start=1, end=23, article=2)
OTHER = Source(outlet="B", title="Signed", url="https://b.example/1")
ECHOED = replace(SAID, also=(OTHER,))

Show = Callable[[SummarySentence], Alert]


def plain(**more: object) -> Alert:
    alert = Alert(
        story=7,
        summary=Summary(headline="Treaty signed", url=None, sentences=()),
        flags=(),
        sources=(OTHER,),
        first_at=NOON,
        last_at=NOON,
        reasons=(),
    )
    return replace(alert, **more)  # type: ignore[arg-type]


def lede(said: SummarySentence) -> Alert:
    return plain(summary=Summary(headline="Treaty signed", url=None, sentences=(said,)))


def quoted(said: SummarySentence) -> Alert:
    quote = StoryQuote(
        kind="quote", actor=None, speaker="An envoy", behalf_actor=None, behalf=None, printed=(said,)
    )
    return plain(quotes=(quote,))


def announced(said: SummarySentence) -> Alert:
    day = NOON.date()
    return plain(upcoming=AgendaItem(date=day, last=day, clock=None, at=None, what=said, actors=()))


def corrected(said: SummarySentence) -> Alert:
    return plain(corrections=(said,))


def disputed(said: SummarySentence) -> Alert:
    return plain(disagreement=Disagreement(topic=("buses",), sentences=(said, said), numbers=(1, 2)))


@pytest.mark.parametrize("show", [lede, quoted, announced, corrected, disputed])
def test_sentence_that_stands_elsewhere_in_its_article_reads_the_same(show: Show) -> None:
    assert changes(show(SAID), show(MOVED), frozenset()) == ()
    assert changes(show(SAID), show(replace(SAID, text="It was not signed.")), frozenset())


@pytest.mark.parametrize("show", [lede, quoted, announced])
def test_outlet_that_says_so_too_is_seen(show: Show) -> None:
    assert changes(show(SAID), show(ECHOED), frozenset())
    again = replace(ECHOED, also=(OTHER, replace(OTHER, url="https://b.example/2")))
    assert changes(show(ECHOED), show(again), frozenset()) == ()


def test_second_outlet_that_takes_it_back_is_seen() -> None:
    back = plain(retracted=True, withdrawn_by=("A",))
    assert changes(back, replace(back, withdrawn_by=("A", "B")), frozenset())
