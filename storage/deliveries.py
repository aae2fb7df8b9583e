"""The outbox: posts on their way, in order for each target, each sent once."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage.claim import claim
from storage.engine import Database
from storage.model import Delivery
from storage.outbox import LEASE
from storage.rows import DELIVERY, delivery_of
from storage.schema import delivery, message
from storage.unfinished import heads


class Deliveries:
    """What is still to be sent, and what was."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, target: str, now: datetime, lease: timedelta = LEASE) -> Delivery | None:
        """The next delivery of the target, held until `now + lease`; None where there is nothing to do yet.

        The oldest unfinished one, if its wait has passed and nobody holds it; nothing overtakes it. A post
        that was never tried carries the newest of its edits, an edit gives way to a newer one. Comes back
        with `unknown` where an earlier attempt may have arrived.
        """
        async with self._database.writing() as tx:
            return await claim(tx, target, now, lease)

    async def sent(self, delivery_id: int, message_id: str, now: datetime) -> None:
        """The target shows it, as this message."""
        async with self._database.writing() as tx:
            row = await tx.row(
                sa.update(delivery)
                .where(delivery.c.id == delivery_id, delivery.c.state != "sent")
                .values(state="sent", unknown=False, claimed_until=None, done_at=now, error=None)
                .returning(delivery)
            )
            if row is None:
                return
            named = {name: row[name] for name in ("target", "subject", "part")}
            shows = {"message_id": message_id, "revision": row["revision"], "sent_at": now}
            shows |= {"threaded": False, "gone": False}
            await tx.execute(
                tx.insert(message)
                .values(**named, **shows)
                .on_conflict_do_update(index_elements=list(named), set_=shows)
            )

    async def retry(self, delivery_id: int, *, not_before: datetime, error: str, unknown: bool) -> None:
        """It did not work: again, not before then. `unknown` says that it may have arrived nevertheless."""
        changes = {"state": "due", "not_before": not_before, "wake_at": not_before, "error": error}
        if unknown:
            changes["unknown"] = True
        await self._settle(delivery_id, changes)

    async def fail(self, delivery_id: int, error: str, now: datetime) -> None:
        """It cannot be sent: never again, and the reason is kept."""
        await self._settle(delivery_id, {"state": "failed", "done_at": now, "error": error})

    async def hold(self, delivery_id: int, error: str) -> None:
        """Whether it arrived cannot be settled: not tried again by itself, what follows goes on."""
        await self._settle(delivery_id, {"state": "unknown", "unknown": True, "error": error})

    async def find(self, delivery_id: int) -> Delivery | None:
        """The delivery of this id."""
        async with self._database.reading() as tx:
            row = await tx.row(DELIVERY.where(delivery.c.id == delivery_id))
        return None if row is None else delivery_of(row)

    async def recent(self, guild: str | None, limit: int) -> tuple[Delivery, ...]:
        """The newest deliveries of a guild (None: of all), newest first."""
        query = DELIVERY.order_by(delivery.c.id.desc()).limit(limit)
        if guild is not None:
            query = query.where(delivery.c.guild == guild)
        async with self._database.reading() as tx:
            return tuple(delivery_of(row) for row in await tx.rows(query))

    async def targets_due(self, now: datetime) -> tuple[str, ...]:
        """The targets for which `claim` would give something at `now`."""
        async with self._database.reading() as tx:
            return tuple(row["target"] for row in await tx.rows(heads(now)))

    async def message_id(self, target: str, subject: str, part: int) -> str | None:
        """The message that shows this part of the subject, if it was sent."""
        query = sa.select(message.c.message_id).where(
            message.c.target == target, message.c.subject == subject, message.c.part == part
        )
        async with self._database.reading() as tx:
            found: str | None = await tx.value(query)
        return found

    async def _settle(self, delivery_id: int, changes: dict[str, Any]) -> None:
        async with self._database.writing() as tx:
            await tx.execute(
                sa.update(delivery)
                .where(delivery.c.id == delivery_id, delivery.c.state.in_(("due", "claimed", "unknown")))
                .values(claimed_until=None, **changes)
            )
