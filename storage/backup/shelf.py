"""The folder of backups: how they are called, which is the newest, and which go."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from storage.backup.room import make_folder

STAMP: Final = "%Y%m%dT%H%M%SZ"
_NAME: Final = re.compile(r"wirewatch-(\d{8}T\d{6}Z)(?:-\d+)?\.zip", re.ASCII)
_BEFORE: Final = re.compile(r"before-[0-9a-z]+-(\d{8}T\d{6}Z)(?:-\d+)?\.zip", re.ASCII)
_PARTIAL: Final = re.compile(
    r"\.(?:wirewatch|before-[0-9a-z]+)-\d{8}T\d{6}Z(?:-\d+)?\.zip\.\d+\.(?:partial|copy)(?:-wal|-shm|-journal)?",
    re.ASCII,
)

STALE: Final = timedelta(days=1)
"""What was left half-written for so long belongs to nobody any more."""

BEFORE_KEPT: Final = 3
"""Backups that were made before a migration and are kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """A folder of backups."""

    folder: Path

    def place(self, now: datetime, revision: str | None = None) -> Path:
        """Where to put one that is made now; with a revision, one made before the migration to it.

        Makes the folder. StorageError where it cannot be used.
        """
        make_folder(self.folder)
        stamp = now.astimezone(UTC).strftime(STAMP)
        name = f"wirewatch-{stamp}" if revision is None else f"before-{revision}-{stamp}"
        place, number = self.folder / f"{name}.zip", 1
        while place.exists():
            number += 1
            place = self.folder / f"{name}-{number}.zip"
        return place

    def newest(self, now: datetime) -> datetime | None:
        """When the newest was made that is not one before a migration; None where there is none.

        One that bears a time to come, as the clock was wrong then, is none.
        """
        return max((made for made, _ in self._held(_NAME, now) if made <= now), default=None)

    def trim(self, most: int, now: datetime) -> tuple[Path, ...]:
        """Delete all but the newest ones; those deleted. Only what is called as backups are is touched.

        Those that bear a time to come count as the oldest.
        """
        return _drop(self._held(_NAME, now)[most:])

    def trim_before(self, now: datetime) -> tuple[Path, ...]:
        """The same of those before a migration, of which BEFORE_KEPT stay."""
        return _drop(self._held(_BEFORE, now)[BEFORE_KEPT:])

    def sweep(self, now: datetime) -> None:
        """Delete what a process that died left half-written a day ago."""
        sweep(self.folder, _PARTIAL, now)

    def _held(self, names: re.Pattern[str], now: datetime) -> list[tuple[datetime, Path]]:
        """Those called so, newest first, and those of a time to come last."""
        found = []
        for path in _files(self.folder):
            named = names.fullmatch(path.name)
            if named is None:
                continue
            with suppress(ValueError):
                found.append((datetime.strptime(named[1], STAMP).replace(tzinfo=UTC), path))
        return sorted(found, key=lambda one: (one[0] <= now, *one), reverse=True)


def sweep(folder: Path, names: re.Pattern[str], now: datetime) -> None:
    """Delete the folder's files that are called so and were last written more than a day ago."""
    for path in _files(folder):
        with suppress(OSError):
            old = datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - STALE
            if names.fullmatch(path.name) and old:
                path.unlink()


def _files(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return ()


def _drop(held: list[tuple[datetime, Path]]) -> tuple[Path, ...]:
    gone = []
    for _, path in held:
        with suppress(OSError):
            path.unlink()
            gone.append(path)
    return tuple(gone)
