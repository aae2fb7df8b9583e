"""Who is known beside the shipped actors: the operator's own file, and what was added."""

import asyncio
from pathlib import Path
from typing import Final

from config.errors import ConfigurationError
from config.settings import Settings
from storage.archive import Archive
from storage.engine import database_url, is_sqlite
from storage.queue import NoNudges
from summarise.actors.catalogue import Catalogue
from summarise.actors.roster import roster
from summarise.model import CatalogueText

LONGEST_FILE: Final = 32 * 1024 * 1024
"""Bytes of the operator's file."""


def operators_actors(settings: Settings) -> tuple[CatalogueText, ...]:
    """The file of the setting `actors_file`, or nothing; ConfigurationError where it cannot be read."""
    file = settings.actors_file
    if file is None:
        return ()
    try:
        if file.stat().st_size > LONGEST_FILE:
            raise _unreadable(file, f"it has more than {LONGEST_FILE >> 20} MB")
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _unreadable(file, error.strerror or "the system says no more") from None
    except UnicodeDecodeError as error:
        raise _unreadable(file, f"it is not UTF-8 at byte {error.start}") from None
    return (CatalogueText(label=str(file), text=text),)


def _unreadable(file: Path, why: str) -> ConfigurationError:
    return ConfigurationError(
        f"Setting `actors_file` names {file}, which cannot be read: {why}. Correct the path or the file."
    )


def has_archive(settings: Settings) -> bool:
    """Whether there may be a database: PostgreSQL, or SQLite's file."""
    url = database_url(settings.database)
    return not is_sqlite(url) or Path(str(url.database)).is_file()


async def kept_actors(settings: Settings) -> tuple[CatalogueText, ...]:
    """The operator's file and what the database holds, for whoever has no archive open.

    An older version's database is refused.
    """
    archive = await Archive.open(
        settings.database, NoNudges(), catalogues=operators_actors(settings), upgrades=False
    )
    try:
        return await archive.actors.sources()
    finally:
        await archive.close()


async def watched_actors(settings: Settings) -> frozenset[str]:
    """The ids that watches in the database name, for whoever has no archive open."""
    archive = await Archive.open(settings.database, NoNudges(), upgrades=False)
    try:
        return await archive.actors.watched()
    finally:
        await archive.close()


async def catalogue_of(archive: Archive, guild: str) -> Catalogue:
    """Everybody whom this guild may watch: shipped, the operator's, and its own."""
    texts = await archive.actors.sources()
    # in a thread: a catalogue that is new takes a while to read, and the loop must not wait
    return (await asyncio.to_thread(roster, texts)).of(guild)
