"""What is worth a ping, each once, and never for what was told already."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.editions.changes import changes
from summarise.editions.escalation import ORDER, escalations
from summarise.model import Alert, Escalation, Flag, Role, Summary, SummarySentence
from tests.summarise.wire import NOON

PUTIN = "vladimir-putin"
PLAIN = Alert(
    story=7,
    summary=Summary(headline="Two men meet", url="https://wire.example/1", sentences=()),
    flags=(),
    sources=(),
    first_at=NOON,
    last_at=NOON,
    reasons=(),
    voices=1,
)
NOTE = SummarySentence(text="The name was wrong.", article=1, start=0, end=19, outlet="A", url=None)


def flagged(role: Role) -> Alert:
    return replace(PLAIN, flags=(Flag(actor=PUTIN, name="Vladimir Putin", role=role),))


@pytest.mark.parametrize(
    ("after", "happened"),
    [
        (PLAIN, ()),
        (replace(PLAIN, voices=2), ("corroborated",)),
        (flagged("subject"), ()),
        (flagged("speaker"), ("speaks",)),
        (replace(PLAIN, corrections=(NOTE,)), ("corrected",)),
        (replace(PLAIN, retracted=True, corrections=(NOTE,), voices=2), ORDER[:3]),
    ],
)
def test_what_escalates(after: Alert, happened: tuple[Escalation, ...]) -> None:
    assert escalations(PLAIN, after, frozenset({PUTIN})) == happened
    assert escalations(after, after, frozenset({PUTIN})) == ()
    assert bool(changes(PLAIN, after, frozenset({PUTIN}))) == (after != PLAIN)


def test_only_a_watched_actor_speaks_up() -> None:
    assert escalations(PLAIN, flagged("speaker"), frozenset({"sergey-lavrov"})) == ()


def test_uncounted_or_several_sources_are_no_news() -> None:
    for before in (0, 2, 3):
        assert escalations(replace(PLAIN, voices=before), replace(PLAIN, voices=4), frozenset()) == ()


@given(st.sampled_from([told for n in range(5) for told in combinations(ORDER, n)]))
def test_what_was_told_once_is_not_told_again(told: tuple[Escalation, ...]) -> None:
    before = replace(PLAIN, escalated=told)
    after = replace(flagged("speaker"), voices=2, corrections=(NOTE,), retracted=True)
    assert set(escalations(before, after, frozenset({PUTIN}))) == set(ORDER) - set(told)
