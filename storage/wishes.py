"""What each process asks of Discord's gateway, kept beside what it tells of itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from storage.engine import Transaction
from storage.processes import ASKS
from storage.schema import process

YOUNG: Final = timedelta(seconds=30)
"""So long after its start a process may still be about to ask: what would be its share is left for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """A share of the shards, or `only` these; `firm` where an operator said how many there are in all.

    `total` is how many there must be at least; `cut` says that none of those held could be connected.
    """

    total: int = 0
    firm: bool = False
    only: frozenset[int] | None = None
    cut: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaking:
    """The living processes that speak with Discord: all in the `order` in which they began, what each asks
    for, and those that have just begun and were `silent` so far."""

    order: tuple[str, ...]
    asking: Mapping[str, Wish]
    silent: tuple[str, ...]


async def speaking(tx: Transaction, now: datetime, silence: timedelta) -> Speaking:
    """Those heard of within `silence`, by whether they have asked."""
    rows = await tx.rows(
        sa.select(process.c.id, process.c.roles, process.c.settings, process.c.started_at)
        .where(process.c.heard_at > now - silence)
        .order_by(process.c.started_at, process.c.id)
    )
    bots = [row for row in rows if "bot" in row["roles"].split(",")]
    wishes = {row["id"]: _read(row["settings"]) for row in bots}
    return Speaking(
        order=tuple(wishes),
        asking={name: one for name, one in wishes.items() if one is not None},
        silent=tuple(
            row["id"] for row in bots if wishes[row["id"]] is None and row["started_at"] > now - YOUNG
        ),
    )


async def wish(tx: Transaction, process_id: str, one: Wish | None) -> None:
    """Note what a process asks for; None where it asks for nothing."""
    mine = process.c.id == process_id
    told: str | None = await tx.value(sa.select(process.c.settings).where(mine))
    if told is not None and _read(told) != one:
        kept: dict[str, Any] = json.loads(told)
        kept.pop(ASKS, None)
        if one is not None:
            only = None if one.only is None else sorted(one.only)
            kept[ASKS] = {"total": one.total, "firm": one.firm, "only": only, "cut": one.cut}
        await tx.execute(sa.update(process).where(mine).values(settings=json.dumps(kept)))


def _read(settings: str) -> Wish | None:
    asks = json.loads(settings).get(ASKS)
    if asks is None:
        return None
    only = None if asks["only"] is None else frozenset(asks["only"])
    return Wish(total=asks["total"], firm=asks["firm"], only=only, cut=asks["cut"])
