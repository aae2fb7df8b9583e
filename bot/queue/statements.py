"""PgQueuer's statements, on tables of Wirewatch's own and within its transactions."""

from datetime import timedelta
from typing import Final
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


def queries_on(driver: AsyncpgDriver) -> Queries:
    """PgQueuer's statements, on tables of Wirewatch's own."""
    return Queries(
        driver,
        qbe=QueryBuilderEnvironment(SETTINGS),
        qbq=QueryQueueBuilder(SETTINGS),
        qbs=QuerySchedulerBuilder(SETTINGS),
    )


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


_TABLE: Final = SETTINGS.queue_table
_ABANDONED = f"DELETE FROM {_TABLE} WHERE status = 'queued' AND created < now() - $1::interval"  # noqa: S608 - our own name
_GIVE_BACK = f"""
UPDATE {_TABLE} SET status = 'queued', queue_manager_id = NULL, updated = now()
WHERE queue_manager_id = $1 AND status = 'picked'
"""  # noqa: S608 - our own name


async def give_back(driver: AsyncpgDriver, manager: UUID) -> None:
    """Let the jobs that a manager had taken be taken again, which they are by themselves after a while."""
    await driver.execute(_GIVE_BACK, manager)


async def drop_abandoned(driver: AsyncpgDriver, age: timedelta) -> None:
    """Drop the jobs that nobody took for so long."""
    await driver.execute(_ABANDONED, age)
