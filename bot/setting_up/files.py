"""Files that may hold secrets: for this user alone, whole or not at all, and nothing is lost."""

import os
import secrets
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from config.errors import ConfigurationError

PRIVATE: Final = 0o600


def is_there(file: Path) -> bool:
    """Whether something is, or may be: where that cannot be looked at, who reads it says why."""
    try:
        return file.exists()
    except OSError:
        return True


def text_of(file: Path) -> str:
    """What the file holds, "" where there is none; ConfigurationError where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except IsADirectoryError:
        raise ConfigurationError(
            f"{file} is a folder, and a file belongs there. Remove it, then try again."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise ConfigurationError(f"{file} cannot be read: {said}. Move it away, then try again.") from None


def write_private(file: Path, text: str) -> Path | None:
    """Put the text in place of the file, and what was there beside it as a backup, whose path comes back.

    Nobody else can read either. ConfigurationError where that cannot be done: then the file is as it was.
    """
    where = Path(os.path.realpath(file))
    try:
        backup = _keep(where) if where.exists() else None
        replace_private(where, text)
    except OSError as error:
        raise ConfigurationError(
            f"{file} cannot be written: {error.strerror}. Check the folder and its disk, or start `wirewatch "
            "init` in another folder."
        ) from None
    return backup


def replace_private(file: Path, text: str) -> None:
    """Put the text in place of the file, for this user alone; OSError where that cannot be done."""
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        _put(fresh, text.encode())
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise
    _settle(file.parent)


def _keep(file: Path) -> Path:
    held = file.read_bytes()
    for number in count():
        backup = file.with_name(f"{file.name}.bak{number or ''}")
        try:
            _put(backup, held)
        except FileExistsError:
            continue
        return backup
    raise AssertionError


def _put(file: Path, held: bytes) -> None:
    """A new file; OSError where there is one, or it cannot be made whole."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as opened:
        opened.write(held)
        opened.flush()
        os.fsync(opened.fileno())


def _settle(folder: Path) -> None:
    """Let the folder itself be on the disk, where the system knows such a thing."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
