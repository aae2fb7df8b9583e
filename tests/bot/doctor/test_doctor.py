"""The doctor with a real archive, a Discord and a feed: what it finds, and that it changes nothing."""

import asyncio
import hashlib
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.doctor.examining import findings
from bot.doctor.finding import Finding, well
from bot.whose import BOT
from storage.archive import Archive
from storage.queue import NoNudges
from storage.schema import VERSION_TABLE
from tests.fakes.discord import Channel, FakeDiscord, Guild, Permission, token_of
from tests.fakes.feeds import FeedServer, item, rss
from tests.storage.scenes import guild_seen


async def no_workers() -> Finding:
    return well("workers", "not looked at here")


@dataclass
class Patient:
    """A furnished archive, a Discord and a feed, and how to ask the doctor about them."""

    folder: Path
    discord: FakeDiscord
    wire: FeedServer
    guild: Guild
    channel: Channel
    environ: dict[str, str]

    @property
    def file(self) -> Path:
        return self.folder / "wirewatch.sqlite3"

    async def asked(self, **settings: str) -> dict[str, list[Finding]]:
        """The findings by the name of their check."""
        found = await asyncio.to_thread(findings, self.environ | settings, self.folder, no_workers)
        names = dict.fromkeys(one.name for one in found)
        return {name: [one for one in found if one.name == name] for name in names}

    def traces(self) -> dict[str, str]:
        """Every file of the folder, by what is in it."""
        return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in self.folder.iterdir()}


@pytest.fixture
async def patient(tmp_path: Path, migrated_sqlite: Path) -> AsyncIterator[Patient]:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(migrated_sqlite, folder / "wirewatch.sqlite3")
    now = datetime.now(UTC)
    async with FakeDiscord() as discord, FeedServer() as wire:
        discord.backend.world.token = token_of(discord.backend.world.me.id)
        guild = discord.add_guild("Newsroom")
        channel = discord.channel_of(guild)
        archive = await Archive.open(f"sqlite+aiosqlite:///{folder / 'wirewatch.sqlite3'}", NoNudges())
        address = wire.put("/news.xml", rss(item("Harbour", "<p>Rebuilt.</p>"), title="Wire"))
        feed = await archive.feeds.add(
            address=address, outlet="Wire", title="Wire", now=now, backlog="silent"
        )
        await archive.subscriptions.subscribe(str(guild.id), feed.id, "operator", now)
        await guild_seen(archive.guilds, str(guild.id), "Newsroom", now)
        await archive.guilds.note(BOT, str(discord.backend.world.me.id))
        target = f"channel:{channel.id}"
        await archive.watches.add(
            guild=str(guild.id),
            target=target,
            actors=("vladimir-putin",),
            origin="command",
            now=now,
            timeline=True,
        )
        await archive.close()
        environ = {
            "DISCORD_TOKEN": discord.token,
            "WIREWATCH_DISCORD_API": discord.rest_url,
            "WIREWATCH_DATA": str(folder),
            "WIREWATCH_ALLOW_NETWORKS": "127.0.0.0/8",
            "WIREWATCH_ALLOW_COMMAND_NETWORKS": "127.0.0.0/8",
        }
        yield Patient(folder, discord, wire, guild, channel, environ)
        assert discord.violations == []


async def test_well_newsroom_is_found_well_and_left_as_it_is(patient: Patient) -> None:
    before = patient.traces()
    found = await patient.asked()
    flat = [one for each in found.values() for one in each]
    assert {one.state for one in flat} <= {"well", "skipped"}, flat
    assert {one.name for one in flat if one.state == "skipped"} == {"health"}
    assert "1 channel is named" in found["permissions"][0].found[0]
    assert found["outbound"][0].found == ("Wire answered just now.",)
    assert patient.traces() == before, "nothing is written, and no file is made"
    assert {request.method for request in patient.discord.requests} == {"GET"}
    with closing(sqlite3.connect(patient.file)) as running:
        running.execute("PRAGMA journal_mode=WAL")
        running.execute("INSERT INTO note (key, value) VALUES ('logged', 'now')")
        running.commit()
        among = set(patient.traces())
        assert (await patient.asked())["database"][0].state == "well"
        assert set(patient.traces()) == among


async def test_what_is_wrong_is_found_with_what_to_do(patient: Patient) -> None:
    patient.discord.deny(patient.channel, Permission.EMBED_LINKS, Permission.READ_MESSAGE_HISTORY)
    patient.wire.put("/news.xml", "", status=500)
    patient.discord.backend.world.application_flags = 1 << 19
    found = await patient.asked(WIREWATCH_BOT_ID="1" * 18)
    assert "`bot_id` names 111111111111111111" in found["token"][0].found[0]
    assert "the bot lacks Embed Links." in found["permissions"][0].found[0]
    assert "Allow that" in found["permissions"][0].advice[0]
    assert found["outbound"][0].state == "warning"
    assert "Message Content Intent" in found["intents"][0].found[0]
    patient.discord.deny(patient.channel, Permission.VIEW_CHANNEL)
    assert "does not see channel" in (await patient.asked())["permissions"][0].found[0]
    patient.discord.delete_channel(patient.channel)
    assert "no channel" in (await patient.asked())["permissions"][0].found[0]
    denied = await patient.asked(DISCORD_TOKEN="revoked.token.of-old")
    assert "does not accept DISCORD_TOKEN" in denied["token"][0].found[0]
    assert {denied[name][0].state for name in ("intents", "permissions")} == {"skipped"}


async def test_databases_that_cannot_be_used_are_told_and_not_migrated(patient: Patient) -> None:
    with closing(sqlite3.connect(patient.file)) as changed, changed:
        changed.execute(f"UPDATE {VERSION_TABLE} SET version_num = '0007'")
    before = patient.traces()
    found = await patient.asked()
    assert found["migrations"][0].state == "warning"
    assert found["feeds"][0].state == "skipped"
    assert patient.traces() == before
    patient.file.write_bytes(b"no database at all" * 300)
    assert (await patient.asked())["database"][0].state == "trouble"
    patient.file.unlink()
    fresh = await patient.asked()
    assert "is made at the first start" in fresh["database"][0].found[0]
    assert fresh["feeds"][0].found == ("There is no database yet: `wirewatch run` makes it.",)
    assert patient.traces() == {}
    patient.file.mkdir()
    assert "is a folder" in (await patient.asked())["database"][0].found[0]


async def test_what_stands_in_the_log_alone_is_seen_though_its_index_is_gone(patient: Patient) -> None:
    with closing(sqlite3.connect(patient.file)) as running:
        running.execute("PRAGMA journal_mode=WAL")
        running.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        running.execute("UPDATE note SET value = ? WHERE key = ?", ("9" * 18, BOT))
        running.commit()
        left = {end: patient.file.with_name(f"{patient.file.name}{end}").read_bytes() for end in ("", "-wal")}
    for end, held in left.items():
        patient.file.with_name(f"{patient.file.name}{end}").write_bytes(held)
    found = await patient.asked()
    assert f"belongs to bot {'9' * 18}" in found["token"][0].found[0]
    assert {end: patient.file.with_name(f"{patient.file.name}{end}").read_bytes() for end in left} == left
