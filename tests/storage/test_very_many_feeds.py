"""A guild may read more feeds than a statement has parameters."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from storage.archive import Archive
from storage.telling import dated, tell
from summarise.model import Span, Unknown
from tests.fakes.examples import NOON, reading
from tests.storage.scenes import SUMMIT, article, founded, wire
from tests.storage.test_record import appointment, mention, quote, speaker

ONE, OTHER, DAY = "nia-quill", "sam-reed", timedelta(days=1)
SPAN = Span(since=NOON - DAY, until=NOON + DAY)
FEEDS = 33_000

Question = Callable[[Archive, frozenset[int]], Awaitable[Any]]

QUESTIONS: dict[str, Question] = {
    "headlines": lambda archive, feeds: archive.headlines.newest("a", feeds),
    "headlines of an actor": lambda archive, feeds: archive.headlines.newest("a", feeds, actor=ONE),
    "search": lambda archive, feeds: archive.search.find(feeds, "envoy"),
    "quotes": lambda archive, feeds: archive.record.quotes(feeds, actor=ONE),
    "agenda": lambda archive, feeds: archive.record.agenda(feeds, NOON.date(), (NOON + 9 * DAY).date()),
    "mentions": lambda archive, feeds: archive.record.mentions(feeds, ONE),
    "sources": lambda archive, feeds: archive.record.sources(feeds, [1]),
    "spoken": lambda archive, feeds: archive.record.spoken(feeds, [1]),
    "unknowns": lambda archive, feeds: archive.record.unknowns(NOON - DAY, feeds=feeds),
    "tallies": lambda archive, feeds: archive.trends.tallies(feeds, [SPAN]),
    "stories": lambda archive, feeds: archive.trends.stories(feeds, [SPAN]),
    "company": lambda archive, feeds: archive.trends.company("a", feeds, ONE, SPAN, 9),
    "together": lambda archive, feeds: archive.trends.were_together(feeds, [(ONE, OTHER)], SPAN),
    "leading": lambda archive, feeds: archive.trends.leading(feeds, [ONE], SPAN),
}


async def test_guild_of_more_feeds_than_statements_have_parameters_is_told_of_its_own(
    archive: Archive,
) -> None:
    own, other = await wire(archive), await wire(archive, "Other", guilds=("b",))
    said = replace(
        reading(*SUMMIT),
        mentions=(mention(ONE), mention(OTHER)),
        quotes=(quote("We shall see.", speaker(ONE, "Nia Quill")),),
        appointments=(appointment((NOON + DAY).date()),),
        unknowns=(Unknown(start=0, end=3, name="Ada Voss", role="mention"),),
    )
    for feed in (own, other):
        await founded(archive, await article(archive, feed, f"{feed.id}"), said)
    few = frozenset({own.id})
    many = few | set(range(other.id + 1, FEEDS))
    for name, ask in QUESTIONS.items():
        assert await ask(archive, few), name
        assert await ask(archive, many) == await ask(archive, few), name
    async with archive._database.reading() as tx:
        untold = [await tell(tx, feeds, dated(NOON - DAY, NOON), 9) for feeds in (few, many)]
    assert len(untold[0].rows) == 1
    assert untold[0] == untold[1]
