"""The machine: room on the disk, who uses the data folder, worker processes, the health endpoint."""

import asyncio
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.doctor.finding import Finding, skipped, trouble, warning, well
from bot.health.asking import ask
from bot.lock import holder
from bot.workers import WorkerProcesses
from config.errors import WorkerError
from config.settings import Settings
from feeds.model import Article
from summarise.reading import reading_of

MEGABYTE: Final = 1_000_000
LITTLE, LEAST = 1_000 * MEGABYTE, 100 * MEGABYTE
"""Bytes on a disk: with less it may soon be full; with less than the other it is about to be."""

READ_WITHIN: Final = 20.0
TEXT: Final = (
    "The Mayor of Port Alder will meet the harbour council on Friday. “We shall rebuild,” she said. "
)


def disk(folder: Path, held: int) -> Finding:
    """Room for a database that has so many bytes by now (0: none here), and for a copy of it."""
    there = _nearest(folder)
    try:
        free = shutil.disk_usage(there).free
    except OSError as error:
        return trouble("disk", f"{there} cannot be looked at: {error.strerror}.")
    said = f"{_size(free)} are free at {there}."
    if free < LEAST:
        return trouble("disk", said, "Make room: nothing can be kept where the disk is full.")
    if free < max(LITTLE, 2 * held):
        return warning(
            "disk", said, "Make room, or set keep_days: a backup takes as much room again as the database."
        )
    return well("disk", said)


def lock(settings: Settings) -> tuple[Finding, bool]:
    """Who uses the data folder, and whether somebody does. Asked for a moment, and given back at once."""
    folder = settings.held_folder
    if settings.is_shared:
        return skipped("data folder", "On PostgreSQL several processes may work at once."), False
    if not os.access(_nearest(folder), os.R_OK | os.W_OK | os.X_OK) or _nearest(folder).is_file():
        said = f"This user may not read and write in {folder}."
        return trouble("data folder", said, "Change its owner or mode, or set WIREWATCH_DATA."), False
    try:
        number = holder(folder)
    except OSError as error:
        said = f"{folder / 'wirewatch.lock'} cannot be opened: {error.strerror}."
        return trouble("data folder", said, "Give this user access to the folder and its files."), False
    if number is None:
        return well("data folder", f"{folder}: no Wirewatch uses it now."), False
    return well("data folder", f"{folder}: Wirewatch runs on it (process {number}). No second one can."), True


async def workers() -> Finding:
    """A worker process starts, and reads an article."""
    article = Article(
        id=0,
        feed_id=0,
        outlet="",
        guid="",
        title="Harbour",
        text=TEXT * 5,
        url=None,
        author=None,
        published_at=None,
        seen_at=now(),
    )
    loop = asyncio.get_running_loop()
    began = loop.time()
    try:
        reading = await WorkerProcesses(1).run(reading_of, article, deadline=READ_WITHIN)
    except (WorkerError, OSError) as error:
        return trouble(
            "workers",
            f"No worker process could read an article: {error}.",
            "Give the machine or the container more memory and processes (512 MB, 64), or look at its load.",
        )
    took = loop.time() - began
    return well(
        "workers", f"One started and read an article of {len(reading.sentences)} sentences in {took:.1f} s."
    )


async def health(settings: Settings, *, runs: bool | None) -> Finding:
    """What the process says that runs here; `runs` is None where that is not known."""
    if settings.health_at is None:
        return skipped("health", "WIREWATCH_HEALTH is not set: nothing to ask.")
    if runs is False:
        return skipped("health", "No Wirewatch runs here that could be asked.")
    secret = settings.health_token.get_secret_value() if settings.health_token else None
    found = await asyncio.to_thread(ask, settings.health_at, "/health/ready", secret)
    if found.well:
        return well("health", "The process that runs says that it is ready.")
    told = f"The process that runs is not ready, or does not answer: {found.told[:300]}"
    return warning("health", told, "docs/monitoring.md says what each word means; its log tells more.")


def now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def _nearest(folder: Path) -> Path:
    """The folder, or the closest above it that there is."""
    return next((one for one in (folder, *folder.absolute().parents) if _is_there(one)), Path("/"))


def _is_there(folder: Path) -> bool:
    """Whether it can be seen."""
    try:
        return folder.exists()
    except OSError:
        return False


def _size(many: int) -> str:
    return f"{many / 1e9:.1f} GB" if many >= 1e9 else f"{many / 1e6:.0f} MB"
