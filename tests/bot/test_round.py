"""A round ends, whatever its parts do."""

import shutil
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import cast

import pytest
from pydantic import SecretStr
from rich.console import Console

from bot.app import newsroom, utc_now
from bot.first_start import needs_sample, replay_sample
from bot.outcomes import Outcome
from bot.process import run
from bot.queue.memory import MemoryQueue
from bot.round import settle
from bot.workers import WorkerProcesses
from config.errors import ConfigurationError, WirewatchError
from config.settings import Settings
from storage.archive import Archive
from storage.backup import Shelf
from storage.model import Delivery, JobKind
from storage.queue import NoNudges
from summarise.model import Greeting, Post
from tests.bot.filed import HereAndNow
from tests.bot.queue.test_several import archives
from tests.fakes.discord import FakeDiscord, token_of
from tests.fakes.examples import NOON, entry, reading
from tests.storage.scenes import SUMMIT, article, bring, claimed, founded, guild_seen, in_index, newest, wire
from tests.storage.test_processes import running


class Broken:
    """A sender with a bug."""

    async def send(self, delivery: Delivery) -> Outcome:
        raise RuntimeError("a bug of the sender")

    async def settle(self, delivery: Delivery) -> None:
        raise RuntimeError("a bug of the sender")


async def test_round_leaves_what_cannot_be_done_for_another_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.round.RESTED", 0.2)
    settings = Settings(data=tmp_path)
    phases: list[JobKind] = []
    await replay_sample(settings, WorkerProcesses(1), Broken(), lambda phase, _: phases.append(phase))
    assert "deliver" in phases
    async with newsroom(
        settings, workers=WorkerProcesses(1), sender_for=lambda _: Broken(), now=utc_now
    ) as room:
        assert (await room.archive.waiting(utc_now()))["deliver"] >= 1


async def test_archive_in_use_is_shown_no_sample(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert await needs_sample(settings)
    async with newsroom(
        settings, workers=WorkerProcesses(1), sender_for=lambda _: Broken(), now=utc_now
    ) as room:
        await room.archive.feeds.add(address="https://a.example/rss", outlet="A", now=utc_now())
    assert not await needs_sample(settings)


async def test_round_beside_others_leaves_what_they_claimed_and_does_what_it_found(
    migrated_postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.round.RESTED", 0.2)
    settings = Settings(
        data=tmp_path, database_url=migrated_postgresql, full_text="never", host_delay_seconds=0
    )
    workers, queue = cast("WorkerProcesses", HereAndNow()), MemoryQueue()
    async with (
        archives(migrated_postgresql, 1) as (other,),
        newsroom(
            settings,
            workers=workers,
            sender_for=lambda _: Broken(),
            now=utc_now,
            queue=queue,
        ) as room,
    ):
        await other.processes.hear(running("other", "poll"))
        feed = await wire(room.archive)
        queue.admit(frozenset({"poll"}))
        await bring(room.archive, feed, entry("e1"))
        await other.nudge_unfinished(room.now(), frozenset({"poll"}))
        assert (await room.archive.waiting(room.now()))["read"] == 1
        await settle(room, queue, lambda _phase, _waiting: None)
        left = await room.archive.waiting(room.now())
        assert (left["read"], left["poll"]) == (0, 1)
        (row,) = await room.archive.subscriptions.of_guild("a")
        assert row.last_error is None, "its host was not asked"


async def test_round_ends_with_the_housekeeping_and_the_daily_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who runs it from a timetable keeps as little, and as safely, as who lets it run."""
    monkeypatch.setattr("bot.housekeeping.PAUSE", 0)
    settings = Settings(data=tmp_path, keep_days=30, keep_posts_days=30, keep_left_days=0)
    queue, later = MemoryQueue(), NOON + timedelta(days=40)
    before = await Archive.open(settings.database, NoNudges())
    feed = await wire(before)
    await founded(before, await article(before, feed), reading(*SUMMIT))
    greeting = Post(target="channel:1", subject="x", part=0, action="post", revision=1, body=Greeting())
    await before.deliveries.put("a", greeting, NOON)
    await before.deliveries.sent((await claimed(before, NOON)).id, "900100200300400500", NOON)
    await guild_seen(before.guilds, "900100200300400001", "A newsroom", NOON)
    await before.guilds.left("900100200300400001", NOON)
    await before.feeds.retire(feed.id)
    await before.close()
    async with newsroom(
        settings, workers=WorkerProcesses(1), sender_for=lambda _: Broken(), now=lambda: later, queue=queue
    ) as room:
        archive = room.archive
        assert await newest(archive) == 1
        assert await in_index(archive._database, "envoy")
        await settle(room, queue, lambda _phase, _waiting: None)
        assert await newest(archive) == 0
        assert not await in_index(archive._database, "envoy")
        assert await archive.deliveries.recent("a", 10) == ()
        assert await archive.guilds.left_before(later) == ()
        shelf = Shelf(folder=settings.backups)
        assert shelf.newest(later) == later
        await settle(room, queue, lambda _phase, _waiting: None)
        assert len(list(shelf.folder.iterdir())) == 1, "one a day"


async def test_round_of_a_part_is_refused(tmp_path: Path) -> None:
    settings = Settings(
        data=tmp_path, database_url="postgresql+asyncpg://nobody@localhost/none", role=("poll", "read")
    )
    with pytest.raises(ConfigurationError, match="--once does one round of everything"):
        await run(settings, once=True, out=Console(), err=Console())


NOBODY = "127.0.0.1:9"


def of_discord(folder: Path, rest_url: str) -> Settings:
    """Settings of a bot that reaches no gateway."""
    return Settings(
        data=folder,
        discord_token=SecretStr(token_of(1 << 60)),
        discord_api=rest_url,
        discord_gateway=f"ws://{NOBODY}",
        workers=1,
    )


async def test_round_that_does_not_reach_discord_is_done_and_says_so(
    tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.process.discord.REACHED", 0.1)
    shutil.copy(migrated_sqlite, tmp_path / "wirewatch.sqlite3")
    settings = of_discord(tmp_path, f"http://{NOBODY}/api")
    with pytest.raises(WirewatchError, match="Discord was not reached: the round was done without it"):
        await run(settings, once=True, out=Console(file=StringIO()), err=Console(file=StringIO()))
    assert Shelf(folder=settings.backups).newest(utc_now()) is not None, "housekeeping ends a round"


async def test_round_needs_no_gateway_for_what_is_posted(
    tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.process.discord.REACHED", 2.0)
    shutil.copy(migrated_sqlite, tmp_path / "wirewatch.sqlite3")
    async with FakeDiscord(token=token_of(1 << 60)) as discord:
        settings = of_discord(tmp_path, discord.rest_url)
        channel = discord.channel_of(discord.add_guild())
        greeting = Post(
            target=f"channel:{channel.id}", subject="x", part=0, action="post", revision=1, body=Greeting()
        )
        archive = await Archive.open(settings.database, NoNudges())
        await archive.deliveries.put("a", greeting, utc_now())
        await archive.close()
        await run(settings, once=True, out=Console(file=StringIO()), err=Console(file=StringIO()))
        assert len(discord.messages(channel)) == 1
