"""The starter feeds: by topic and language for who chooses, and some for a guild that has chosen nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Final
from xml.etree import ElementTree as ET

from bot.words import ENGLISH, mark, tn
from config.errors import StorageError
from config.settings import Settings
from feeds.opml import Outline
from storage.archive import Archive
from summarise.model import Origin

TOPICS: Final = (
    mark("World"),
    mark("Europe"),
    mark("Africa and the Middle East"),
    mark("Asia"),
    mark("The Americas"),
    mark("United Nations and relief"),
    mark("Economy"),
    mark("Science and technology"),
)
"""The folders of `config/starter.opml`, as `named` says them in other languages."""

LANGUAGES: Final = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}
"""What the starter feeds are written in, by ISO 639-1 code, each called as it calls itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Starter:
    """A feed that ships; `topic` is one of TOPICS, `language` one of LANGUAGES."""

    address: str
    outlet: str
    topic: str
    language: str


@lru_cache(maxsize=1)
def starters() -> tuple[Starter, ...]:
    """Every starter feed, in the order of the file."""
    root = ET.fromstring(files("config").joinpath("starter.opml").read_bytes())  # noqa: S314  our own file
    return tuple(
        Starter(
            address=feed.attrib["xmlUrl"],
            outlet=feed.attrib["text"],
            topic=folder.attrib["text"],
            language=feed.attrib["language"],
        )
        for folder in root.iterfind("body/outline")
        for feed in folder.iterfind("outline")
    )


def chosen(topics: Collection[str], languages: Collection[str]) -> tuple[Starter, ...]:
    """Those of these topics that are in one of these languages."""
    return tuple(one for one in starters() if one.topic in topics and one.language in languages)


def topics_in(languages: Collection[str]) -> tuple[str, ...]:
    """The topics that have feeds in one of these languages."""
    offered = {one.topic for one in starters() if one.language in languages}
    return tuple(topic for topic in TOPICS if topic in offered)


async def subscribe_to_starters(
    archive: Archive,
    guild: str,
    now: datetime,
    feeds: Collection[Starter] | None = None,
    origin: Origin = "shipped",
) -> int:
    """Subscribe the guild to these starter feeds (None: all in English); how many were new to it.

    StorageError where one of them cannot be kept.
    """
    outlines = [
        Outline(address=one.address, title=one.outlet, outlet=one.outlet, topic=one.topic)
        for one in (chosen(TOPICS, {ENGLISH}) if feeds is None else feeds)
    ]
    new = 0
    for came in (await archive.subscriptions.bring_in(guild, outlines, origin, now)).values():
        if isinstance(came, StorageError):
            raise came
        new += came is True
    return new


def proposed(settings: Settings, *own: str) -> tuple[Starter, ...]:
    """The starter feeds that the operator begins with, in their languages and one's `own`."""
    topics = TOPICS if settings.starters is None else settings.starters
    return chosen(topics, {*(settings.languages or (ENGLISH,)), *own})


async def start_reading(archive: Archive, guild: str, now: datetime, operator: Settings) -> str:
    """Give a guild that reads nothing starter feeds, as the `operator` has them; says so, else ""."""
    if await archive.subscriptions.held(guild):
        return ""
    settings = await archive.guilds.settings(guild)
    own = settings.language or (settings.locale or ENGLISH).partition("-")[0]
    feeds = proposed(operator, own)
    if not feeds:
        return ""
    new = await subscribe_to_starters(archive, guild, now, feeds)
    return "\n" + tn(
        "This server read no feeds yet, so it now reads {count} starter feed (`/feed list`).",
        "This server read no feeds yet, so it now reads {count} starter feeds (`/feed list`).",
        new,
    )
