"""The whole of a crash test: Discord, the feeds, the bot's folder and its lives, and the judgement."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from config.settings import Settings
from tests.fakes.discord import FakeDiscord
from tests.fakes.feeds import FeedServer
from tests.fakes.quick import QuickClock
from tests.soak.house import ALONE, House, Seat
from tests.soak.judging import Judgement, Told, judged
from tests.soak.killing import APART, CALM, Run, path
from tests.soak.last_words import differences
from tests.soak.ledger import OnPostgresql, OnSqlite
from tests.soak.nursery import Nursery
from tests.soak.plan import Life
from tests.soak.stream import OUTLETS, happenings, stories

ACTORS: Final = {
    "António Guterres": "antonio-guterres",
    "Vladimir Putin": "vladimir-putin",
    "Emmanuel Macron": "emmanuel-macron",
    "Narendra Modi": "narendra-modi",
    "Ursula von der Leyen": "ursula-von-der-leyen",
    "Recep Tayyip Erdoğan": "recep-tayyip-erdogan",
    "Jens Stoltenberg": "jens-stoltenberg",
    "Cyril Ramaphosa": "cyril-ramaphosa",
    "Christine Lagarde": "christine-lagarde",
    "Olaf Scholz": "olaf-scholz",
}
"""Whom the channels watch, one each."""

SPEED: Final = 12.0
"""How much faster time runs: an edit waits five seconds after the one before."""

SENDING: Final = 40.0
"""Real seconds that a request and its repetitions may take while Discord remembers a nonce."""

TRUSTED: Final = timedelta(minutes=2)

SHARDS: Final = 4
"""Parts of the gateway where several processes are the bot, with a guild on each."""

OVERLAP: Final = 3.2
"""Seconds that two processes may hold a shard: by so much a hasty one leaves later before its lease ends."""

POOL: Final = "4"
"""Connections of each process: a server allows a hundred."""

APART_TOGETHER: Final = 2.0
"""As APART, where a process waits for what a dead one held."""


async def soak(
    folder: Path,
    discord: FakeDiscord,
    *,
    seed: int,
    stories: int,
    channels: int,
    lives: Sequence[Life],
    tell: Callable[[str], None],
    speed: float = SPEED,
    calm: Sequence[timedelta] = CALM,
    seats: Sequence[Seat] = ALONE,
    url: str | None = None,
) -> Judgement:
    """Run it in the folder; what became of the stories. At the end this time passes, start by start.

    Where processes of several `seats` are the bot, `url` is that of an empty database on PostgreSQL.
    """
    shards = SHARDS if url else 1
    async with FeedServer() as wire:
        clock = QuickClock.starting(speed)
        discord.backend.nonce_window = TRUSTED + timedelta(seconds=SENDING) * speed
        watching = furnish(discord, channels, shards, clock())
        discord.clock.wall = clock
        declare(folder, wire, watching)
        told = made(seed, stories, tuple(watching))
        ledger = OnPostgresql(url) if url else OnSqlite(folder / "data" / "wirewatch.sqlite3")
        async with Nursery(folder, environment(folder, discord, url), hurried=bool(url)) as nursery:
            run = Run(
                discord=discord,
                wire=wire,
                house=House(nursery, seats),
                clock=clock,
                ledger=ledger,
                lives=lives,
                happenings=happenings(seed, told),
                tell=tell,
                calm=calm,
                apart=APART_TOGETHER if url else APART,
            )
            await run.run()
        wrong = (
            *run.missed,
            *(f"broken rule: {violation}" for violation in discord.violations),
            *(f"message {m.id} pings" for m in discord.backend.messages.values() if m.pings),
            *[said async for said in differences(ledger, discord)],
        )
        said = [
            Told(channel=channel, message=message.id, text=message.text)
            for channel in watching.values()
            for message in discord.messages(channel)
        ]
        return judged(told, watching, said, wrong)


made = stories
"""`soak` has a parameter of that name."""


def furnish(
    discord: FakeDiscord, channels: int, shards: int = 1, at: datetime | None = None
) -> dict[str, int]:
    """A guild on each shard, and so many channels in them: each actor's.

    The guilds of several shards are made from the moment `at` on.
    """
    discord.gateway.advised_shards = shards
    discord.gateway.turns.one_of_each = True
    discord.gateway.turns.overlap = OVERLAP
    guilds = []
    for number in range(shards):
        if at is not None:  # a guild's shard is told by the millisecond of its id
            discord.clock.wall = partial(lambda at: at, at + number * timedelta(milliseconds=1))
        guilds.append(discord.add_guild(f"Newsroom {number}", channel=None))
    names = list(ACTORS)[:channels]
    return {
        name: discord.add_channel(guilds[number % shards], ACTORS[name]).id
        for number, name in enumerate(names)
    }


def declare(folder: Path, wire: FeedServer, watching: dict[str, int]) -> None:
    """The feeds and the watches, in the folder's wirewatch.toml."""
    feeds = [f'[[feed]]\nurl = "{wire.url(path(o))}"\noutlet = "{o}"\nbacklog = "post"\n' for o in OUTLETS]
    watches = [
        f'[[watch]]\nchannel = {held}\nactors = ["{ACTORS[name]}"]\n' for name, held in watching.items()
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "wirewatch.toml").write_text("\n".join((*feeds, *watches)))


def environment(folder: Path, discord: FakeDiscord, url: str | None) -> dict[str, str]:
    """The settings of every life."""
    settings = {
        "DISCORD_TOKEN": discord.token,
        "WIREWATCH_DATA": str(folder / "data"),
        "WIREWATCH_DISCORD_API": discord.rest_url,
        "WIREWATCH_DISCORD_GATEWAY": discord.gateway_url,
        "WIREWATCH_ALLOW_NETWORKS": "127.0.0.0/8",
        "WIREWATCH_ALLOW_COMMAND_NETWORKS": "127.0.0.0/8",
        "WIREWATCH_HOST_DELAY_SECONDS": "0",
        "WIREWATCH_POLL_FLOOR_MINUTES": "0.01",
        "WIREWATCH_POLL_CEILING_MINUTES": "1",
        "WIREWATCH_FULL_TEXT": "never",
        "WIREWATCH_WORKERS": "1",
    }
    if "alerts_per_hour" in Settings.model_fields:
        settings["WIREWATCH_ALERTS_PER_HOUR"] = "0"
    if url:
        settings["WIREWATCH_DATABASE_URL"] = url
        settings["WIREWATCH_POOL"] = POOL
    return settings
