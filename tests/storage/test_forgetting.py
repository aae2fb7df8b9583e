"""Whoever is forgotten is nowhere in the database any more, and everybody else still is."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, get_args

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.documents import POST, READING
from storage.engine import Database, Transaction
from storage.forgetting import forget_guild, forget_person
from storage.model import Person
from storage.schema import metadata
from summarise.model import Greeting, Logged, Post, Quote, Reading, Speaker
from summarise.model.post import Body
from tests.fakes.examples import HOUR, NOON, post, reading
from tests.storage.dump import populate
from tests.storage.filled import filled
from tests.storage.scenes import SUMMIT, article, claimed, founded, guild_seen, wire

GUILD, OTHER = "900100200300400001", "900100200300400002"
USER, NEIGHBOUR = "900100200300400011", "900100200300400012"

GUILDS = frozenset({"guild"})
PEOPLE = frozenset({"person", "asked_by", "muted_by"})
EITHER = frozenset({"target"})
"""Names of columns that hold a guild, a person, or where one of them is told."""

NAMELESS = frozenset({"shard"})
"""Tables that have such a column of another meaning: none yet but the gateway's parts."""


async def scene(archive: Archive, guild: str, user: str, *, first: bool) -> None:
    """A row in every table that holds a guild or a person."""
    channel, direct = f"channel:{guild}", f"user:{user}"
    feed = await wire(archive, f"Outlet{guild}", guilds=(guild,))
    paused = await wire(archive, f"Paused{guild}", guilds=(guild,))
    await archive.pausing.pause(guild, paused.id, NOON)
    await guild_seen(archive.guilds, guild, "A newsroom", NOON)
    entry = '[[actor]]\nid = "ann-harbour"\nkind = "person"\nname = "Ann Harbour"\n'
    await archive.actors.add(guild, "ann-harbour", entry, "command", NOON)
    own = f"ann-harbour@{guild}"
    quote = Quote(
        start=0, end=5, text="“So.”", quote=0, speaker=Speaker(start=6, end=8, text="she", actor=own)
    )
    findings = replace(
        reading(*(SUMMIT if first else ("river", "flood", "dam")), actors=[(own, "speaker")]), quotes=(quote,)
    )
    held = await article(archive, feed)
    greeted = Greeting(wanted_by=user)
    greeting = Post(target=channel, subject="test:1", part=0, action="post", revision=1, body=greeted)
    for target in (channel, direct):
        await archive.watches.add(
            guild=guild, target=target, keywords=("a",), origin="command", now=NOON, asked_by=user
        )
    story = await founded(
        archive, held, findings, posts=(post(held, target=channel), post(held, target=direct))
    )
    for target in (channel, direct):
        await archive.deliveries.sent((await claimed(archive, NOON, target)).id, "900100200300400500", NOON)
    await archive.deliveries.put(guild, greeting, NOON)
    said = Logged(by=user, text=f"<@{user}> did it", at=NOON)
    logged = Post(target=channel, subject="log:1", part=0, action="post", revision=1, body=said)
    await archive.deliveries.put(guild, logged, NOON)
    await archive.follows.follow(guild, user, story, NOON)
    for target in (channel, direct):
        await archive.mutes.mute(target, story, user, NOON)
        await archive.plans.add(
            guild=guild,
            target=target,
            at=NOON.time(),
            zone="UTC",
            stories=5,
            sentences=2,
            origin="command",
            next_due_at=NOON + timedelta(days=1),
            now=NOON,
            asked_by=user,
        )
    async with archive._database.writing() as tx:
        for target in (channel, direct):
            row = {"target": target, "story": story, "guild": guild, "revision": 1, "what": "hold"}
            await tx.execute(
                sa.insert(metadata.tables["verdict"]).values(**row, reasons="[]", until=None, at=NOON)
            )
    await archive.persons.keep(Person(person=user, zone="Asia/Tokyo"))
    await archive.views.keep("list", guild, user, "{}", NOON)
    await archive.events.claim(guild, ("appointment",), NOON)
    await archive.guilds.note(f"left {guild} {user}", "gone")


async def named(archive: Archive, name: str) -> dict[str, list[dict[str, Any]]]:
    """The rows in which this stands anywhere, by table."""
    found: dict[str, list[dict[str, Any]]] = {}
    async with archive._database.reading() as tx:
        for table in metadata.sorted_tables:
            rows = [dict(row) for row in await tx.rows(sa.select(table))]
            if hits := [row for row in rows if any(name in str(value) for value in row.values())]:
                found[table.name] = hits
    return found


async def named_readings(archive: Archive, name: str) -> list[tuple[int, Reading]]:
    """The readings in which this stands, by article."""
    rows = (await named(archive, name)).get("reading", [])
    return [(row["article"], READING.load(row["document"])) for row in rows]


def holding(columns: frozenset[str]) -> set[str]:
    """The tables that have one of these columns."""
    return {
        table.name
        for table in metadata.sorted_tables
        if columns & set(table.columns.keys()) and table.name not in NAMELESS
    }


@pytest.fixture
async def busy(archive: Archive) -> Archive:
    """Two guilds and two people, with a row in every table that knows either."""
    await scene(archive, GUILD, USER, first=True)
    await scene(archive, OTHER, NEIGHBOUR, first=False)
    return archive


async def test_guild_that_is_forgotten_is_nowhere_any_more(busy: Archive) -> None:
    before = await named(busy, GUILD)
    assert holding(GUILDS) <= before.keys(), "a new table: let the scene fill it"
    others = await named(busy, OTHER)
    assert await forget_guild(busy._database, GUILD) > 10
    feeds = {"feed", "host"}  # what the outlet is called in this scene
    assert (await named(busy, GUILD)).keys() <= feeds | {"article"}
    assert await named(busy, OTHER) == others
    assert (await named(busy, USER)).keys() == {"person", "muted"}, "they may be in other guilds"
    (feed,) = (await named(busy, f"outlet{GUILD}"))["feed"]
    assert feed["next_due_at"] is None, "nobody reads it any more"
    assert await forget_guild(busy._database, GUILD) == 0


async def test_person_who_is_forgotten_is_nowhere_any_more(busy: Archive) -> None:
    before = await named(busy, USER)
    assert holding(PEOPLE | EITHER) <= before.keys(), "a new table: let the scene fill it"
    others, guild = await named(busy, NEIGHBOUR), await busy.plans.of_guild(GUILD)
    assert await forget_person(busy._database, USER) > 10
    assert await named(busy, USER) == {}
    assert await named(busy, NEIGHBOUR) == others
    kept = await busy.plans.of_guild(GUILD)
    assert [plan.target for plan in kept] == [plan.target for plan in guild if "user" not in plan.target]
    assert len(await busy.watches.of_guild(GUILD)) == 1, "what others go on using stays"
    assert await forget_person(busy._database, USER) == 0


async def test_message_that_names_a_person_anywhere_goes_with_them(archive: Archive) -> None:
    """Whatever a message's body holds, now or one day: each text of each kind of it is the person once."""
    table, documents = metadata.tables["delivery"], []
    blank = Post(target="channel:1", subject="x", part=0, action="post", revision=1, body=Greeting())
    for kind in get_args(Body):
        kept = POST.dump(replace(blank, body=filled(kind)))
        leaves = set(re.findall(r"\bleaf-\d+\b", kept))
        for leaf in leaves:
            said = (USER, f"user:{USER}", f"<@{USER}>", f"{USER}0")
            documents += [re.sub(rf"\b{leaf}\b", one, kept) for one in said]
    assert len(documents) > 4 * len(get_args(Body))
    assert all(USER in str(POST.load(document).body) for document in documents[::17])
    assert await archive.deliveries.put("a", blank, NOON)
    async with archive._database.writing() as tx:
        row = dict(await tx.row(sa.select(table)) or {})
        rows = [
            row | {"id": row["id"] + number, "revision": number, "document": document}
            for number, document in enumerate(documents, 2)
        ]
        await tx.put(table, tuple(row), [tuple(one.values()) for one in rows])
    assert await forget_person(archive._database, USER) == len(documents) * 3 // 4
    left = (await named(archive, USER))["delivery"]
    assert all(f"{USER}0" in row["document"] for row in left), "that is somebody else"


async def test_actor_that_a_guild_added_is_struck_out_of_what_was_read(busy: Archive) -> None:
    """Its name in the article's own words is the news'."""
    (before,) = await named_readings(busy, GUILD)
    async with busy._database.writing() as tx:
        said = {"speaker": "Ann Harbour", "behalf_actor": f"ann-harbour@{GUILD}", "behalf": "Ann Harbour"}
        mine = sa.update(metadata.tables["quote"]).where(metadata.tables["quote"].c.article == before[0])
        await tx.execute(mine.values(said))
    await forget_guild(busy._database, GUILD)
    async with busy._database.reading() as tx:
        table = metadata.tables["reading"]
        read = READING.load(await tx.value(sa.select(table.c.document).where(table.c.article == before[0])))
    assert (read.mentions, read.added, read.quotes[0].text) == ((), (), "“So.”")
    assert read.quotes[0].speaker == Speaker(start=6, end=8, text="she", actor=None)
    assert read.sentences == before[1].sentences
    assert await named(busy, f"ann-harbour@{GUILD}") == {}
    assert all(row["speaker"] != "Ann Harbour" for row in (await named(busy, "Ann Harbour")).get("quote", []))


async def test_nothing_of_who_is_forgotten_stays_in_the_databases_files(
    busy: Archive, kind_of_database: str
) -> None:
    """Nor in the log beside SQLite's: also while the bot has it open."""
    assert kind_of_database == "postgresql" or USER.encode() in files(busy)
    async with busy._database.reading() as tx:
        await tx.value(sa.select(sa.func.count()).select_from(metadata.tables["delivery"]))
        await forget_person(busy._database, USER)
        assert await busy.keeping.empty_log() is (kind_of_database == "postgresql"), "somebody reads"
    assert await busy.keeping.empty_log()
    assert USER.encode() not in files(busy)
    assert kind_of_database == "postgresql" or NEIGHBOUR.encode() in files(busy)


def files(archive: Archive) -> bytes:
    """All that SQLite has on the disk for the archive; PostgreSQL's is its own."""
    place = Path(archive._database.url.database or "")
    return b"".join(path.read_bytes() for path in place.parent.glob(f"{place.name}*") if path.is_file())


async def test_message_that_two_guilds_told_a_person_is_kept_for_the_other(busy: Archive) -> None:
    sent = await busy.deliveries.recent(OTHER, 10, target=f"user:{NEIGHBOUR}", states=frozenset({"sent"}))
    async with busy._database.writing() as tx:
        table = metadata.tables["delivery"]
        of = sa.select(table).where(table.c.id == sent[0].id)
        row = dict(await tx.row(of) or {})
        row |= {"id": row["id"] + 100, "guild": GUILD, "action": "edit", "revision": 9}
        await tx.execute(sa.insert(table).values(row))
    before = (await named(busy, f"user:{NEIGHBOUR}"))["message"]
    await forget_guild(busy._database, GUILD)
    assert (await named(busy, f"user:{NEIGHBOUR}"))["message"] == before


async def test_person_who_refuses_messages_does_so_for_the_other_guild_too(busy: Archive) -> None:
    place, table = f"user:{NEIGHBOUR}", metadata.tables["target"]
    refused = {"guild": GUILD, "stopped_at": NOON, "reason": None, "refusals": 9, "misses": 0}
    async with busy._database.writing() as tx:
        for target in (place, f"user:{USER}"):
            await tx.execute(sa.delete(table).where(table.c.target == target))
            await tx.execute(sa.insert(table).values(target=target, **refused))
    await forget_guild(busy._database, GUILD)
    (kept,) = await busy.targets.stopped()
    assert (kept.target, kept.guild, kept.refusals) == (place, OTHER, 9), "and nobody else is told to them"
    assert await busy.deliveries.claim(place, NOON + HOUR) is None


async def test_guild_that_came_back_meanwhile_is_not_forgotten(busy: Archive) -> None:
    later = NOON + timedelta(days=31)
    await busy.guilds.left(GUILD, NOON)
    assert await busy.guilds.left_before(later) == (GUILD,)
    await guild_seen(busy.guilds, GUILD, "A newsroom", later)
    before = await named(busy, GUILD)
    assert await busy.keeping.forget_guild(GUILD, later) == 0
    assert await named(busy, GUILD) == before
    await busy.guilds.left(GUILD, later)
    assert await busy.keeping.forget_guild(GUILD, later) == 0, "it was left again only now"
    assert await busy.keeping.forget_guild(GUILD, later + HOUR) > 10
    assert await busy.guilds.left_before(later + HOUR) == ()


@pytest.mark.parametrize("ended", [1, 3, 5])
async def test_guild_that_comes_back_while_it_is_forgotten_keeps_what_it_then_adds(
    busy: Archive, monkeypatch: pytest.MonkeyPatch, ended: int
) -> None:
    later = NOON + timedelta(days=31)
    await busy.guilds.left(GUILD, NOON)
    entry = '[[actor]]\nid = "bob-quay"\nkind = "person"\nname = "Bob Quay"\n'
    added: list[dict[str, list[dict[str, Any]]]] = []
    writing, transactions = Database.writing, count(1)

    @asynccontextmanager
    async def interrupted(database: Database) -> AsyncIterator[Transaction]:
        async with writing(database) as tx:
            yield tx
        if next(transactions) == ended:
            await guild_seen(busy.guilds, GUILD, "A newsroom", later)
            await busy.actors.add(GUILD, "bob-quay", entry, "command", later)
            await busy.guilds.note(f"left {GUILD} {USER}", "again")
            added.append(await named(busy, GUILD))

    with monkeypatch.context() as patched:
        patched.setattr(Database, "writing", interrupted)
        assert await busy.keeping.forget_guild(GUILD, later) > 0
    assert len(added) == 1, "it takes that many transactions"
    assert await named(busy, GUILD) == added[0], "nothing more went"


async def test_everything_else_is_left_alone(archive: Archive) -> None:
    await populate(archive)
    assert await forget_guild(archive._database, "nobody") == 0
    assert await forget_person(archive._database, "7") == 0
    assert await archive.guilds.settings("a") is not None
    assert len(await archive.watches.of_guild("b")) == 1
    assert await forget_person(archive._database, "77") > 3
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is not None
