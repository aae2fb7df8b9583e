"""A watch rehearsed on the archive: for `/watch test` and `wirewatch watches rehearse`."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.words import mark, t, whole_day
from config.settings import Settings
from feeds.ports import Workers
from storage.archive import Archive
from summarise.actors.owner import owner
from summarise.actors.roster import Roster, roster
from summarise.model import Watch
from summarise.rehearse import Rehearsing, rehearse

DAYS, MOST_DAYS = 7, 30
"""How far a rehearsal looks back, unless told otherwise, and at most."""

WORDS: Final[Mapping[str, str]] = {
    "post": mark("posted"),
    "reply": mark("told below"),
    "list": mark("told in a list"),
    "hold": mark("held back"),
    "edit": mark("edited"),
}
"""What came of a story."""


async def rehearsed(
    archive: Archive, workers: Workers, settings: Settings, watch: Watch, days: int, now: datetime
) -> Rehearsing:
    """What the watch would have posted in the last days, as its guild's feeds tell it; nothing is written.

    WorkerError where it takes too long.
    """
    feeds = frozenset(row.feed.id for row in await archive.subscriptions.of_guild(watch.guild))
    known = await asyncio.to_thread(roster, await archive.actors.sources())
    return await rehearse(
        watch,
        feeds,
        since=now - timedelta(days=days),
        until=now,
        per_hour=settings.alerts_per_hour,
        added=await _added(archive, watch, known),
        store=archive.stories,
        workers=workers,
    )


async def newest(archive: Archive, guild: str, now: datetime) -> datetime | None:
    """The time of the newest article that the guild's feeds have told so far; None where there is none."""
    feeds = frozenset(row.feed.id for row in await archive.subscriptions.of_guild(guild))
    stories = await archive.stories.between(feeds, datetime.min.replace(tzinfo=UTC), now, 1)
    return max((report.article.at for story in stories for report in story.reports), default=None)


def none_of_these_days(last: datetime | None) -> str:
    """That there is nothing to rehearse on, and of when the newest article is."""
    if last is None:
        return t("There are no stories of these days: none has come yet.")
    return t("There are no stories of these days: the newest is of {day}.", day=whole_day(last.date()))


async def _added(archive: Archive, watch: Watch, known: Roster) -> dict[str, datetime | None]:
    """The watch's actors that are not as shipped, with when they were added where the archive knows that."""
    found: dict[str, datetime | None] = {
        actor: None for actor in watch.actors if owner(actor) or actor in known.shared.added
    }
    for guild in (None, watch.guild) if found else ():
        rows = await archive.actors.of_guild(guild)
        found.update((row.actor, row.created_at) for row in rows if row.actor in found)
    return found
