"""How much an article is about each actor: which facts count, and for how much more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.actors.salience import salience
from summarise.model import Mention, Quote, Reading, Role, Sentence, Speaker

FIRST, OTHER = "vladimir-putin", "sergey-lavrov"
SENTENCES = tuple(Sentence(start=100 * n, end=100 * n + 90) for n in range(10))


def named(actor: str, start: int = 0, role: Role = "mention") -> Mention:
    return Mention(start=start, end=start + 5, actor=actor, name=actor.title(), role=role)


def said_by(actor: str, number: int = 0) -> Quote:
    speaker = Speaker(start=0, end=2, text="he", actor=actor)
    return Quote(start=0, end=5, text="“Yes”", quote=number, speaker=speaker)


def of(*mentions: Mention, headline: tuple[Mention, ...] = (), quotes: tuple[Quote, ...] = ()) -> Reading:
    return Reading(
        language="en",
        sentences=SENTENCES,
        mentions=mentions,
        headline_mentions=headline,
        quotes=quotes,
        statements=(),
        appointments=(),
        terms={},
    )


def order(reading: Reading) -> list[str]:
    return [part.actor for part in salience(reading)]


def test_no_actor_no_part() -> None:
    assert salience(of()) == ()


def test_alone_an_actor_is_all_of_it() -> None:
    (part,) = salience(of(named(FIRST, 420)))
    assert (part.actor, part.name, part.role, part.salience) == (FIRST, FIRST.title(), "mention", 1)


@pytest.mark.parametrize(
    "reading",
    [
        of(named(OTHER, 10), named(FIRST, 20), headline=(named(FIRST),)),
        of(named(OTHER, 310), named(FIRST, 110)),
        of(named(OTHER, 10), named(FIRST, 20), named(FIRST, 320)),
        of(named(OTHER, 10), named(FIRST, 20, "subject")),
        of(named(OTHER, 10, "subject"), named(FIRST, 20, "speaker")),
        of(named(OTHER, 10, "speaker"), named(FIRST, 20, "speaker"), quotes=(said_by(FIRST),)),
        of(
            named(OTHER, 10),
            named(FIRST, 20),
            quotes=(replace(said_by(OTHER), speaker=None), said_by(FIRST)),
        ),
        of(named(FIRST, 10), named(OTHER, 20)),
    ],
    ids=["headline", "lede", "count", "acting", "speaking", "quoted", "nobody's quote", "first of equals"],
)
def test_whom_an_article_is_more_about(reading: Reading) -> None:
    assert order(reading) == [FIRST, OTHER]


def test_a_headline_is_worth_more_than_a_passing_mention_in_every_paragraph() -> None:
    passing = [named(OTHER, start) for start in (310, 410, 510, 610, 710)]
    assert order(of(named(FIRST, 20), *passing, headline=(named(FIRST),))) == [FIRST, OTHER]


def test_the_parts_of_one_quote_count_once() -> None:
    once = salience(of(named(FIRST), named(OTHER), quotes=(said_by(FIRST),)))
    parts = salience(of(named(FIRST), named(OTHER), quotes=(said_by(FIRST), said_by(FIRST))))
    assert parts == once
    assert salience(of(named(FIRST), named(OTHER), quotes=(said_by(FIRST), said_by(FIRST, 1)))) != once


def test_the_role_is_the_strongest_and_who_is_quoted_speaks() -> None:
    mentions = named(FIRST, 10, "subject"), named(FIRST, 120), named(OTHER, 220)
    assert [part.role for part in salience(of(*mentions))] == ["subject", "mention"]
    assert salience(of(*mentions, quotes=(said_by(FIRST),)))[0].role == "speaker"


def test_whose_words_a_spokesman_gives_speaks_too() -> None:
    behalf = Speaker(start=0, end=2, text="he", actor=OTHER)
    quote = replace(said_by(FIRST), behalf=behalf)
    assert {part.role for part in salience(of(named(FIRST), named(OTHER), quotes=(quote,)))} == {"speaker"}


def test_an_actor_that_a_guild_added_is_seen_by_that_guild_alone() -> None:
    reading = replace(of(named(FIRST)), added=(named("jane-doe@81", 0, "speaker"), named("jane-doe@82", 0)))
    assert order(reading) == [FIRST]
    assert order_for(reading, "81") == ["jane-doe@81", FIRST]
    assert order_for(reading, "82") == [FIRST, "jane-doe@82"]
    assert order_for(reading, "8") == [FIRST]


def order_for(reading: Reading, guild: str) -> list[str]:
    return [part.actor for part in salience(reading, guild)]


actors = st.sampled_from(["a", "b", "c", "d"])
mentions = st.builds(named, actors, st.integers(0, 2_000), st.sampled_from(["speaker", "subject", "mention"]))


@given(st.lists(mentions), st.lists(mentions), st.lists(st.builds(said_by, actors, st.integers(0, 3))))
def test_the_shares_add_up_to_one_and_fall(
    text: list[Mention], headline: list[Mention], quotes: list[Quote]
) -> None:
    parts = salience(of(*text, headline=tuple(headline), quotes=tuple(quotes)))
    assert {part.actor for part in parts} == {mention.actor for mention in text + headline}
    assert sum(part.salience for part in parts) == pytest.approx(1 if parts else 0)
    assert all(part.salience > 0 for part in parts)
    assert [part.salience for part in parts] == sorted((part.salience for part in parts), reverse=True)
