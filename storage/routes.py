"""Whose gateway a target's messages go by: the guild's that its deliveries are for."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import UNFINISHED, delivery


async def guilds_of(connection: AsyncConnection, targets: Collection[str]) -> dict[str, str]:
    """The guild of each of these targets that something waits for."""
    waiting = sa.select(delivery.c.target, sa.func.min(delivery.c.guild).label("guild")).where(
        UNFINISHED, delivery.c.target.in_(sorted(targets))
    )
    found = await connection.execute(waiting.group_by(delivery.c.target))
    return {row.target: row.guild for row in found}
