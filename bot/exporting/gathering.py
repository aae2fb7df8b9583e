"""What a server has settled, as the archive holds it, as a file's value."""

import tomllib
from collections.abc import Mapping
from typing import Any

from bot.exporting.model import Server, ServerActor, ServerDigest, ServerFeed, ServerFile, ServerWatch
from config.sample import SCHEME
from config.weekdays import NAMES
from storage.archive import Archive
from summarise.model import DigestPlan, Watch


async def gather(archive: Archive, guild: str) -> ServerFile:
    """The server's settings, in an order that does not depend on when they were made.

    What belongs to a person is not among them: direct messages, follows, who made what.
    """
    settings = await archive.guilds.settings(guild)
    held = [row for row in await archive.subscriptions.held(guild) if not row.feed.address.startswith(SCHEME)]
    addresses = {row.feed.id: row.feed.address for row in held}
    feeds = [
        ServerFeed(
            url=row.feed.address,
            outlet=row.feed.outlet,
            backlog=row.feed.backlog,
            full_text=row.feed.full_text,
            topic=row.topic,
            paused=row.paused_at is not None,
        )
        for row in held
    ]
    watches = [
        watch_of(row, addresses)
        for row in await archive.watches.of_guild(guild)
        if row.story is None and not row.target.startswith("user:")
    ]
    digests = [
        digest_of(row, addresses)
        for row in await archive.plans.of_guild(guild)
        if not row.target.startswith("user:")
    ]
    actors = [
        ServerActor.model_validate(tomllib.loads(row.entry)["actor"][0])
        for row in await archive.actors.of_guild(guild)
    ]
    return ServerFile(
        server=Server(
            id=guild,
            name=settings.name,
            language=settings.language,
            log=settings.log,
            rights=dict(sorted(settings.rights.items())),
        ),
        feed=tuple(sorted(feeds, key=lambda one: (one.topic, one.url))),
        actor=tuple(sorted(actors, key=lambda one: one.id)),
        watch=tuple(sorted(watches, key=lambda one: one.model_dump_json())),
        digest=tuple(sorted(digests, key=lambda one: one.model_dump_json())),
    )


def watch_of(row: Watch, addresses: Mapping[int, str]) -> ServerWatch:
    """A watch as the file has it; feeds that the server does not read are left out."""
    quiet = row.quiet
    times: dict[str, Any] = {}
    if quiet is not None:
        times = {"quiet": (quiet.begins, quiet.ends), "zone": quiet.zone, "urgent": quiet.urgent}
    return ServerWatch.model_validate(
        {
            **_place(row.target),
            **{name: getattr(row, name) for name in ("role", "every", "keywords", "outlets", "languages")},
            **{name: getattr(row, name) for name in ("voices", "ping", "publish", "timeline", "tags")},
            **times,
            "actors": _own(row.actors, row.guild),
            "feeds": _addresses(row.feeds, addresses),
            "cooldown": row.cooldown.total_seconds() // 60,
            "paused": row.paused_at is not None,
        }
    )


def digest_of(row: DigestPlan, addresses: Mapping[int, str]) -> ServerDigest:
    """A digest plan as the file has it."""
    return ServerDigest.model_validate(
        {
            **_place(row.target),
            **{name: getattr(row, name) for name in ("at", "zone", "stories", "sentences", "style")},
            **{name: getattr(row, name) for name in ("empty", "keywords", "quotes")},
            "days": days_of(row.weekdays),
            "group": row.grouping,
            "appointments": row.agenda_days,
            "actors": _own(row.actors, row.guild),
            "feeds": _addresses(row.feeds, addresses),
        }
    )


def days_of(weekdays: tuple[int, ...]) -> str:
    """Days as wirewatch.toml has them, such as "mon,wed"; empty for every day."""
    return ",".join(NAMES[day][:3].lower() for day in weekdays)


def _place(target: str) -> dict[str, str]:
    kind, _, channel = target.rpartition(":")
    return {"channel": channel, "kind": kind or "channel"}


def _own(actors: tuple[str, ...], guild: str) -> tuple[str, ...]:
    """The server's own actors end with a bare @, whichever server it is."""
    return tuple(actor.removesuffix(guild) if actor.endswith(f"@{guild}") else actor for actor in actors)


def _addresses(feeds: tuple[int, ...], addresses: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(addresses[one] for one in feeds if one in addresses)
