"""What a declared watch asks for, in the archive's terms: ids for addresses and names."""

from datetime import timedelta
from typing import Any

from bot.spots import Spot
from config.declared import DeclaredWatch
from storage.archive import Archive
from summarise.model import Quiet


async def asked_of(declared: DeclaredWatch, spot: Spot, archive: Archive) -> dict[str, Any] | str:
    """What `Watches.add` takes beside guild and target; or what cannot be, to go on after who asks for it."""
    feeds = await _feeds(declared, spot.guild, archive)
    tags = _tags(declared, spot)
    if isinstance(feeds, str):
        return feeds
    if isinstance(tags, str):
        return tags
    return {
        "actors": declared.actors,
        "role": declared.role,
        "every": declared.every,
        "keywords": declared.keywords,
        "feeds": feeds,
        "outlets": declared.outlets,
        "languages": declared.languages,
        "voices": declared.voices,
        "ping": declared.ping,
        "quiet": _quiet(declared),
        "cooldown": timedelta(minutes=declared.cooldown),
        "publish": declared.publish,
        "timeline": declared.timeline,
        "tags": tags,
    }


async def _feeds(declared: DeclaredWatch, guild: str, archive: Archive) -> tuple[int, ...] | str:
    if not declared.feeds:
        return ()
    read = {row.feed.id for row in await archive.subscriptions.held(guild)}
    found: list[int] = []
    for address in declared.feeds:
        feed = await archive.feeds.find(address)
        if feed is None or feed.id not in read:
            return f"names the feed {address}, which its server does not read. Declare it as [[feed]]."
        found.append(feed.id)
    return tuple(found)


def _tags(declared: DeclaredWatch, spot: Spot) -> tuple[str, ...] | str:
    known = {name.casefold(): tag for name, tag in spot.tags.items()}
    unknown = [name for name in declared.tags if name.casefold() not in known]
    if unknown:
        there = f"has {', '.join(spot.tags)}" if spot.tags else "has no tags"
        return f"names the tag {unknown[0]!r}, which is not there: the channel {there}."
    return tuple(known[name.casefold()] for name in declared.tags)


def _quiet(declared: DeclaredWatch) -> Quiet | None:
    if declared.quiet is None:
        return None
    begins, ends = declared.quiet
    return Quiet(begins=begins, ends=ends, zone=declared.zone, urgent=declared.urgent)
