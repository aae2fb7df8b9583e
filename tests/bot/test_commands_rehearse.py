"""/watch test and `wirewatch watches`: what a watch would have posted, and that nothing is written."""

import asyncio
import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.feeds.bureau import CannotError
from bot.cli.watches.listing import show as show_all
from bot.cli.watches.rehearsing import show
from storage.archive import Archive
from storage.queue import NoNudges
from storage.schema import metadata
from summarise.model import Watch
from tests.bot.asking import ask, guild, suggested
from tests.bot.bureaus import GUILD, bureau_of, written
from tests.bot.conftest import Bot
from tests.bot.filed import HereAndNow, file_story
from tests.bot.news import NOON

ENTRY = '[[actor]]\nid = "gull-society"\nkind = "organisation"\nname = "Gull Society"\n'


async def content(archive: Archive) -> str:
    """Everything in the database, as one number."""
    async with archive._database.reading() as tx:
        rows = [await tx.rows(sa.select(table)) for table in metadata.sorted_tables]
    return hashlib.sha256(repr(rows).encode("utf-8", "surrogatepass")).hexdigest()


async def filed(archive: Archive, server: str) -> None:
    """Two stories of the last days, of which one names the Gull Society."""
    await file_story(archive, server, "Gull Society warns of storms", NOON - timedelta(hours=5))
    await file_story(archive, server, "Harvest fails in the north", NOON - timedelta(hours=2))


async def watching(archive: Archive, server: str, *actors: str, keywords: tuple[str, ...] = ()) -> Watch:
    return await archive.watches.add(
        guild=server, target="channel:1", actors=actors, keywords=keywords, origin="command", now=NOON
    )


async def test_rehearsal_finds_what_came_before_watch_and_actor_and_writes_nothing(
    bot: Bot,
) -> None:
    server = str(guild(bot).id)
    await filed(bot.archive, server)
    await bot.archive.actors.add(server, "gull-society", ENTRY, "command", NOON)
    await watching(bot.archive, server, f"gull-society@{server}")
    [(name, value)] = await suggested(bot, "watch test", "watch", "gull")
    assert name.startswith("Gull Society in")
    before, asked = await content(bot.archive), len(bot.discord.requests)
    told = await ask(bot, "watch test", watch=value)
    assert "Rehearsal: Gull Society" in told
    assert "of 2 stories: **1 alert**." in told
    assert f"<t:{int((NOON - timedelta(hours=5)).timestamp())}:f> **posted**" in told
    assert "Gull Society warns of storms" in told
    assert "Harvest" not in told
    assert await content(bot.archive) == before
    assert await bot.archive.deliveries.recent(server, 9) == ()
    posted = [one for one in bot.discord.requests[asked:] if "/webhooks/" not in one.path]
    assert all(one.path.startswith("/interactions/") for one in posted), "nothing but the answer"


async def test_rehearsal_looks_back_as_far_as_asked(bot: Bot) -> None:
    server = str(guild(bot).id)
    await file_story(bot.archive, server, "Truce holds in the north", NOON - timedelta(days=3))
    row = await watching(bot.archive, server, keywords=("truce",))
    assert "Truce holds" in await ask(bot, "watch test", watch=str(row.id))
    await file_story(bot.archive, server, "Gull Society warns of storms", NOON)
    assert "Nothing: no story of these days" in await ask(bot, "watch test", watch=str(row.id), days=2)


async def test_another_servers_watch_and_a_server_without_feeds_are_answered(bot: Bot) -> None:
    other = await watching(bot.archive, "999", "vladimir-putin")
    assert "no such watch here" in await ask(bot, "watch test", watch=str(other.id))
    mine = await watching(bot.archive, str(guild(bot).id), "vladimir-putin")
    assert "reads no feeds yet" in await ask(bot, "watch test", watch=str(mine.id))


async def test_watches_are_rehearsed_on_the_command_line(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    await filed(archive, GUILD)
    row = await watching(archive, GUILD, keywords=("storms",))
    none = await watching(archive, GUILD, keywords=("drought",))
    before, here = await content(archive), bureau_of(archive)
    assert await show(here, row.id, 7, as_json=False, workers=HereAndNow()) == 0
    told = written(here.out)
    assert "Stories with “storms”" in told
    assert "posted: Gull Society warns of storms" in told
    assert "1 posted, 0 in lists, 0 edits, 0 replies, 0 held back. Nothing was posted or written." in told
    assert await show(here, row.id, 7, as_json=True, workers=HereAndNow()) == 0
    facts = json.loads(capsys.readouterr().out)
    assert [(one["what"], one["headline"]) for one in facts["told"]] == [
        ("post", "Gull Society warns of storms")
    ]
    nothing = bureau_of(archive)
    assert await show(nothing, none.id, 7, as_json=False, workers=HereAndNow()) == 0, "it was rehearsed"
    assert "no stories of these days" not in written(nothing.out)
    assert await content(archive) == before
    with pytest.raises(CannotError, match=r"has no watch 99\. `wirewatch watches list` shows"):
        await show(here, 99, 7, as_json=False, workers=HereAndNow())


async def test_rehearsal_without_stories_says_of_when_there_are_some(archive: Archive) -> None:
    row = await watching(archive, GUILD, keywords=("storms",))
    before, after = bureau_of(archive), bureau_of(archive)
    assert await show(before, row.id, 7, as_json=False, workers=HereAndNow()) == 0
    assert "There are no stories of these days: none has come yet." in written(before.out)
    await file_story(archive, GUILD, "Gull Society warns of storms", NOON - timedelta(days=10))
    assert await show(after, row.id, 7, as_json=False, workers=HereAndNow()) == 0
    assert "There are no stories of these days: the newest is of 16 April 2022." in written(after.out)


async def test_watches_are_listed(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert await show_all(bureau_of(archive, 200), as_json=False) == 1
    row = await watching(archive, GUILD, "vladimir-putin", keywords=("truce", "[x]"))
    people = bureau_of(archive, 200)
    assert await show_all(people, as_json=False) == 0
    assert "Vladimir Putin, with “truce” or “[x]” in channel:1 (command)" in written(people.out)
    assert await show_all(bureau_of(archive), as_json=False) == 0
    header, line = capsys.readouterr().out.splitlines()
    assert dict(zip(header.split("\t"), line.split("\t"), strict=True))["id"] == str(row.id)
    assert await show_all(bureau_of(archive), as_json=True) == 0
    (facts,) = json.loads(capsys.readouterr().out)
    assert facts["keywords"] == ["truce", "[x]"]


def test_actors_of_the_operators_file_are_known_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, archive_url: str
) -> None:
    (tmp_path / "actors.toml").write_text(ENTRY)
    (tmp_path / "wirewatch.toml").write_text(f'actors_file = "actors.toml"\ndatabase_url = "{archive_url}"\n')
    monkeypatch.chdir(tmp_path)

    async def watched() -> None:
        archive = await Archive.open(archive_url, NoNudges())
        await archive.watches.add(
            guild="terminal", target="terminal", actors=("gull-society",), origin="command", now=NOON
        )
        await archive.close()

    asyncio.run(watched())
    told = CliRunner().invoke(app, ["watches", "list"])
    assert told.exit_code == 0, told.output
    assert "Gull Society\tterminal" in told.stdout
