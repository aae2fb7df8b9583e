"""The starter feeds: what a guild reads that has not chosen feeds of its own."""

from datetime import datetime
from importlib.resources import files

from feeds.opml import read_opml
from storage.archive import Archive


async def subscribe_to_starters(archive: Archive, guild: str, now: datetime) -> int:
    """Subscribe the guild to every feed of `config/starter.opml`; returns how many were new to it."""
    listed = read_opml(files("config").joinpath("starter.opml").read_bytes())
    new = 0
    for outline in listed.outlines:
        feed = await archive.feeds.add(
            address=outline.address, outlet=outline.outlet, title=outline.title, now=now
        )
        new += await archive.subscriptions.subscribe(guild, feed.id, "shipped", now)
    return new


async def start_reading(archive: Archive, guild: str, now: datetime) -> str:
    """Where the guild reads no feed yet, give it the starter feeds; a sentence that says so, else ""."""
    if await archive.subscriptions.of_guild(guild):
        return ""
    new = await subscribe_to_starters(archive, guild, now)
    return f"\nThis server read no feeds yet, so it now reads {new} starter feeds (`/feed list`)."
