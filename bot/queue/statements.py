"""PgQueuer's statements, on tables of Wirewatch's own and within its transactions."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from pgqueuer import AsyncpgDriver
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.queries import Queries
from sqlalchemy.ext.asyncio import AsyncConnection

# a queue that a crash of PostgreSQL empties costs only time: what is unfinished is nudged again from its rows
SETTINGS: Final = DBSettings(prefix="wirewatch_", durability=Durability.volatile)

_TABLE: Final = SETTINGS.queue_table
_ABANDONED = f"""
DELETE FROM {_TABLE} WHERE status = 'queued' AND created < now() - $1::interval
    OR status = 'picked' AND heartbeat < now() - $1::interval
"""  # noqa: S608 - our own name
_GIVE_BACK = f"""
UPDATE {_TABLE} SET status = 'queued', queue_manager_id = NULL, updated = now()
WHERE queue_manager_id = $1 AND status = 'picked' AND NOT id = ANY($2::bigint[])
"""  # noqa: S608 - our own name
_BEAT = f"UPDATE {_TABLE} SET heartbeat = now() WHERE queue_manager_id = $1 AND id = ANY($2::bigint[])"  # noqa: S608 - our own name
_DROP = f"DELETE FROM {_TABLE} WHERE queue_manager_id = $1 AND id = ANY($2::bigint[])"  # noqa: S608 - our own name
_BRIEFLY: Final = "SET LOCAL lock_timeout = '100ms'"
_FORGET = f"""
DO $$ BEGIN
    TRUNCATE {SETTINGS.queue_table_log}, {SETTINGS.statistics_table};
EXCEPTION WHEN lock_not_available THEN NULL;
END $$
"""  # our own names
_WAKE = f"""
SELECT pg_notify(name, json_build_object('channel', name, 'operation', 'insert', 'sent_at', now(),
    'table', '{_TABLE}', 'type', 'table_changed_event')::text) FROM unnest($1::text[]) AS name
"""  # noqa: S608 - our own name

_LIFE: Final = f"{_TABLE}_life"
_MAKE_LIFE = f"CREATE UNLOGGED TABLE IF NOT EXISTS {_LIFE} (began timestamptz NOT NULL)"
_BEGIN_LIFE = f"""
INSERT INTO {_LIFE} SELECT now() WHERE NOT EXISTS (SELECT 1 FROM {_LIFE}) RETURNING began
"""  # noqa: S608 - our own name


def builders(channel: str = SETTINGS.channel) -> dict[str, Any]:
    """What makes PgQueuer's statements, for whoever hears of its own on this channel."""
    settings = SETTINGS.model_copy(update={"channel": channel})
    return {
        "qbe": QueryBuilderEnvironment(settings),
        "qbq": QueryQueueBuilder(settings),
        "qbs": QuerySchedulerBuilder(settings),
    }


def queries_on(driver: AsyncpgDriver) -> Queries:
    """PgQueuer's statements, on tables of Wirewatch's own."""
    return Queries(driver, **builders())


def wakes(name: str) -> str:
    """The channel on which those are woken who do the jobs of this name."""
    return f"wirewatch {name}"


class Within(AsyncpgDriver):
    """PgQueuer's statements in an open transaction of SQLAlchemy's."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(None)
        self._open = connection

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        """The rows that the query gives."""
        return [dict(row) for row in (await self._open.exec_driver_sql(query, args)).mappings()]

    async def execute(self, query: str, *args: object) -> str:
        """Run the query."""
        await self._open.exec_driver_sql(query, args)
        return ""


async def enqueue(driver: AsyncpgDriver, jobs: Sequence[tuple[str, str]]) -> None:
    """Enqueue jobs, each a name and a key, that are neither queued nor running; wake who does such jobs."""
    taken = await queries_on(driver).enqueue(
        [name for name, _ in jobs],
        [key.encode() for _, key in jobs],
        [0] * len(jobs),
        dedupe_key=[f"{name} {key}" for name, key in jobs],
        on_conflict="skip",
    )
    fresh = {name for (name, _), number in zip(jobs, taken, strict=True) if number is not None}
    if fresh:
        await driver.execute(_WAKE, sorted(map(wakes, fresh)))


async def take_up(driver: AsyncpgDriver, manager: UUID, running: Collection[int]) -> None:
    """Go on holding of a manager's jobs those that are running; the others may be taken again at once."""
    await driver.execute(_GIVE_BACK, manager, list(running))
    await beat(driver, manager, running)


async def beat(driver: AsyncpgDriver, manager: UUID, running: Collection[int]) -> None:
    """Let nobody take a manager's jobs that are running."""
    await driver.execute(_BEAT, manager, list(running))


async def drop(driver: AsyncpgDriver, manager: UUID, done: Collection[int]) -> None:
    """Drop the jobs that a manager has done."""
    await driver.execute(_DROP, manager, list(done))


async def drop_abandoned(driver: AsyncpgDriver, age: timedelta) -> None:
    """Drop the jobs that nobody took for so long, and of whose taker nothing was heard for so long."""
    await driver.execute(_ABANDONED, age)


async def forget_done(driver: AsyncpgDriver) -> None:
    """Forget what was done; not now where somebody reads it, such as a dump: all who enqueue would wait."""
    await driver.execute(_BRIEFLY)
    await driver.execute(_FORGET)


async def make_life(driver: AsyncpgDriver) -> None:
    """Make the table that a crash of PostgreSQL empties with the queue's; under the queue's schema lock."""
    await driver.execute(_MAKE_LIFE)


async def begin_life(driver: AsyncpgDriver) -> bool:
    """Whether the queue was emptied since this was asked last, by anybody."""
    return bool(await driver.fetch(_BEGIN_LIFE))
