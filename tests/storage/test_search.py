"""Full text search: the same query finds the same on both databases, in one order."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from feeds.model import Feed
from storage.archive import Archive
from storage.engine import database_url
from storage.model.sought import Hit
from storage.queue import NoNudges
from storage.schema import note, searched
from storage.search import _scope
from storage.sought import actor_mark, forget
from storage.sought.catching import NOTE
from summarise.model import Founds, Joins, Merge
from summarise.text.searching import counted
from tests.fakes.examples import HOUR, NOON, edition, entry, reading
from tests.storage.dump import SCHEMAS, load
from tests.storage.scenes import bring, mended, wire


class Press:
    """Articles as the test writes them, each a story of its own unless it joins one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._count = 0

    async def prints(
        self,
        feed: Feed,
        title: str,
        text: str = "",
        *,
        language: str = "en",
        hours: float = 0,
        actors: list[str] = [],  # noqa: B006  read alone
        story: int | None = None,
    ) -> int:
        """The article's id."""
        self._count += 1
        at = NOON + hours * HOUR
        await bring(
            self._archive, feed, entry(f"g{self._count}", title=title, text=text, published_at=at), now=at
        )
        held = await self._archive.stories.unread((await self._archive.status(None)).articles)
        assert held is not None
        told = reading(f"term{self._count}", actors=[(actor, "subject") for actor in actors])
        told = replace(told, language=language)
        decision = (
            Founds(nearest=0.0) if story is None else Joins(story=story, revision=1, score=0.9, near=())
        )
        lineup = await self._archive.stories.lineup(held, told.terms)
        assert await self._archive.stories.save(
            edition(held, told, decision=decision, snapshot=lineup.snapshot), at
        )
        return held.id


def titles(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.title for hit in hits]


def marked(hit: Hit) -> list[str]:
    return [hit.snippet.text[start:end] for start, end in hit.snippet.marks]


async def test_words_phrases_and_signs_find_what_people_mean(archive: Archive) -> None:
    feed, press = await wire(archive), Press(archive)
    await press.prints(feed, "Élections à Paris", "Les électeurs ont voté dimanche.", language="fr")
    await press.prints(feed, "Bank of England", "The Bank raised rates. Elections are near.", hours=1)
    await press.prints(feed, "Flood in England", "A river bank broke. Of the rest nothing is known.", hours=2)
    await press.prints(feed, "核兵器の廃絶", "事務総長は核兵器について語った。", language="ja", hours=3)
    await press.prints(
        feed, "Größere Wahlen", "In İzmir und Łódź wurde gewählt, COVID-19 1,000.50", language="de", hours=4
    )
    own = frozenset({feed.id})

    async def found(query: str, language: str = "en") -> list[str]:
        return sorted(
            title.split()[0] for title in titles(await archive.search.find(own, query, language=language))
        )

    assert await found("england") == ["Bank", "Flood"]
    assert await found("ENGLAND election") == ["Bank"], (
        "all words must be there; a word's other forms will do"
    )
    assert await found("elections") == ["Bank", "Élections"], "without accents, in any language"
    assert await found("électeurs") == ["Élections"]
    assert await found('"bank of england"') == ["Bank"]
    assert await found('"england flood"') == []
    assert await found("“river bank”") == ["Flood"]
    assert await found("bank -river") == ["Bank"]
    assert await found('bank -"bank of england"') == ["Flood"]
    assert await found("flood OR election") == ["Bank", "Flood", "Élections"]
    assert await found("flood | rates england") == ["Bank", "Flood"]
    assert await found("who is the bank of england") == ["Bank", "Flood"], "little words need not be there"
    assert await found("核兵器") == ["核兵器の廃絶"]
    assert await found("izmir") == await found("lodz") == await found("grosse") == ["Größere"]
    assert await found("covid-19") == await found("1,000.50") == ["Größere"]
    assert await found("englan") == ["Bank", "Flood"], "the last word may be a beginning"
    assert await found("englan bank") == [], "another word may not"
    assert await found("the") == ["Bank", "Flood"], "a query of small words alone finds those"
    assert await found("-flood") == ["Flood"], "what is only to be absent is a word"


ODD = (
    *(
        "",
        " ",
        '"',
        '""',
        "-",
        "OR",
        "| |",
        "*",
        "NEAR(",
        "a AND",
        "'",
        "\\",
        "\0",
        "\ud800",
        ":*",
        "!&()<->",
    ),
    *("f1", "%_", "𝕏" * 400, "dam " * 99, '"' * 99, "- " * 99, "a OR " * 99),
)


async def test_odd_characters_are_no_error(archive: Archive) -> None:
    feed, press = await wire(archive), Press(archive)
    await press.prints(feed, "Flood", "Nothing odd.")
    for query in ODD:
        for typed in (query, f"flood {query}", f'"flood {query}', f"-{query} flood"):
            await archive.search.find(frozenset({feed.id}), typed)


async def test_letters_that_stand_for_several_find_the_same_on_both_databases(archive: Archive) -> None:
    feed, press = await wire(archive), Press(archive)
    await press.prints(feed, "Odd", "قال النبي ﷺ ذلك. A ⑴ ﹰ ͺ ½ ⅷ ℌouse.", language="ar")
    own = frozenset({feed.id})
    for query in ("ﷺ", "الله", '"صلى الله"', "⑴", "1", "½", "viii", "house", "a -ﹰ", "⑴ OR ﹰ"):
        assert titles(await archive.search.find(own, query)) == ["Odd"], query
    for query in ("ﹰ", "ͺ", '"ﹰ ﹰ"', "ﱞ*"):
        assert await archive.search.find(own, query) == (), query


async def test_nobody_writes_the_mark_of_a_feed_or_an_actor(archive: Archive) -> None:
    feed, press = await wire(archive), Press(archive)
    raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    mark = actor_mark("vladimir-putin").translate(raised)
    await press.prints(feed, "Casino", f"Buy {mark} or f{str(feed.id).translate(raised)} now", language="sv")
    own = frozenset({feed.id})
    assert await archive.search.find(own, "buy", actor="vladimir-putin") == ()
    await press.prints(feed, "Plain", "Nothing here")
    assert titles(await archive.search.find(own, "f¹")) == ["Casino"]


async def test_long_article_is_found_alike_up_to_the_same_word(archive: Archive) -> None:
    feed, press = await wire(archive), Press(archive)
    han = "".join(chr(0x4E00 + (number * 7919) % 20_000) for number in range(17_000))
    await press.prints(feed, "Long", "the dog sat. " * 300 + "In the palace of justice they met.")
    await press.prints(feed, "Han", han, language="zh")
    own = frozenset({feed.id})
    assert titles(await archive.search.find(own, '"palace of justice"')) == ["Long"]
    assert await archive.search.find(own, '"the palace"') == (), "a word's first 255 places are told apart"
    assert titles(await archive.search.find(own, han[14_000:14_009])) == ["Han"]
    assert await archive.search.find(own, han[16_500:16_509]) == ()
    assert await archive.keeping.forget(NOON + timedelta(days=9)) == 2


async def test_others_have_turns_while_long_articles_are_counted(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed, press = await wire(archive), Press(archive)
    for number in range(5):
        await press.prints(feed, f"Dam {number}", "The dam broke.", hours=number)
    turns: list[int] = []
    ticks = 0

    async def others() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    def noted(*asked: Any) -> Any:
        turns.append(ticks)
        return counted(*asked)

    monkeypatch.setattr("storage.search.TURN", 2)
    monkeypatch.setattr("storage.search.counted", noted)
    beside = asyncio.create_task(others())
    assert len(await archive.search.find(frozenset({feed.id}), "dam")) == 5
    beside.cancel()
    assert list(Counter(turns).values()) == [2, 2, 1]


async def test_best_story_comes_first_once_with_what_was_sought_marked(archive: Archive) -> None:
    meridian, lantern, press = await wire(archive, "Meridian"), await wire(archive, "Lantern"), Press(archive)
    filler = "Nothing else of note happened on that day in the whole of the valley. " * 20
    await press.prints(meridian, "Weather", f"{filler}A dam was mentioned.", hours=50)
    first = await press.prints(
        meridian, "Dam breaks", "The dam broke.\nBoats left.", actors=["nia-quill"], hours=48
    )
    await press.prints(
        lantern, "Valley under water", "Since the dam broke, boats are out.", hours=49, story=2
    )
    await press.prints(meridian, "Dam breaks", "The dam broke.\nBoats left.", hours=-24 * 300)
    both = frozenset({meridian.id, lantern.id})
    hits = await archive.search.find(both, "dams")
    assert [(hit.title, hit.articles, hit.outlets, hit.found) for hit in hits] == [
        ("Dam breaks", 2, 2, 2),
        ("Dam breaks", 1, 1, 1),
        ("Weather", 1, 1, 1),
    ]
    assert (hits[0].article, hits[0].story, hits[0].outlet, hits[0].at) == (
        first,
        2,
        "Meridian",
        NOON + 48 * HOUR,
    )
    assert hits[0].snippet.text == "The dam broke. Boats left."
    assert marked(hits[0]) == marked(hits[2]) == ["dam"]
    assert hits[2].snippet.text.endswith("A dam was mentioned.")
    assert await archive.search.find(both, "dams", limit=1, offset=1) == hits[1:2]
    assert await archive.search.find(both, "dams", offset=3) == ()
    [told] = await archive.search.find(frozenset({lantern.id}), "dam")
    assert (told.title, told.articles) == ("Valley under water", 1), "another guild's feeds tell nothing"
    assert await archive.search.find(frozenset(), "dam") == ()
    assert titles(await archive.search.find(both, "dam", actor="nia-quill")) == ["Dam breaks"]
    assert await archive.search.find(both, "dam", actor="nia") == ()
    since = await archive.search.find(both, "dam", since=NOON + 48 * HOUR)
    assert sorted(titles(since)) == ["Valley under water", "Weather"]
    assert await archive.search.find(both, "dam", since=NOON + 99 * HOUR) == ()


async def test_stretch_after_stretch_finds_what_the_whole_index_finds(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sought.stretches.BITS", 1)
    meridian, lantern, press = await wire(archive, "Meridian"), await wire(archive, "Lantern"), Press(archive)
    for number in range(4):
        await press.prints(meridian, f"Dam {number}", "The old dam broke.", hours=number, actors=["nia"])
        await press.prints(lantern, f"Wall {number}", "The dam of old stood.", hours=number)
    await press.prints(lantern, "Weather", "Rain.", hours=9)
    own, asked = frozenset({meridian.id}), ("dam", '"old dam" -wall', '-"dam of" broke', "rain", "sto")

    async def found() -> list[list[str]]:
        both, late = own | {lantern.id}, NOON + 2 * HOUR
        searches = [archive.search.find(feeds, one) for feeds in (own, both) for one in asked]
        searches += [
            archive.search.find(own, "old", since=late),
            archive.search.find(both, "old", actor="nia"),
        ]
        return [titles(await one) for one in searches]

    whole = await found()
    monkeypatch.setattr("storage.search.LITTLE", 0)
    assert await found() == whole, "all that is left at once"
    monkeypatch.setattr("storage.sought.stretches.FEW", -1)
    assert await found() == whole
    monkeypatch.setattr("storage.search.POOL", 2)
    assert sorted(titles(await archive.search.find(own, "dam"))) == ["Dam 2", "Dam 3"], "the newest"


async def test_edited_article_is_found_by_its_new_words_and_a_deleted_one_by_none(archive: Archive) -> None:
    feed, press = await wire(archive), Press(archive)
    held = await press.prints(feed, "Dam breaks", "The dam broke.")
    own = frozenset({feed.id})
    changed = entry("g1", title="Dam holds", text="The wall held.", published_at=NOON)
    await bring(archive, feed, changed, now=NOON + HOUR)
    await archive.nudge_unfinished(NOON + 24 * HOUR)
    anew = await archive.stories.unread(held)
    assert anew is not None
    assert titles(await archive.search.find(own, "breaks")) == ["Dam breaks"], "until it is read"
    assert await archive.stories.save(
        edition(anew, reading("wall"), decision=Joins(story=1, revision=1, score=0.9, near=())), NOON + HOUR
    )
    assert await archive.search.find(own, "broke") == ()
    assert titles(await archive.search.find(own, "dam wall")) == ["Dam holds"]
    assert await archive.keeping.forget(NOON + timedelta(days=9)) == 1
    assert await archive.search.find(own, "dam") == ()
    async with archive._database.reading() as tx:
        assert await tx.values(sa.select(searched.c.article)) == []
        of_dams = " WHERE sought MATCH 'dam OR wall OR broke'" if tx.is_sqlite else ""
        assert await tx.value(sa.text(f"SELECT count(*) FROM sought{of_dams}")) == 0, "nothing stays behind"


async def test_merged_stories_are_one_hit(archive: Archive) -> None:
    meridian, lantern, press = await wire(archive, "Meridian"), await wire(archive, "Lantern"), Press(archive)
    await press.prints(meridian, "Dam breaks", "The dam broke.")
    await press.prints(lantern, "Dam gone", "The dam broke.")
    both = frozenset({meridian.id, lantern.id})
    assert len(await archive.search.find(both, "dam")) == 2
    assert await mended(archive, Merge(older=1, newer=2), s1=1, s2=1)
    [hit] = await archive.search.find(both, "dam")
    assert (hit.story, hit.articles) == (1, 2)


async def test_articles_of_before_are_indexed_bit_by_bit_newest_first(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = 5
    monkeypatch.setattr("storage.sought.catching.BATCH", batch)
    feed, press = await wire(archive), Press(archive)
    for number in range(batch + 2):
        await press.prints(feed, f"Dam {number}", "The dam broke.", hours=number)
    own = frozenset({feed.id})
    async with archive._database.writing() as tx:
        await forget(tx, range(1, batch + 2))
        await tx.execute(tx.insert(note).values(key=NOTE, value=str(batch + 1)))
    assert titles(await archive.search.find(own, "dam")) == [f"Dam {batch + 1}"], "what came since"
    assert await archive.search.progress() == pytest.approx(1 / 7)
    assert await archive.search.catch_up() == batch
    found = titles(await archive.search.find(own, "dam", limit=99))
    assert sorted(found) == [f"Dam {number}" for number in range(1, batch + 2)]
    assert await archive.search.progress() == pytest.approx(6 / 7)
    assert [await archive.search.catch_up() for _ in range(3)] == [1, 0, 0]
    assert len(await archive.search.find(own, "dam", limit=99)) == batch + 2
    assert await archive.search.progress() == 1.0


async def test_what_an_earlier_version_read_is_found_once_it_is_indexed(sqlite: str) -> None:
    load(SCHEMAS / "0006.sqlite.sql", Path(str(database_url(sqlite).database)))
    archive = await Archive.open(sqlite, NoNudges())
    own = frozenset({1, 2})
    assert await archive.search.find(own, "envoy") == ()
    assert await archive.search.progress() < 1
    assert await archive.search.catch_up() == 2
    [hit] = await archive.search.find(own, "envoy")
    assert (hit.articles, hit.found) == (2, 2)
    assert await archive.search.find(own, "envoy", actor="vladimir-putin") != ()
    await archive.close()


async def test_feeds_are_looked_for_in_the_index_while_they_have_little(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    feeds = [await wire(archive, name) for name in ("Meridian", "Lantern", "Quiet")]
    for feed in feeds[:2]:
        for number in range(2):
            await bring(archive, feed, entry(f"{feed.id} {number}"))

    async def by_feed(many: int) -> bool:
        async with archive._database.reading() as tx:
            return (await _scope(tx, frozenset(one.id for one in feeds[:many]), None, None)).by_feed

    assert [await by_feed(many) for many in (1, 2, 3)] == [True, True, True]
    monkeypatch.setattr("storage.search.LITTLE", 3)
    assert [await by_feed(many) for many in (1, 2, 3)] == [True, False, False]
    monkeypatch.setattr("storage.search.LITTLE", 5)
    monkeypatch.setattr("storage.search.PATIENCE", 12)
    assert [await by_feed(many) for many in (1, 2, 3)] == [True, True, False]


async def test_guild_of_very_many_feeds_finds_nothing_of_others(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.search.LITTLE", 0)
    own, other, press = await wire(archive), await wire(archive, "Other", guilds=("b",)), Press(archive)
    await press.prints(own, "Mine", "The dam broke.")
    await press.prints(other, "Theirs", "The dam broke.")
    await press.prints(other, "Beside", "The dam broke.", story=1)
    feeds = frozenset({own.id, (await wire(archive, "Quiet")).id})
    assert titles(await archive.search.find(feeds, "dam")) == ["Mine"]
    assert await archive.search.titles(feeds, "dam", 9) == ((1, "Mine"),)
