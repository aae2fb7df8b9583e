"""A newsroom to drive: feeds on loopback, a Discord on loopback, and the settings that join them."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.first_start import REPLAYED
from storage.schema import note
from tests.acceptance.forked import DATABASE
from tests.acceptance.rows import bury, writing
from tests.acceptance.seeds import AT
from tests.acceptance.wirewatch import Process
from tests.fakes.discord import Channel, FakeDiscord, Guild
from tests.fakes.feeds import FeedServer
from tests.fakes.quick import SETTING, QuickClock


@dataclass
class Stage:
    """One server with one channel, two outlets, and how to start the bot for them."""

    folder: Path
    url: str
    discord: FakeDiscord
    wire: FeedServer
    guild: Guild
    channel: Channel
    declared: list[str] = field(default_factory=list)
    clock: QuickClock | None = None

    def quicken(self, speed: float = 60.0, started: datetime | None = None) -> None:
        """Let time run faster for Discord and the bots to be started: a minute passes in a second."""
        clock = QuickClock.starting(speed)
        self.clock = clock if started is None else replace(clock, epoch=started)
        self.discord.clock.wall = self.clock

    def leap(self, by: timedelta) -> None:
        """Put the quick clock forward, for Discord and for the bots to be started."""
        assert self.clock is not None
        self.discord.clock.wall = self.clock = self.clock.leapt(by)

    def feed(self, address: str, outlet: str, backlog: str = "post") -> None:
        """Declare a feed that the channel's server reads."""
        self.declared.append(f'[[feed]]\nurl = "{address}"\noutlet = "{outlet}"\nbacklog = "{backlog}"\n')

    def watch(self, *actors: str) -> None:
        """Declare a watch on actors, for the channel."""
        names = ", ".join(f'"{actor}"' for actor in actors)
        self.declared.append(f"[[watch]]\nchannel = {self.channel.id}\nactors = [{names}]\n")

    def digest(self, at: str, zone: str = "UTC") -> None:
        """Declare a daily digest, for the channel."""
        self.declared.append(f'[[digest]]\nchannel = {self.channel.id}\nat = "{at}"\nzone = "{zone}"\n')

    async def killed(self, process: Process) -> None:
        """Kill a bot, and let it count as dead: what it held is free, as it is after a while."""
        process.kill()
        await process.ended()
        await bury(self.url, process.pid)

    def bot(self, *arguments: str, **settings: str) -> Process:
        """The bot's process, to be started."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "wirewatch.toml").write_text("\n".join(self.declared))
        return Process(
            self.folder,
            "run",
            *arguments,
            **{
                "DISCORD_TOKEN": self.discord.token,
                "WIREWATCH_DISCORD_API": self.discord.rest_url,
                "WIREWATCH_DISCORD_GATEWAY": self.discord.gateway_url,
                "WIREWATCH_ALLOW_NETWORKS": "127.0.0.0/8",
                "WIREWATCH_ALLOW_COMMAND_NETWORKS": "127.0.0.0/8",
                "WIREWATCH_HOST_DELAY_SECONDS": "0",
                "WIREWATCH_POLL_FLOOR_MINUTES": "0.01",
                "WIREWATCH_POLL_CEILING_MINUTES": "1",
                "WIREWATCH_FULL_TEXT": "never",
                "WIREWATCH_WORKERS": "1",
                **({} if self.clock is None else {SETTING: self.clock.packed()}),
                **settings,
            },
        )


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is told a database by whoever runs the tests."""
    monkeypatch.delenv(DATABASE, raising=False)


@pytest.fixture
def home(
    kind_of_database: str,
    nobodys_settings: None,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> str | None:
    """The URL of the PostgreSQL database that all processes of this test are told; None: of none, and each
    keeps its SQLite file in its own folder.
    """
    if kind_of_database == "sqlite":
        return None
    url: str = request.getfixturevalue("postgresql_of_bots")
    monkeypatch.setenv(DATABASE, url)
    return url


def kept_in(folder: Path, home: str | None) -> str:
    """The URL of the database of processes in this folder."""
    return home or f"sqlite+aiosqlite:///{folder / 'data' / 'wirewatch.sqlite3'}"


@pytest.fixture
async def begun(tmp_path: Path, home: str | None, migrated_sqlite: Path) -> Path:
    """A folder whose archive has shown the sample wire already: a start comes to its feeds at once."""
    (tmp_path / "data").mkdir()
    if home is None:
        shutil.copy(migrated_sqlite, tmp_path / "data" / "wirewatch.sqlite3")
    async with writing(kept_in(tmp_path, home)) as tx:
        await tx.execute(sa.insert(note).values(key=REPLAYED, value=AT.isoformat()))
    return tmp_path


@pytest.fixture
async def stage(tmp_path: Path, home: str | None) -> AsyncIterator[Stage]:
    """A furnished stage; at its end no rule of Discord was broken and nobody was pinged."""
    async with FakeDiscord() as discord, FeedServer() as wire:
        # the machine may be slow and the clock quick: that answers come in time is for tests/bot to see
        discord.backend.answer_within = discord.backend.token_life = timedelta(days=1)
        guild = discord.add_guild("Newsroom")
        yield Stage(
            folder=tmp_path / "bot",
            url=kept_in(tmp_path / "bot", home),
            discord=discord,
            wire=wire,
            guild=guild,
            channel=discord.channel_of(guild),
        )
        assert discord.violations == []
