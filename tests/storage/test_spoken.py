"""What stories say of quotes, by feeds alone, and which message shows what."""

from dataclasses import replace

import pytest

from storage.archive import Archive
from summarise.model import Joins, Merge
from summarise.stories.quotations import quotations
from tests.fakes.examples import HOUR, NOON, edition
from tests.storage.scenes import alerted, article, articles, claimed, founded, joined, mended, wire
from tests.storage.test_record import DUJARRIC, GUTERRES, PUTIN, findings, quote, speaker

FIRST, NEWEST = 2, 3
"""How many of a long story's reports are told here: with so few, a story of a few articles is long."""


async def test_story_is_told_by_what_its_reports_quote_as_far_as_the_feeds_go(archive: Archive) -> None:
    own, other = await wire(archive, "Own"), await wire(archive, "Other")
    words = "We must talk now"  # the text of every article
    held = await article(archive, own)
    said = quote(
        words, speaker(DUJARRIC, "he", "Dujarric"), behalf=speaker(GUTERRES, "the chief", "Guterres")
    )
    story = await founded(archive, held, findings(quotes=(said,), statements=(quote("He", speaker(None)),)))
    second = await article(archive, other, "e2", now=NOON + HOUR)
    assert await joined(archive, second, story, 1, findings(quotes=(quote(words, speaker(PUTIN)),)))
    [told] = await archive.record.spoken(frozenset({own.id}), (story, 999))
    [report] = told.reports
    assert (told.id, told.revision, report.article.outlet, report.article.text) == (
        story,
        2,
        "Own",
        held.text,
    )
    [one] = quotations(told)[:1]
    assert (one.actor, one.speaker, one.behalf_actor, one.behalf) == (
        DUJARRIC,
        "Dujarric",
        GUTERRES,
        "Guterres",
    )
    [statement] = report.reading.statements
    assert statement.speaker is not None
    assert (statement.speaker.text, statement.speaker.name) == ("he", None)
    both = await archive.record.spoken(frozenset({own.id, other.id}), (story,))
    assert [len(one.reports) for one in both] == [2]
    sources = await archive.record.sources(frozenset({own.id, other.id}), (story,))
    assert [(one.outlet, one.story) for one in sources] == [("Own", story), ("Other", story)]
    assert [one.outlet for one in await archive.record.sources(frozenset({own.id}), (story,))] == ["Own"]


async def test_long_story_is_told_by_its_first_and_newest_and_those_asked_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.record.spoken.FIRST", FIRST)
    monkeypatch.setattr("storage.record.spoken.NEWEST", NEWEST)
    feed = await wire(archive)
    held = await articles(archive, feed, FIRST + NEWEST + 3)
    said = findings(quotes=(quote("“No”", speaker(PUTIN)),))
    story = await founded(archive, held[0], said)
    for revision, one in enumerate(held[1:], 1):
        lineup = await archive.stories.lineup(one, {})
        joins = Joins(story=story, revision=revision, score=0.9)
        assert await archive.stories.save(edition(one, said, decision=joins, snapshot=lineup.snapshot), NOON)
    feeds, middle = frozenset({feed.id}), held[FIRST + 1]
    [told] = await archive.record.spoken(feeds, (story,))
    assert [report.article for report in told.reports] == [*held[:FIRST], *held[-NEWEST:]]
    [told] = await archive.record.spoken(feeds, (story,), articles=(middle.id,))
    assert [report.article for report in told.reports] == [*held[:FIRST], middle, *held[-NEWEST:]]


async def test_merged_story_is_told_under_the_id_that_it_had(archive: Archive) -> None:
    feed = await wire(archive)
    said = findings(quotes=(quote("“No”", speaker(PUTIN)),))
    older = await founded(archive, await article(archive, feed), said)
    other = await article(archive, feed, "e2", now=NOON + HOUR)
    lineup = await archive.stories.lineup(other, {})
    alone = edition(other, replace(said, terms={"flood": 1}), snapshot=lineup.snapshot)
    assert await archive.stories.save(alone, NOON)
    newer = older + 1
    assert await mended(archive, Merge(older=older, newer=newer), s1=1, s2=1)
    feeds = frozenset({feed.id})
    [told] = await archive.record.spoken(feeds, (newer, older))
    assert (told.id, len(told.reports)) == (older, 2)
    assert [one.story for one in await archive.record.sources(feeds, (newer,))] == [older, older]


async def test_message_is_known_by_its_id_in_its_guild_alone(archive: Archive) -> None:
    await alerted(archive)
    first = await claimed(archive)
    await archive.deliveries.sent(first.id, "m1", NOON)
    found = await archive.deliveries.of_message("a", "m1")
    assert found is not None
    assert (found.id, found.message_id) == (first.id, "m1")
    assert await archive.deliveries.of_message("b", "m1") is None
    assert await archive.deliveries.of_message("a", "m2") is None
