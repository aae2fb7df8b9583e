"""PgQueuer's statements, on tables of Wirewatch's own and within its transactions."""

from typing import Final

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
