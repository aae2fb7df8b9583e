"""The processes that work on one database: each is heard of every few seconds, by the database's clock."""

import json
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from storage.engine import Database, Transaction, passed
from storage.home import at_home
from storage.model import Process
from storage.revision import KEPT, refuse_outgrown
from storage.schema import process

BEAT: Final = timedelta(seconds=5)
"""How often a process tells that it runs."""

SILENCE: Final = timedelta(seconds=20)
"""A process that has not been heard of for so long counts as dead."""

ASKS: Final = "asks for shards"
"""Beside its settings a process's row may say this; `storage.wishes` does."""

REMEMBERED: Final = timedelta(days=1)
"""How long a dead one is still told of."""


class Processes:
    """Who works on this database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hear(self, running: Process) -> datetime:
        """Note that a process runs; what time the database says it is, which all processes go by.

        `started_at` and `heard_at` of `running` are not looked at: the database's time stands for them.
        OutgrownError, and nothing noted, where the database has a schema by now that this code does not know;
        LeftError where all of it was moved elsewhere.
        """
        values = {
            "roles": ",".join(sorted(running.roles)),
            "host": running.host,
            "number": running.number,
            "version": running.version,
        }
        settings = json.dumps(dict(running.settings))
        begun = passed()
        async with self._database.writing() as tx:
            refuse_outgrown(await tx.value(KEPT), self._database.url)
            await at_home(tx, self._database.url)
            now = await tx.time()
            first = {"id": running.id, "started_at": now, "heard_at": now, "settings": settings}
            put = tx.insert(process).values(**first, **values)
            await tx.execute(
                put.on_conflict_do_update(index_elements=["id"], set_=values | {"heard_at": now})
            )
            await tx.execute(sa.delete(process).where(process.c.heard_at < now - REMEMBERED))
        # whoever moves everything away waits until nothing was heard of us for SILENCE
        self._database.trust_until(begun + SILENCE.total_seconds() / 2)
        return now

    async def leave(self, process_id: str) -> None:
        """Forget a process that ends."""
        async with self._database.writing() as tx:
            await tx.execute(sa.delete(process).where(process.c.id == process_id))

    async def alive(self) -> tuple[Process, ...]:
        """Those heard of within SILENCE, the longest running first."""
        async with self._database.reading() as tx:
            return await heard_of(tx)

    async def time(self) -> datetime:
        """What time the database says it is."""
        async with self._database.reading() as tx:
            return await tx.time()


async def heard_of(tx: Transaction) -> tuple[Process, ...]:
    """As `Processes.alive`."""
    now = await tx.time()
    rows = await tx.rows(
        sa.select(process)
        .where(process.c.heard_at > now - SILENCE)
        .order_by(process.c.started_at, process.c.id)
    )
    return tuple(_process(row) for row in rows)


def _process(row: sa.RowMapping) -> Process:
    roles = frozenset(row["roles"].split(",")) - {""}
    told = json.loads(row["settings"])
    settings = tuple((str(name), str(value)) for name, value in told.items() if name != ASKS)
    return Process(**{**row, "roles": roles, "settings": settings})
