"""The shell between the outbox and a target: claim, send, record.

A delivery's outcome is one of four values. Only `Unsettled` leaves doubt; doubt is settled with the same
nonce while the target still remembers it, and by reading the target back after that. Nothing is sent again,
or given up, on hope.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from feeds.ports import Clock
from storage.model import Delivery

log = structlog.get_logger()

NONCE_WINDOW = timedelta(minutes=2)
"""How long Discord is trusted to remember a nonce ("the past few minutes", Create Message)."""

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """The target has it under this id."""

    message_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """The target will not have it, now or later: missing permission, unknown channel, invalid form."""

    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Delayed:
    """It has certainly not arrived; try again at `until`, or when the usual wait has passed."""

    reason: str
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsettled:
    """It may have arrived or not; try again at `until`, or when the usual wait has passed."""

    reason: str
    until: datetime | None = None


Outcome = Sent | Refused | Delayed | Unsettled


class Sender(Protocol):
    """Speaks to the targets of one kind."""

    async def send(self, delivery: Delivery) -> Outcome:
        """Post or edit, always with the delivery's own nonce."""
        ...

    async def settle(self, delivery: Delivery) -> Sent | Refused | Delayed | None:
        """Look whether an earlier attempt arrived; None where it did not, Refused where none can look."""
        ...


class Outbox(Protocol):
    """What delivering needs of the archive (`storage.deliveries`)."""

    async def claim(self, target: str, now: datetime) -> Delivery | None: ...
    async def sent(self, delivery_id: int, message_id: str, now: datetime) -> None: ...
    async def retry(self, delivery_id: int, *, not_before: datetime, error: str, unknown: bool) -> None: ...
    async def fail(self, delivery_id: int, error: str, now: datetime) -> None: ...
    async def hold(self, delivery_id: int, error: str) -> None: ...


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubling from two seconds to ten minutes."""
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 16)))


async def deliver(target: str, *, outbox: Outbox, sender: Sender, now: Clock) -> int:
    """Send what is due to one target, oldest first, until nothing is; returns how many were sent."""
    sent = 0
    while (delivery := await outbox.claim(target, now())) is not None:
        delivery, outcome = await _attempt(delivery, sender, now())
        await _record(delivery, outcome, outbox, now())
        if not isinstance(outcome, Sent | Refused):
            break
        sent += isinstance(outcome, Sent)
    return sent


async def _attempt(delivery: Delivery, sender: Sender, now: datetime) -> tuple[Delivery, Outcome]:
    """Send; where an earlier attempt may have arrived and its nonce is forgotten, look first.

    Comes back without `unknown` where that look found nothing. A refusal before anybody could look leaves
    the doubt until one can.
    """
    if not _doubtful(delivery) or delivery.tried_at is None:
        return delivery, await sender.send(delivery)
    forgotten = delivery.tried_at + NONCE_WINDOW
    if now > forgotten:
        found = await sender.settle(delivery)
        if found is not None:
            return delivery, found
        delivery = replace(delivery, unknown=False)
    outcome = await sender.send(delivery)
    if isinstance(outcome, Refused) and _doubtful(delivery):
        outcome = Unsettled(reason=outcome.reason, until=forgotten + FIRST_WAIT)
    return delivery, outcome


def _doubtful(delivery: Delivery) -> bool:
    """Whether it may be there already; an edit may be made twice."""
    return delivery.unknown and delivery.post.action == "post"


async def _record(delivery: Delivery, outcome: Outcome, outbox: Outbox, now: datetime) -> None:
    facts = {"delivery": delivery.id, "target": delivery.post.target, "subject": delivery.post.subject}
    match outcome:
        case Sent(message_id=message_id):
            await outbox.sent(delivery.id, message_id, now)
            log.info("delivered", message=message_id, action=delivery.post.action, **facts)
        case Refused(reason=reason) if _doubtful(delivery):
            await outbox.hold(delivery.id, reason)
            log.error("delivery held: it may have arrived and cannot be looked up", reason=reason, **facts)
        case Refused(reason=reason):
            await outbox.fail(delivery.id, reason, now)
            log.error("delivery refused", reason=reason, **facts)
        case Delayed(reason=reason, until=until):
            not_before = until or now + wait_after(delivery.attempts)
            await outbox.retry(delivery.id, not_before=not_before, error=reason, unknown=delivery.unknown)
            log.warning("delivery delayed", reason=reason, until=not_before.isoformat(), **facts)
        case Unsettled(reason=reason, until=until):
            not_before = until or now + wait_after(delivery.attempts)
            await outbox.retry(delivery.id, not_before=not_before, error=reason, unknown=True)
            log.warning("delivery unsettled", reason=reason, until=not_before.isoformat(), **facts)
