"""Asks the operator's feed of releases, and nobody else, whether there is a newer version."""

from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Final

import structlog

from bot.releases import Release, is_newer, newest
from bot.workers import FIRST_DEADLINE
from config.errors import WorkerError
from config.settings import Settings
from feeds.guard import shown
from feeds.model import Feed, Fetched, FetchFailed, NotAFeed
from feeds.ports import Fetch, Workers

log = structlog.get_logger()

DAY: Final = timedelta(days=1)


async def ask(settings: Settings, fetch: Fetch, workers: Workers) -> Release | str:
    """The newest version that the feed tells of, or why there is none, as sentences for people.

    One request by `fetch`, as for a feed of the operator's.
    """
    if settings.release_feed is None:
        return (
            "Nothing was asked: set WIREWATCH_RELEASE_FEED to the address of a feed of releases "
            "(docs/updates.md). Wirewatch knows of none by itself."
        )
    from feeds.parse.document import parse  # only workers parse: this process has no use for the parser

    feed = Feed(id=0, address=settings.release_feed.get_secret_value(), outlet="", vouched=True)
    outcome = await fetch(feed)
    if isinstance(outcome, FetchFailed):
        return f"The feed of releases could not be read. {outcome.once}"
    if not isinstance(outcome, Fetched):
        return "The feed of releases sent nothing."
    try:
        read = await workers.run(
            parse, outcome.body, outcome.address, outcome.content_type, deadline=FIRST_DEADLINE
        )
    except WorkerError as error:
        return f"The feed of releases could not be read: {error}."
    if isinstance(read, NotAFeed):
        return f"{shown(feed.address)} is no feed: {read.detail}"
    return newest(read.entries, version("wirewatch")) or (
        f"{shown(feed.address)} names no version in its {len(read.entries)} newest titles and links."
    )


class DailyCheck:
    """Asks once a day, and logs a newer version, and the same trouble, once."""

    def __init__(self) -> None:
        self._asked_at: datetime | None = None
        self._told: Release | str | None = None

    async def look(self, settings: Settings, fetch: Fetch, workers: Workers, now: datetime) -> None:
        """Ask if it is time to; raises nothing."""
        if not settings.release_check or (self._asked_at is not None and now < self._asked_at + DAY):
            return
        self._asked_at = now
        found = await ask(settings, fetch, workers)
        if found == self._told:
            return
        self._told = found
        if isinstance(found, str):
            log.warning("whether there is a new version is not known", reason=found)
        elif is_newer(found, version("wirewatch")):
            log.info(
                "a new version is out", new=found.version, running=version("wirewatch"), page=found.link or ""
            )
