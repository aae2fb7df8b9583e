"""A row of the file, as the archive is asked for it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import tomlkit

from bot.exporting.model import ServerActor, ServerDigest, ServerWatch
from storage.documents import Planned
from summarise.model import Origin, Quiet

ORIGIN: Final[Origin] = "operator"
"""Whose watches, digests and actors are that an import makes; a feed is so only where the file vouches."""

DECLARED: Final = (
    "it is declared in wirewatch.toml, and would come back as it was. Change it there and restart the bot."
)


def asked_of(said: ServerWatch, guild: str, feeds: Mapping[str, int]) -> dict[str, Any]:
    """What of a Watch the row says, but where it is told; `feeds` are the ids of its feeds, by address."""
    quiet = None
    if said.quiet is not None:
        begins, ends = said.quiet
        quiet = Quiet(begins=begins, ends=ends, zone=said.zone, urgent=said.urgent)
    names = ("role", "every", "keywords", "outlets", "languages", "voices")
    return {
        **{name: getattr(said, name) for name in (*names, "ping", "publish", "timeline", "tags")},
        "actors": whole(said.actors, guild),
        "feeds": tuple(feeds[address] for address in said.feeds),
        "quiet": quiet,
        "cooldown": timedelta(minutes=said.cooldown),
    }


def planned_of(said: ServerDigest, guild: str, feeds: Mapping[str, int]) -> Planned:
    """What of a digest the row says beside place, time and sizes; `feeds` as for a watch."""
    return Planned(
        weekdays=said.days,
        style=said.style,
        grouping=said.group,
        empty=said.empty,
        feeds=tuple(feeds[address] for address in said.feeds),
        actors=whole(said.actors, guild),
        keywords=said.keywords,
        quotes=said.quotes,
        agenda_days=said.appointments,
    )


def sized(said: ServerDigest) -> dict[str, Any]:
    """Its time and sizes, as a DigestPlan has them."""
    return {name: getattr(said, name) for name in ("at", "zone", "stories", "sentences")}


def wishes_of(planned: Planned) -> dict[str, Any]:
    """The same, as a DigestPlan has them."""
    return {name: getattr(planned, name) for name in Planned.__slots__}


def whole(actors: tuple[str, ...], guild: str) -> tuple[str, ...]:
    """The ids of the actors: a bare @ at an end stands for this server."""
    return tuple(f"{actor}{guild}" if actor.endswith("@") else actor for actor in actors)


def entry_of(actor: ServerActor) -> str:
    """The actor as TOML: one [[actor]]."""
    document, rows = tomlkit.document(), tomlkit.aot()
    rows.append(tomlkit.item(actor.model_dump(exclude_none=True)))
    document.add("actor", rows)
    return tomlkit.dumps(document)
