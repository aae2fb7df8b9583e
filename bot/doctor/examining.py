"""All checks at once, each within its time."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from bot.account import Account, ask_account
from bot.doctor import discord, machine
from bot.doctor.channels import permissions, wanted
from bot.doctor.configuration import configuration
from bot.doctor.database import Kept, Seen, database, kept, look, migrations, opened
from bot.doctor.feeds import asked, deliveries, feeds, outbound
from bot.doctor.finding import Finding, skipped, trouble, warning, well, without
from bot.doctor.restored import restored
from bot.rest import Denied, Rest, Told, Unreached
from bot.terminal import GUILD as TERMINAL
from config.errors import StorageError
from config.settings import ROLES, Settings

T = TypeVar("T")

FIRST, READING, SECOND = 10.0, 5.0, 12.0
"""Seconds for what asks first (database, Discord), for reading the archive, and for what depends on both."""

WORKING: Final = 25.0
"""Seconds for a worker process, beside all of that."""

Working = Callable[[], Awaitable[Finding]]
NOT_YET: Final = "There is no database yet: `wirewatch run` makes it."
NEEDS_SETTINGS: Final = ("token", "database", "disk", "data folder", "feeds", "outbound", "workers")
Owner = Account | Denied | Unreached


def findings(
    environ: Mapping[str, str], folder: Path, working: Working = machine.workers
) -> tuple[Finding, ...]:
    """Look at everything, in at most FIRST + READING + SECOND seconds; `working` looks at the workers."""
    loaded, told = configuration(environ, folder)
    if loaded is None:
        rest = (skipped(name, "The settings cannot be read.") for name in NEEDS_SETTINGS)
        return (*told, *rest)
    settings = loaded.settings
    found = asyncio.run(_examined(settings, working))
    return tuple(without(settings.secrets, one) for one in (*told, *found))


async def _examined(settings: Settings, work: Working) -> list[Finding]:
    working = asyncio.create_task(_within(WORKING, work(), "workers"))
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    async with Rest(token, settings.discord_api) as rest:
        before = machine.now()
        seen, owner, wire = await asyncio.gather(_seen(settings), _owner(rest, token), _gateway(rest, token))
        after = machine.now()
        held, unread = await _kept(settings, seen)
        lock, runs = machine.lock(settings)
        health = machine.health(settings, runs=None if settings.is_shared else runs)
        channels, answers, vital = await asyncio.gather(
            _channels(rest, settings, owner, held, unread),
            _asked(settings, held),
            _within(SECOND, health, "health"),
        )
    reached = None if owner is None else not isinstance(owner, Unreached)
    found = [
        *_of_discord(settings, owner, wire, held),
        *channels,
        database(seen),
        migrations(seen),
        machine.disk(settings.held_folder, seen.size),
        lock,
        *restored(settings, runs=runs),
        *_clocks(owner, seen, before, after, shared=settings.is_shared),
        *_of_archive(held, unread),
        *_processes(settings, held),
        outbound(*answers, discord=reached) if answers else _late("outbound", SECOND),
    ]
    return [*found, vital, await working]


async def _within(seconds: float, work: Awaitable[Finding], name: str) -> Finding:
    try:
        return await asyncio.wait_for(work, seconds)
    except TimeoutError:
        return _late(name, seconds)


def _late(name: str, seconds: float) -> Finding:
    return trouble(
        name, f"This check did not end within {seconds:g} s.", "Look at the machine's load and network."
    )


async def _or_none(seconds: float, work: Awaitable[T]) -> T | None:
    try:
        return await asyncio.wait_for(work, seconds)
    except TimeoutError:
        return None


async def _seen(settings: Settings) -> Seen:
    found = await _or_none(FIRST, look(settings.database))
    return found or Seen(place="The database", wrong=f"The database did not answer within {FIRST:g} s.")


async def _owner(rest: Rest, token: str) -> Owner | None:
    """Whose token it is; None where there is none."""
    if not token:
        return None
    return await _or_none(FIRST, ask_account(rest)) or Unreached(reason=f"no answer within {FIRST:g} s")


async def _gateway(rest: Rest, token: str) -> Told | Denied | Unreached | None:
    return await _or_none(FIRST, rest.get("/gateway/bot")) if token else None


async def _kept(settings: Settings, seen: Seen) -> tuple[Kept | None, str]:
    """What the archive holds; None, and why, where it cannot be looked at."""
    if not seen.can_be_read:
        is_new = seen.wrong is None and not seen.is_foreign and seen.revision is None
        return None, NOT_YET if is_new else "The database cannot be looked at."
    try:
        async with asyncio.timeout(READING), opened(settings.database) as archive:
            return await kept(archive, TERMINAL), ""
    except (StorageError, TimeoutError) as error:
        return None, str(error) or f"The database did not answer within {READING:g} s."


async def _channels(
    rest: Rest, settings: Settings, owner: Owner | None, held: Kept | None, unread: str
) -> list[Finding]:
    if not isinstance(owner, Account):
        why = discord.NO_TOKEN if owner is None else "Discord did not say whose token it is."
        return [skipped("permissions", why)]
    targets = held.targets if held else frozenset()
    timelines = [one.target for one in held.watches if one.timeline] if held else []
    logs = [f"channel:{one.log}" for one in held.guilds if one.log] if held else []
    named = wanted((*sorted(targets), *logs), timelines, settings)
    if held is None and not named:
        return [skipped("permissions", unread)]
    found = await _or_none(SECOND, permissions(rest, owner.bot, named, datetime.now(UTC)))
    return [_late("permissions", SECOND)] if found is None else found


async def _asked(settings: Settings, held: Kept | None) -> tuple[list[str], list[str]] | None:
    return await _or_none(SECOND, asked(settings, held.feeds if held else ()))


def _of_discord(
    settings: Settings, owner: Owner | None, wire: Told | Denied | Unreached | None, held: Kept | None
) -> list[Finding]:
    if owner is None:
        return [skipped(name, discord.NO_TOKEN) for name in ("token", "intents", "gateway")]
    return [
        discord.token(owner, settings.bot_id, held.bot if held else None),
        discord.intents(owner),
        discord.gateway(wire or Unreached(reason="no answer")),
    ]


def _clocks(
    owner: Owner | None, seen: Seen, before: datetime, after: datetime, *, shared: bool
) -> list[Finding]:
    told = owner.date if isinstance(owner, Account | Denied) else None
    clocks = [discord.clock(before, after, told, "Discord's")]
    if shared:
        clocks.append(discord.clock(before, after, seen.time, "the database's"))
    return [one for one in clocks if one] or [skipped("clock", "There is no other one to compare it with.")]


def _of_archive(held: Kept | None, unread: str) -> list[Finding]:
    if held is None:
        return [skipped("feeds", unread), skipped("deliveries", unread)]
    found = [*feeds(held.feeds, datetime.now(UTC)), deliveries(held.stopped, held.waiting)]
    if held.of_guilds > len(held.guilds):
        said = f"Of {held.of_guilds} servers, {len(held.guilds)} were looked at."
        found.append(skipped("servers", said))
    return found


def _processes(settings: Settings, held: Kept | None) -> list[Finding]:
    """On PostgreSQL: whether somebody does each part of the work."""
    if not settings.is_shared or held is None:
        return []
    done = {role for process in held.processes for role in process.roles}
    missing = [role for role in ROLES if role not in done]
    if not missing:
        return [well("processes", f"{len(held.processes)} run, and do all parts of the work.")]
    said = f"{len(held.processes)} run; nobody does: {', '.join(missing)}."
    return [warning("processes", said, "Start `wirewatch run`, with --role where there are several.")]
