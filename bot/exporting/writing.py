"""A server's settings as TOML: what is as it is by default is left out, names stand beside ids."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import time
from typing import Any, Final
from urllib.parse import urlsplit

import tomlkit
from pydantic import BaseModel
from tomlkit.items import AoT, Table

from bot.exporting.gathering import days_of
from bot.exporting.model import ServerFile
from bot.exporting.moved import addresses
from feeds.clean import line

FIRST: Final = "# Wirewatch: what server "
"""How each file begins."""


def written(held: ServerFile, names: Mapping[str, str]) -> str:
    """The file; `names` says what actors are called, by id. The same as before while nothing changes."""
    document = tomlkit.document()
    document.add(tomlkit.comment(f"{FIRST.removeprefix('# ')}{held.server.id} has settled."))
    document.add(tomlkit.comment("`wirewatch import FILE --guild ID --dry-run` shows what it would change."))
    if count := secretive(held):
        document.add(tomlkit.comment(warning(count)))
    document.add(tomlkit.nl())
    document.add("server", _table(held.server, names))
    for name in ("feed", "actor", "watch", "digest"):
        rows = tomlkit.aot()
        for row in getattr(held, name):
            rows.append(_table(row, names))
        if len(rows):
            document.add(tomlkit.nl())
            document.add(name, rows)
    return tomlkit.dumps(document)


def secretive(held: ServerFile) -> int:
    """How many of its addresses have what may be a key: a query."""
    return sum(map(may_tell, addresses(held)))


def warning(count: int, what: str = "a query") -> str:
    """What to do about them."""
    many = "1 address has" if count == 1 else f"{count} addresses have"
    return f"{many} {what}, which may be a key: keep this file to yourself."


def may_tell(address: str) -> bool:
    """Whether it has a query, or a user or password, as old versions took them; also where nobody can say."""
    with suppress(ValueError):
        parts = urlsplit(address)
        return bool(parts.query) or "@" in parts.netloc
    return True


def _table(row: BaseModel, names: Mapping[str, str]) -> Table:
    table = tomlkit.table()
    for name, value in row.model_dump(exclude_defaults=True, exclude_none=True).items():
        _add(table, name, _plain(name, value), names)
    return table


def _add(table: Table, name: str, value: Any, names: Mapping[str, str]) -> None:
    if isinstance(value, dict):
        inner = tomlkit.table()
        for key, held in value.items():
            _add(inner, key, _plain(key, held), names)
        table.append(name, inner)
        return
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        table.append(name, _tables(value, names))
        return
    item = tomlkit.item(value)
    known = [names[one] for one in value if one in names] if name == "actors" else []
    if known:
        item.comment(line(", ".join(known), 300))
    table.append(name, item)


def _tables(rows: list[dict[str, Any]], names: Mapping[str, str]) -> AoT:
    made = tomlkit.aot()
    for row in rows:
        inner = tomlkit.table()
        for key, held in row.items():
            _add(inner, key, _plain(key, held), names)
        made.append(inner)
    return made


def _plain(name: str, value: Any) -> Any:
    """A value as the file has it."""
    if name == "days":
        return days_of(value)
    if name == "quiet":
        return "-".join(map(_clock, value))
    if isinstance(value, time):
        return _clock(value)
    return list(value) if isinstance(value, tuple) else value


def _clock(value: time) -> str:
    return value.isoformat() if value.second or value.microsecond else f"{value:%H:%M}"
