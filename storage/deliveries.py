"""The outbox: posts on their way, in order for each target, each sent once."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from config.errors import NewerError
from config.phrase import Reason
from storage import attempts, outcomes
from storage.claim import More, claim
from storage.documents import POST, kept_reason
from storage.engine import Database
from storage.heads import heads
from storage.model import Attempt, Delivery, DeliveryState, Outcome
from storage.outbox import LEASE, put
from storage.outgoing import DELIVERY, SHOWING, delivery_of
from storage.schema import delivery, message
from summarise.model import Post

HELD_FOR, LOOKED_AT = timedelta(days=7), timedelta(hours=1)
"""How long, and how often at most, what is held as unknown is looked for once the target can be read."""

_HELD = delivery.c.state == "unknown"


def _held_since(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return delivery.c.not_before <= now - LOOKED_AT, delivery.c.created_at > now - HELD_FOR


ALERTS_PER_HOUR = 12
"""How many alerts a target is sent within any hour, where nobody set another number."""


class Deliveries:
    """What is still to be sent, and what was (implements bot.deliver.Outbox).

    What a delivery came to is noted for the claim that was made here last: where another process has claimed
    it since, that one's is not undone.
    """

    def __init__(self, database: Database, alerts_per_hour: int = ALERTS_PER_HOUR) -> None:
        """`alerts_per_hour` is what one target is sent at most, 0 for any number; others go in a list."""
        self._database = database
        self._alerts_per_hour = alerts_per_hour
        self._held: dict[int, datetime] = {}  # until when, of what was claimed here and came to nothing yet

    async def put(self, guild: str, post: Post, now: datetime) -> bool:
        """Send the post; False where one that says the same is on its way or was sent."""
        async with self._database.writing() as tx:
            return await put(tx, guild, post, now)

    async def claim(self, target: str, now: datetime, lease: timedelta = LEASE) -> Delivery | None:
        """The next delivery of the target, held until `now + lease`; None where there is nothing to do yet.

        That is what was begun, else the oldest that may be sent: nothing overtakes what is tried again, and
        what only waits for its time holds up nothing. An edit gives way to a newer one; an edit, a reply, a
        thread and a publishing come after their message, and to nothing if that does. Alerts beyond the
        hour's number, and those that waited for a cooldown together, become lines of a list. A target that
        is stopped is given nothing. Comes back with `unknown` where an earlier attempt may have arrived.
        NewerError, and nothing is claimed, where a newer Wirewatch is to send what comes next.
        """
        while True:
            try:
                async with self._database.writing() as tx:
                    found = await claim(tx, target, now, lease, self._alerts_per_hour)
            except NewerError:
                await self._leave(target, now)
                raise
            if not isinstance(found, More):
                if found is not None:
                    self._held[found.id] = now + lease
                return found

    async def _leave(self, target: str, now: datetime) -> None:
        """What is next waits for a newer process: the tick need not ask for it all the time."""
        first = heads(now, frozenset({target})).subquery()
        async with self._database.writing() as tx:
            await tx.execute(
                sa.update(delivery)
                .where(delivery.c.id.in_(sa.select(first.c.id)))
                .values(wake_at=now + LEASE)
            )

    async def sent(self, delivery_id: int, message_id: str, now: datetime) -> None:
        """The target shows it: a new message has this id, an edit changed its own, a thread was opened."""
        async with self._database.writing() as tx:
            await outcomes.sent(tx, delivery_id, message_id, now)
        self._held.pop(delivery_id, None)

    async def retry(
        self, delivery_id: int, *, not_before: datetime, error: Reason, unknown: bool, now: datetime
    ) -> None:
        """It did not work: again, not before then. `unknown` says that it may have arrived nevertheless."""
        changes = {
            "state": "due",
            "not_before": not_before,
            "wake_at": not_before,
            "error": kept_reason(error),
        }
        if unknown:
            changes["unknown"] = True
        await self._settle(delivery_id, changes, "unsettled" if unknown else "delayed", now, error)

    async def fail(self, delivery_id: int, error: Reason, now: datetime) -> None:
        """It cannot be sent: never again, and the reason is kept."""
        changes = {"state": "failed", "done_at": now, "error": kept_reason(error)}
        await self._settle(delivery_id, changes, "refused", now, error)

    async def hold(self, delivery_id: int, error: Reason, now: datetime) -> None:
        """Whether it arrived cannot be settled: not tried again by itself, what follows goes on."""
        await self._settle(
            delivery_id,
            {"state": "unknown", "unknown": True, "error": kept_reason(error)},
            "held",
            now,
            error,
        )

    async def gone(self, delivery_id: int, reason: Reason, now: datetime) -> None:
        """Its message was deleted: it is never posted again, and nothing more is said of or below it."""
        async with self._database.writing() as tx:
            await outcomes.gone(tx, delivery_id, reason, now, self._held.get(delivery_id))
        self._held.pop(delivery_id, None)

    async def stop(
        self,
        delivery_id: int,
        reason: Reason,
        now: datetime,
        *,
        asked: bool = True,
        whole_guild: bool = False,
    ) -> None:
        """The target refuses us: it is due again, and nothing is claimed until the target is resumed.

        Who made its watches and digest plans is told, once for each time that it stops, and once a day where
        the `whole_guild` refuses. It counts where Discord was `asked`, and was not known to refuse.
        """
        async with self._database.writing() as tx:
            held = self._held.get(delivery_id)
            await outcomes.stopped(tx, delivery_id, reason, now, held, asked=asked, whole_guild=whole_guild)
        self._held.pop(delivery_id, None)

    async def overdue(self, delivery_id: int, until: datetime, now: datetime) -> None:
        """The target takes this kind of thing again from then on (Discord's error 30046); others go on."""
        async with self._database.writing() as tx:
            await outcomes.overdue(tx, delivery_id, until, now, self._held.get(delivery_id))
        self._held.pop(delivery_id, None)

    async def held(self, guild: str | None, now: datetime) -> tuple[str, ...]:
        """Targets (of the guild) with what may have arrived and could not be looked for, an hour ago or more.

        What has been held for a week is given up.
        """
        query = sa.select(delivery.c.target).distinct().where(_HELD, *_held_since(now))
        if guild is not None:
            query = query.where(delivery.c.guild == guild)
        async with self._database.reading() as tx:
            return tuple(sorted(await tx.values(query)))

    async def look_again(self, target: str, now: datetime) -> None:
        """Look anew for what the target may have: it is due, and unknown until it was found or was not."""
        async with self._database.writing() as tx:
            await tx.execute(
                sa.update(delivery)
                .where(delivery.c.target == target, _HELD, *_held_since(now))
                .values(state="due", not_before=now, wake_at=now)
            )
            tx.nudge("deliver", target)

    async def find(self, delivery_id: int) -> Delivery | None:
        """The delivery of this id."""
        async with self._database.reading() as tx:
            row = await tx.row(DELIVERY.where(delivery.c.id == delivery_id))
        return None if row is None else delivery_of(row)

    async def history(self, delivery_id: int) -> tuple[Attempt, ...]:
        """What became of the delivery, oldest first: the last twenty things, of the last thirty days."""
        async with self._database.reading() as tx:
            return await attempts.history(tx, delivery_id)

    async def recent(
        self,
        guild: str | None,
        limit: int,
        *,
        target: str | None = None,
        states: Collection[DeliveryState] | None = None,
    ) -> tuple[Delivery, ...]:
        """The newest deliveries of a guild (None: of all), to the target, in these states; newest first.

        Those that cannot be read are left out.
        """
        query = DELIVERY.order_by(delivery.c.id.desc()).limit(limit)
        if guild is not None:
            query = query.where(delivery.c.guild == guild)
        if target is not None:
            query = query.where(delivery.c.target == target)
        if states is not None:
            query = query.where(delivery.c.state.in_(sorted(states)))
        async with self._database.reading() as tx:
            rows = await tx.rows(query)
        return tuple(delivery_of(row) for row in rows if POST.peek(row["document"]) is not None)

    async def targets_due(self, now: datetime) -> tuple[str, ...]:
        """The targets for which `claim` may give something at `now`."""
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

    async def of_message(self, guild: str, message_id: str) -> Delivery | None:
        """What a message of the guild shows by what was last sent; None where it is none of ours."""
        # without an index: going through 100,000 messages takes 7 ms, and few people ask
        shown = sa.and_(
            message.c.message_id == message_id,
            delivery.c.part == message.c.part,
            delivery.c.action.in_(SHOWING),
            delivery.c.guild == guild,
            delivery.c.state == "sent",
        )
        async with self._database.reading() as tx:
            row = await tx.row(DELIVERY.where(shown).order_by(delivery.c.id.desc()).limit(1))
        return None if row is None else delivery_of(row)

    async def _settle(
        self, delivery_id: int, changes: dict[str, Any], outcome: Outcome, now: datetime, detail: Reason
    ) -> None:
        async with self._database.writing() as tx:
            held = self._held.get(delivery_id)
            await outcomes.settle(tx, delivery_id, changes, outcome, now, detail, held_until=held)
        self._held.pop(delivery_id, None)
