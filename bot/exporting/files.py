"""Where an export is written, and where an import is read from: a file, or the standard streams."""

import os
import sys
from pathlib import Path
from typing import Final

from bot.exporting.reading import MOST_BYTES
from bot.exporting.writing import FIRST
from bot.setting_up.files import replace_private
from config.errors import ConfigurationError

STANDARD: Final = Path("-")


def text_of(file: Path) -> str:
    """What the file holds, or standard input; ConfigurationError where that cannot be read."""
    try:
        if file == STANDARD:
            held = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with file.open("rb") as opened:
                held = opened.read(MOST_BYTES + 1)
        if len(held) > MOST_BYTES:
            raise ConfigurationError(f"{named(file)} has more than {MOST_BYTES:,} bytes: it is no export.")
        return held.decode("utf-8-sig")
    except IsADirectoryError:
        raise ConfigurationError(f"{file} is a folder: name the file in it.") from None
    except OSError as error:
        raise ConfigurationError(
            f"{file} cannot be read: {error.strerror or error}. Name what `wirewatch export` wrote."
        ) from None
    except UnicodeDecodeError as error:
        line = held.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(
            f"{named(file)}, line {line}: that is not UTF-8. Save the file as UTF-8."
        ) from None


def put(text: str, file: Path) -> None:
    """Write it whole or not at all, for this user alone, in place of an earlier export.

    ConfigurationError where that cannot be, or where the file is anything else: then it is as it was.
    """
    where = Path(os.path.realpath(file))
    try:
        if file == STANDARD:
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()
            return
        if where.is_dir():
            raise IsADirectoryError
        if where.exists() and not (where.is_file() and _is_export(where)):
            raise ConfigurationError(
                f"{file} is there, and is no export of a server's settings: it was left as it is. Name "
                "another file, or move that one away."
            )
        replace_private(where, text)
    except BrokenPipeError:
        raise  # who reads it has read enough
    except IsADirectoryError:
        raise ConfigurationError(f"{file} is a folder: name a file in it.") from None
    except OSError as error:
        raise ConfigurationError(
            f"{'Standard output' if file == STANDARD else file} cannot be written: {error.strerror}. "
            "Name another file."
        ) from None


def named(file: Path) -> str:
    """What an import's file is called."""
    return "Standard input" if file == STANDARD else str(file)


def _is_export(file: Path) -> bool:
    """Whether it begins as exports do, or is empty; OSError where it cannot be read."""
    with file.open("rb") as opened:
        return opened.read(len(FIRST)) in (b"", FIRST.encode())
