"""A file of a server's settings, read; what is wrong is told with its line and key."""

import re
import tomllib
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from bot.exporting.model import ServerFile
from config.errors import ConfigurationError

MOST_BYTES: Final = 4_000_000


def read(text: str, file: Path | str) -> ServerFile:
    """What the file holds; ConfigurationError with a line for each mistake."""
    if len(text.encode()) > MOST_BYTES:
        raise ConfigurationError(f"{file} has more than {MOST_BYTES:,} bytes.")
    try:
        return ServerFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file} is not valid TOML: {error}. Correct that line.") from None
    except RecursionError:
        raise ConfigurationError(f"{file} nests too deeply.") from None
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        told = [_told(text, file, problem["loc"], problem["type"], problem["msg"]) for problem in problems]
        raise ConfigurationError("\n".join(told[:20])) from None


def _told(text: str, file: Path | str, where: tuple[int | str, ...], kind: str, said: str) -> str:
    said = "unknown key" if kind == "extra_forbidden" else said.removeprefix("Value error, ")
    keys = [str(part) for part in where if isinstance(part, str)]
    number = next((part for part in where if isinstance(part, int)), None)
    table, key = (keys[0] if keys else ""), (keys[1] if len(keys) > 1 else "")
    named = f"`{table}`" if number is None else f"`{table}`, entry {number + 1}"
    line = line_of(text, table, number, key)
    return f"{file}, line {line}: {named}{f', key `{key}`' if key else ''}: {said}."


def line_of(text: str, table: str, number: int | None, key: str) -> int:
    """The line, from 1, of the key in the table, or of the table where the key has none."""
    header = re.compile(rf"\s*\[{{1,2}}\s*{re.escape(table)}(?:\.[^\]]*)?\s*\]{{1,2}}")
    holder = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
    wanted = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
    begin, seen, inside = 1, -1, not table
    for place, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            seen += bool(holder.match(line))
            inside = bool(header.match(line)) and (number is None or seen == number)
            if inside and (number is None or holder.match(line)):
                begin = place
        elif inside and key and wanted.match(line):
            return place
    return begin
