"""Who is named, who said what and what is announced: asked for by actor, time and story, by feeds alone."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from feeds.model import Article, Feed
from storage.archive import Archive
from storage.engine import Database
from storage.queue import NoNudges
from storage.said import LONGEST, MOST_QUOTES, ROWS
from summarise.model import Appointment, Mention, Quote, Reading, Role, Sentence, Span, Speaker, Unknown
from tests.fakes.closing import close
from tests.fakes.examples import HOUR, NOON, edition, entry, reading
from tests.storage.scenes import SUMMIT, article, bring, founded, joined, wire

GUTERRES, PUTIN, DUJARRIC = "antonio-guterres", "vladimir-putin", "stephane-dujarric"
DAY = timedelta(days=1)


def mention(actor: str, role: Role = "mention") -> Mention:
    return Mention(start=0, end=3, actor=actor, name=actor.title(), role=role)


def speaker(actor: str | None, text: str = "he", name: str | None = None) -> Speaker:
    return Speaker(start=0, end=len(text), text=text, actor=actor, name=name)


def quote(
    text: str, who: Speaker | None = None, *, number: int = 0, behalf: Speaker | None = None, start: int = 0
) -> Quote:
    return Quote(start=start, end=start + len(text), text=text, quote=number, speaker=who, behalf=behalf)


def appointment(
    day: date, *actors: str, last: date | None = None, what: Sentence | None = None
) -> Appointment:
    return Appointment(start=4, end=12, date=day, text="Tuesday", actors=actors, last=last, what=what)


def findings(**found: Any) -> Reading:
    return replace(reading(*SUMMIT), **found)


async def told(archive: Archive, feed: Feed, guid: str, at: datetime = NOON, **found: Any) -> Article:
    """An article that founds a story of its own and tells this."""
    held = await article(archive, feed, guid, now=at)
    lineup = await archive.stories.lineup(held, {})
    read = replace(reading(guid), **found)
    assert await archive.stories.save(edition(held, read, snapshot=lineup.snapshot), NOON)
    return held


async def test_quotes_come_newest_first_with_speaker_and_source(archive: Archive) -> None:
    feed = await wire(archive)
    first = await told(
        archive, feed, "e1", quotes=(quote("“No,”", speaker(PUTIN, "Putin", "Vladimir Putin")),)
    )
    second = await told(
        archive,
        feed,
        "e2",
        NOON + HOUR,
        quotes=(quote("“Yes,”", number=3), quote("“and yes.”", number=3, start=9)),
        statements=(quote("that he agrees", speaker(None, "she"), number=4),),
    )
    said = await archive.record.quotes(frozenset({feed.id}))
    assert [(one.text, one.kind, one.quote) for one in said] == [
        ("“Yes,”", "quote", 3),
        ("“and yes.”", "quote", 3),
        ("that he agrees", "statement", 4),
        ("“No,”", "quote", 0),
    ]
    assert [one.source.article for one in said] == [second.id] * 3 + [first.id]
    assert (said[3].actor, said[3].speaker, said[3].start, said[3].end) == (PUTIN, "Vladimir Putin", 0, 5)
    assert (said[2].actor, said[2].speaker) == (None, "she")
    assert (said[3].source.outlet, said[3].source.url, said[3].source.at) == (
        "Wire",
        "https://wire.example/e1",
        NOON,
    )


async def test_quotes_of_an_actor_are_also_those_on_their_behalf(archive: Archive) -> None:
    feed = await wire(archive)
    await told(
        archive,
        feed,
        "e1",
        quotes=(
            quote("“He hopes.”", speaker(DUJARRIC), behalf=speaker(GUTERRES, "the Secretary-General")),
            quote("“Mine.”", speaker(DUJARRIC), number=1),
            quote("“Other.”", speaker(PUTIN), number=2),
        ),
    )
    await told(archive, feed, "e2", NOON + HOUR, quotes=(quote("“I hope.”", speaker(GUTERRES)),))
    feeds = frozenset({feed.id})
    his = await archive.record.quotes(feeds, actor=GUTERRES)
    assert [one.text for one in his] == ["“I hope.”", "“He hopes.”"]
    assert (his[1].behalf_actor, his[1].behalf) == (GUTERRES, "the Secretary-General")
    spoken = await archive.record.quotes(feeds, actor=DUJARRIC)
    assert [one.text for one in spoken] == ["“He hopes.”", "“Mine.”"]
    himself = quote("“We.”", speaker(PUTIN), behalf=speaker(PUTIN, "the Kremlin"))
    await told(archive, feed, "e3", NOON + HOUR, quotes=(himself,))
    assert [one.text for one in await archive.record.quotes(feeds, actor=PUTIN)] == ["“We.”", "“Other.”"]
    assert [one.text for one in await archive.record.quotes(feeds, actor=GUTERRES, limit=1)] == ["“I hope.”"]
    assert await archive.record.quotes(feeds, actor="nobody") == ()


async def test_quotes_may_be_of_a_time_and_of_a_story(archive: Archive) -> None:
    feed = await wire(archive)
    held = [await article(archive, feed, f"e{n}", now=NOON + n * HOUR) for n in range(3)]
    said = [findings(quotes=(quote(f"“{n}”", speaker(PUTIN)),)) for n in range(3)]
    story = await founded(archive, held[0], said[0])
    assert await joined(archive, held[1], story, 1, said[1])
    lineup = await archive.stories.lineup(held[2], {})
    alone = edition(held[2], replace(said[2], terms={"flood": 1}), snapshot=lineup.snapshot)
    assert await archive.stories.save(alone, NOON)
    feeds, quotes = frozenset({feed.id}), archive.record.quotes
    assert [one.text for one in await quotes(feeds, story=story)] == ["“1”", "“0”"]
    assert [one.text for one in await quotes(feeds, story=story, actor=PUTIN, limit=1)] == ["“1”"]
    assert [one.text for one in await quotes(feeds, since=NOON, until=NOON + HOUR)] == ["“1”"]
    assert [one.source.story for one in await quotes(feeds, until=NOON)] == [story]
    assert await quotes(feeds, story=999) == ()


async def test_agenda_is_in_order_of_date_and_reaches_into_spans(archive: Archive) -> None:
    feed = await wire(archive)
    today = NOON.date()
    held = await told(
        archive,
        feed,
        "e1",
        appointments=(
            appointment(today + 2 * DAY, GUTERRES, PUTIN, GUTERRES),
            replace(
                appointment(today, last=today + 5 * DAY, what=Sentence(start=4, end=24)),
                clock=time(14, 30),
                at=NOON + 2 * HOUR,
            ),
            appointment(today - DAY, PUTIN),
            appointment(date(9999, 12, 31)),
        ),
    )
    agenda, feeds = archive.record.agenda, frozenset({feed.id})
    month, meeting = await agenda(feeds, today + DAY, today + 30 * DAY)
    assert (month.date, month.last, month.actors) == (today, today + 5 * DAY, ())
    assert month.what == held.text[4:24]
    assert (month.clock, month.at) == (time(14, 30), NOON + 2 * HOUR)
    assert (meeting.date, meeting.last, meeting.what) == (today + 2 * DAY, today + 2 * DAY, None)
    assert (meeting.start, meeting.end, meeting.text) == (4, 12, "Tuesday")
    assert meeting.actors == (GUTERRES, PUTIN)
    assert [one.date for one in await agenda(feeds, date.min, date.max, actor=PUTIN)] == [
        today - DAY,
        today + 2 * DAY,
    ]
    assert len(await agenda(feeds, date.min, date.max, limit=3)) == 3
    assert len(await agenda(feeds, date.min, date.max, story=meeting.source.story)) == 4
    assert await agenda(feeds, date.min, date.max, story=meeting.source.story + 1) == ()


async def test_mentions_tell_role_times_and_share(archive: Archive) -> None:
    feed = await wire(archive)
    named = (mention(PUTIN), mention(PUTIN, "speaker"), mention(GUTERRES))
    first = await told(archive, feed, "e1", mentions=named, headline_mentions=(mention(PUTIN, "subject"),))
    await told(archive, feed, "e2", NOON + HOUR, mentions=(mention(PUTIN, "subject"),))
    feeds, mentions = frozenset({feed.id}), archive.record.mentions
    newest, oldest = await mentions(feeds, PUTIN)
    assert (newest.role, newest.times, newest.salience) == ("subject", 1, 1.0)
    assert (oldest.role, oldest.times, oldest.source.article) == ("speaker", 3, first.id)
    (his,) = await mentions(feeds, GUTERRES)
    assert oldest.salience + his.salience == pytest.approx(1)
    assert [one.role for one in await mentions(feeds, PUTIN, role="subject")] == ["subject", "speaker"]
    assert [one.role for one in await mentions(feeds, PUTIN, role="speaker")] == ["speaker"]
    assert [one.role for one in await mentions(feeds, PUTIN, since=NOON)] == ["subject"]
    assert [one.role for one in await mentions(feeds, PUTIN, until=NOON)] == ["speaker"]
    assert len(await mentions(feeds, PUTIN, limit=1)) == 1


async def test_actor_that_a_guild_added_is_recorded_and_no_ground_for_grouping(archive: Archive) -> None:
    feed = await wire(archive)
    held = await told(
        archive, feed, "e1", mentions=(mention(PUTIN),), added=(mention("harbour-master@1", "speaker"),)
    )
    (named,) = await archive.record.mentions(frozenset({feed.id}), "harbour-master@1")
    assert (named.role, named.times) == ("speaker", 1)
    assert 0.5 < named.salience < 1, "its share of what its guild sees"
    (candidate,) = (await archive.stories.lineup(held, {})).candidates
    assert candidate.traces[0].actors == {PUTIN}


async def test_strangers_are_counted_with_the_words_around_them(archive: Archive) -> None:
    feed, other = await wire(archive), await wire(archive, "Other", guilds=("b",))
    text = f"longword{' x' * 35} said Ann\nHarbour to the press.{' y' * 100}"
    for number, read_by in enumerate((feed, feed, other)):
        await bring(archive, read_by, entry(f"e{number}", text=text))
        held = await archive.stories.unread(number + 1)
        assert held is not None
        start = text.index("Ann")
        ann = Unknown(start=start, end=start + 11, name="Ann Harbour", role="speaker")
        bob = Unknown(start=0, end=1, name="Bob", role="mention")
        found = replace(reading(f"t{number}"), unknowns=(ann, ann, bob) if number < 2 else (ann,))
        lineup = await archive.stories.lineup(held, {})
        assert await archive.stories.save(edition(held, found, snapshot=lineup.snapshot), NOON)
    ann_harbour, bob_ = await archive.record.unknowns(NOON - DAY)
    assert (ann_harbour.name, ann_harbour.articles, ann_harbour.times) == ("Ann Harbour", 3, 5)
    assert len(ann_harbour.contexts) == 3
    assert "x said Ann Harbour to the press. y" in ann_harbour.contexts[0]
    assert len(ann_harbour.contexts[0]) < 200
    assert ann_harbour.contexts[0].startswith("x x"), "words that are cut are left out"
    assert (bob_.articles, bob_.times) == (2, 2)
    mine = await archive.record.unknowns(NOON - DAY, feeds=frozenset({other.id}))
    assert [(one.name, one.articles, len(one.contexts)) for one in mine] == [("Ann Harbour", 1, 1)]
    assert await archive.record.unknowns(NOON) == ()
    assert [one.name for one in await archive.record.unknowns(NOON - DAY, limit=1)] == ["Ann Harbour"]


async def test_feed_of_one_guild_never_answers_another(archive: Archive) -> None:
    ours, theirs = await wire(archive, "Ours", guilds=("a",)), await wire(archive, "Theirs", guilds=("b",))
    everything: dict[str, Any] = {
        "quotes": (quote("“So.”", speaker(PUTIN)),),
        "mentions": (mention(PUTIN),),
        "appointments": (appointment(NOON.date(), PUTIN),),
    }
    held = await told(archive, theirs, "e1", **everything)
    mine, record = frozenset({ours.id}), archive.record
    story = (await archive.stories.lineup(held, {})).candidates[0].story
    for feeds, found in ((mine, 0), (frozenset(), 0), (frozenset({theirs.id}), 1)):
        assert len(await record.quotes(feeds)) == found
        assert len(await record.quotes(feeds, actor=PUTIN, story=story)) == found
        assert len(await record.agenda(feeds, date.min, date.max, actor=PUTIN, story=story)) == found
        assert len(await record.mentions(feeds, PUTIN)) == found


async def test_article_read_again_tells_what_it_says_now(archive: Archive) -> None:
    feed = await wire(archive)
    said: dict[str, Any] = {
        "quotes": (quote("“Old.”", speaker(PUTIN)),),
        "mentions": (mention(PUTIN),),
        "appointments": (appointment(NOON.date(), PUTIN),),
        "unknowns": (Unknown(start=0, end=3, name="Ann", role="mention"),),
    }
    held = await article(archive, feed)
    story = await founded(archive, held, findings(**said))
    await bring(archive, feed, entry("e1", title="Envoy stays"), now=NOON + HOUR)
    await archive.nudge_unfinished(NOON + 2 * HOUR, frozenset({"read"}))
    again = await archive.stories.unread(held.id)
    assert again is not None
    assert await joined(archive, again, story, 1, findings(quotes=(quote("“New.”", speaker(GUTERRES)),)))
    feeds, record = frozenset({feed.id}), archive.record
    assert [(one.text, one.actor) for one in await record.quotes(feeds)] == [("“New.”", GUTERRES)]
    assert await record.agenda(feeds, date.min, date.max) == ()
    assert await record.mentions(feeds, PUTIN) == ()
    assert await record.unknowns(NOON - DAY) == ()


async def test_what_a_story_told_goes_with_it(archive: Archive, url: str) -> None:
    feed = await wire(archive)
    await told(
        archive,
        feed,
        "e1",
        quotes=(quote("“So.”", speaker(PUTIN)),),
        mentions=(mention(PUTIN),),
        appointments=(appointment(NOON.date(), PUTIN),),
        unknowns=(Unknown(start=0, end=3, name="Ann", role="mention"),),
    )
    assert await rows(url) == dict.fromkeys((table.name for table in ROWS), 1)
    assert await archive.keeping.forget(NOON + HOUR) == 1
    assert await rows(url) == dict.fromkeys((table.name for table in ROWS), 0)


async def rows(url: str) -> dict[str, int]:
    """How many rows each of the record's tables holds."""
    database = Database(url, NoNudges())
    async with database.reading() as tx:
        held = {t.name: await tx.value(sa.select(sa.func.count()).select_from(t)) for t in ROWS}
    await database.close()
    return held


async def test_endless_article_is_kept_within_bounds(archive: Archive) -> None:
    feed = await wire(archive)
    long = quote("“" + "x" * 10_000, speaker(None, "y" * 5_000))
    many = tuple(replace(long, quote=number) for number in range(MOST_QUOTES + 50))
    hostile = quote("“\0\ud800”", speaker(None, "\0", "\udfff"))
    await told(archive, feed, "e1", quotes=(hostile, *many), statements=many)
    said = await archive.record.quotes(frozenset({feed.id}), limit=10_000)
    assert len(said) == MOST_QUOTES
    assert (said[0].text, said[0].speaker) == ("“\ufffd”", "\ufffd")
    assert {len(one.text) for one in said[1:]} == {LONGEST}
    assert {len(one.speaker or "") for one in said[1:]} == {200}


async def test_every_question_reads_an_index_in_the_order_of_its_answer(sqlite_url: str) -> None:
    archive = await Archive.open(sqlite_url, NoNudges())
    engine = archive._database._engine.sync_engine
    asked: list[tuple[str, Any]] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))

    async def plan(question: Awaitable[object]) -> str:
        asked.clear()
        await question
        steps: list[str] = []
        async with archive._database.reading() as tx:
            for sql, values in [told for told in asked if told[0].startswith(("SELECT", "WITH"))]:
                rows = await tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
                steps += [row.detail for row in rows]
        return "\n".join(steps)

    feeds, record, day = frozenset({1, 2}), archive.record, NOON.date()
    his = await plan(record.quotes(feeds, actor=PUTIN, since=NOON))
    assert "SEARCH quote USING INDEX ix_quote_actor_at (actor=? AND at>?)" in his
    assert "SEARCH quote USING INDEX ix_quote_behalf_actor_at (behalf_actor=? AND at>?)" in his
    assert "SCAN" not in his
    assert "ix_quote_at (at>?)" in await plan(record.quotes(feeds, since=NOON))
    assert "ix_mention_actor_at (actor=? AND at>?)" in await plan(record.mentions(feeds, PUTIN, since=NOON))
    assert "ix_appointment_last_date (last>?)" in await plan(record.agenda(feeds, day, day, actor=PUTIN))
    assert "ix_unknown_at (at>?)" in await plan(record.unknowns(NOON))
    for question in (record.sources(feeds, (1,)), record.spoken(feeds, (1, 2))):
        told = await plan(question)
        assert "ix_trace_story_at (story=?)" in told
        assert "SCAN trace" not in told
        assert "SCAN article" not in told
    both = await plan(
        archive.trends.were_together(feeds, ((PUTIN, "x"),), Span(since=NOON, until=NOON + HOUR))
    )
    assert both.index("SEARCH other USING COVERING INDEX") < both.index("SEARCH article"), "pairs are few"
    assert "ix_article_feed_at (feed=?)" in await plan(archive.trends.began(feeds))
    await close(archive)
