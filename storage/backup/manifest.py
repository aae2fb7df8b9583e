"""What a backup says of itself."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

FORMAT: Final = 1
"""How these files are laid out; another layout counts on."""

MEMBER: Final = "wirewatch.sqlite3"
"""The database in the ZIP file, whichever kind it was taken from."""

NAMED: Final = "backup.json"
"""The manifest beside it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """When and by which version it was made, the schema's revision, and the database's length and SHA-256.

    `source` is the kind of database that it was taken from: sqlite or postgresql.
    """

    made_at: datetime
    version: str
    revision: str
    source: str
    length: int
    sha256: str


def written(manifest: Manifest) -> str:
    """The manifest as JSON that a person can read."""
    said = {
        "wirewatch_backup": FORMAT,
        "made_at": manifest.made_at.isoformat(timespec="seconds"),
        "version": manifest.version,
        "revision": manifest.revision,
        "source": manifest.source,
        "length": manifest.length,
        "sha256": manifest.sha256,
    }
    return json.dumps(said, indent=2) + "\n"


def read(text: bytes) -> Manifest | int | None:
    """The manifest that was `written`; the number of a format that is not ours, None where it is none."""
    try:
        said = json.loads(text)
        number = said["wirewatch_backup"]
        if number != FORMAT:
            return number if isinstance(number, int) else None
        made_at = datetime.fromisoformat(said["made_at"])
        length = said["length"]
        words = {name: said[name] for name in ("version", "revision", "source", "sha256")}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if made_at.tzinfo is None or not isinstance(length, int) or length < 0:
        return None
    if not all(isinstance(word, str) and len(word) <= 100 and word.isprintable() for word in words.values()):
        return None
    return Manifest(made_at=made_at, length=length, **words)
