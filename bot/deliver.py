"""The shell between the outbox and a target: claim, send, record.

A delivery's outcome is one of the values below. Only `Unsettled` leaves doubt; doubt is settled with the same
nonce while the target still remembers it, and by reading the target back after that. Nothing is sent again,
or given up, on hope.
"""

import random
from collections.abc import Callable
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

SHOWING = timedelta(seconds=10)
"""How long a message may take to be seen by who reads a target back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """The target has it under this id."""

    message_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """The target will not have this one, now or later; others it may."""

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Stopped:
    """The target takes nothing from us until somebody changes something there."""

    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Gone:
    """What it is about was deleted: nothing more is to be said there."""

    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Overdue:
    """It has to wait until then, and nothing else of the target has to wait for it."""

    reason: str
    until: datetime


Outcome = Sent | Refused | Delayed | Unsettled | Stopped | Gone | Overdue

FINAL = Sent | Refused | Gone | Overdue
"""Outcomes after which the target's next delivery may go."""


class Sender(Protocol):
    """Speaks to the targets of one kind."""

    async def send(self, delivery: Delivery) -> Outcome:
        """Do what the post asks for, always with the delivery's own nonce."""
        ...

    async def settle(self, delivery: Delivery) -> Sent | Refused | Delayed | Stopped | Gone | None:
        """Look whether an earlier attempt arrived; None where it did not, Refused where none can look."""
        ...


class Outbox(Protocol):
    """What delivering needs of the archive (`storage.deliveries`)."""

    async def claim(self, target: str, now: datetime) -> Delivery | None: ...
    async def sent(self, delivery_id: int, message_id: str, now: datetime) -> None: ...
    async def retry(
        self, delivery_id: int, *, not_before: datetime, error: str, unknown: bool, now: datetime
    ) -> None: ...
    async def fail(self, delivery_id: int, error: str, now: datetime) -> None: ...
    async def hold(self, delivery_id: int, error: str, now: datetime) -> None: ...
    async def gone(self, delivery_id: int, reason: str, now: datetime) -> None: ...
    async def stop(self, delivery_id: int, reason: str, now: datetime) -> None: ...
    async def overdue(self, delivery_id: int, until: datetime, now: datetime) -> None: ...


def wait_after(attempts: int, chance: float) -> timedelta:
    """How long to wait after so many attempts: doubling from two seconds to ten minutes, at least half of it.

    `chance`, from 0 to 1, spreads targets that failed together.
    """
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 16))) * (0.5 + chance / 2)


async def deliver(
    target: str,
    *,
    outbox: Outbox,
    sender: Sender,
    now: Clock,
    chance: Callable[[], float] = random.random,
) -> int:
    """Send what is due to one target, oldest first, until nothing is; returns how many were sent."""
    sent = 0
    while (delivery := await outbox.claim(target, now())) is not None:
        delivery, outcome = await _attempt(delivery, sender, now())
        await _record(delivery, outcome, outbox, now(), chance())
        if not isinstance(outcome, FINAL):
            break
        sent += isinstance(outcome, Sent)
    return sent


async def _attempt(delivery: Delivery, sender: Sender, now: datetime) -> tuple[Delivery, Outcome]:
    """Send; where an earlier attempt may have arrived, look first.

    Where nobody can look, the nonce makes it safe as long as the target remembers it. Comes back without
    `unknown` where nothing was found after that. A refusal before leaves the doubt until one can look.
    """
    if not _doubtful(delivery) or delivery.tried_at is None:
        return delivery, await sender.send(delivery)
    forgotten = delivery.tried_at + NONCE_WINDOW
    # a clock that was set back since says nothing of how long ago that was
    remembered = _has_nonce(delivery) and delivery.tried_at <= now <= forgotten
    found = await sender.settle(delivery)
    if found is not None and not (remembered and isinstance(found, Refused | Delayed)):
        return delivery, found
    if not remembered:
        delivery = replace(delivery, unknown=False)
    outcome = await sender.send(delivery)
    if isinstance(outcome, Refused | Gone) and _doubtful(delivery):
        outcome = Unsettled(reason=outcome.reason, until=forgotten + FIRST_WAIT)
    return delivery, outcome


def _doubtful(delivery: Delivery) -> bool:
    """Whether it may be there already; what is no new message may be done twice."""
    return delivery.unknown and delivery.post.action in ("post", "reply")


def _has_nonce(delivery: Delivery) -> bool:
    """Whether the target tells a repeated message from a new one: a forum does not."""
    return not (delivery.post.action == "post" and delivery.post.target.startswith("forum:"))


async def _record(delivery: Delivery, outcome: Outcome, outbox: Outbox, now: datetime, chance: float) -> None:
    facts = {"delivery": delivery.id, "target": delivery.post.target, "subject": delivery.post.subject}
    match outcome:
        case Sent(message_id=message_id):
            await outbox.sent(delivery.id, message_id, now)
            log.info("delivered", message=message_id, action=delivery.post.action, **facts)
        case Refused(reason=reason) if _doubtful(delivery):
            await outbox.hold(delivery.id, reason, now)
            log.error("delivery held: it may have arrived and cannot be looked up", reason=reason, **facts)
        case Refused(reason=reason):
            await outbox.fail(delivery.id, reason, now)
            log.error("delivery refused", reason=reason, action=delivery.post.action, **facts)
        case Stopped(reason=reason):
            await outbox.stop(delivery.id, reason, now)
            log.error("target stopped", reason=reason, **facts)
        case Gone(reason=reason):
            await outbox.gone(delivery.id, reason, now)
            log.info("message was deleted; nothing more is said below it", reason=reason, **facts)
        case Overdue(reason=reason, until=until):
            await outbox.overdue(delivery.id, until, now)
            log.info("delivery has to wait", reason=reason, until=until.isoformat(), **facts)
        case Delayed() | Unsettled():
            await _again(delivery, outcome, outbox, now, chance)


async def _again(
    delivery: Delivery, outcome: Delayed | Unsettled, outbox: Outbox, now: datetime, chance: float
) -> None:
    unsettled = isinstance(outcome, Unsettled)
    not_before = outcome.until or now + wait_after(delivery.attempts, chance)
    if unsettled and not _has_nonce(delivery):
        not_before = max(not_before, now + SHOWING)
    await outbox.retry(
        delivery.id,
        not_before=not_before,
        error=outcome.reason,
        unknown=unsettled or delivery.unknown,
        now=now,
    )
    log.warning(
        "delivery unsettled" if unsettled else "delivery delayed",
        reason=outcome.reason,
        until=not_before.isoformat(),
        delivery=delivery.id,
        target=delivery.post.target,
        subject=delivery.post.subject,
    )
