"""A server's settings as TOML: what is as it is by default is left out, names stand beside ids."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

import tomlkit
from pydantic import BaseModel
from tomlkit.items import AoT, Table

from bot.exporting.gathering import days_of
from bot.exporting.model import ServerFile
from feeds.clean import line


def written(held: ServerFile, names: Mapping[str, str], now: datetime) -> str:
    """The file; `names` says what actors are called, by id."""
    document = tomlkit.document()
    document.add(tomlkit.comment(f"Wirewatch: what server {held.server.id} has settled ({now:%Y-%m-%d})."))
    document.add(tomlkit.comment("`wirewatch import FILE --guild ID --dry-run` shows what it would change."))
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
        return "-".join(f"{one:%H:%M}" for one in value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return list(value) if isinstance(value, tuple) else value
