"""What sending came to, written into the outbox: when it is tried again, and what is told in the log."""

from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.outcomes import Delayed, Gone, Outcome, Overdue, Refused, Sent, Stopped, Unsettled
from config.phrase import Reason
from storage.model import Delivery

log = structlog.get_logger()

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=10)

SHOWING = timedelta(seconds=10)
"""How long a message may take to be seen by who reads a target back."""


class Outbox(Protocol):
    """What delivering needs of the archive (`storage.deliveries`)."""

    async def claim(self, target: str, now: datetime) -> Delivery | None: ...
    async def sent(self, delivery_id: int, message_id: str, now: datetime) -> None: ...
    async def retry(
        self, delivery_id: int, *, not_before: datetime, error: Reason, unknown: bool, now: datetime
    ) -> None: ...
    async def fail(self, delivery_id: int, error: Reason, now: datetime) -> None: ...
    async def hold(self, delivery_id: int, error: Reason, now: datetime) -> None: ...
    async def gone(self, delivery_id: int, reason: Reason, now: datetime) -> None: ...
    async def stop(
        self, delivery_id: int, reason: Reason, now: datetime, *, asked: bool, whole_guild: bool
    ) -> None: ...
    async def overdue(self, delivery_id: int, until: datetime, now: datetime) -> None: ...


def wait_after(attempts: int, chance: float) -> timedelta:
    """How long to wait after so many attempts: doubling from two seconds to ten minutes, at least half of it.

    `chance`, from 0 to 1, spreads targets that failed together.
    """
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 16))) * (0.5 + chance / 2)


def is_doubtful(delivery: Delivery) -> bool:
    """Whether it may be there already; what is no new message may be done twice."""
    return delivery.unknown and delivery.post.action in ("post", "reply")


def has_nonce(delivery: Delivery) -> bool:
    """Whether the target tells a repeated message from a new one: a forum does not."""
    return not (delivery.post.action == "post" and delivery.post.target.startswith("forum:"))


def story_of(subject: str) -> int | None:
    """The story that a delivery is about; None where it is about none."""
    kind, _, number = subject.partition(":")
    return int(number) if kind == "story" and number.isdecimal() else None


async def record(delivery: Delivery, outcome: Outcome, outbox: Outbox, now: datetime, chance: float) -> None:
    """Write it down; `chance`, from 0 to 1, is how much of the usual wait is added to its half."""
    post = delivery.post
    tell = log.bind(
        delivery=delivery.id,
        guild=delivery.guild,
        target=post.target,
        story=story_of(post.subject),
        subject=post.subject,
        action=post.action,
    )
    match outcome:
        case Sent(message_id=message_id):
            await outbox.sent(delivery.id, message_id, now)
            tell.info("delivered", message=message_id)
        case Refused(reason=reason) if is_doubtful(delivery):
            await outbox.hold(delivery.id, reason, now)
            tell.error("delivery held: it may have arrived and cannot be looked up", reason=str(reason))
        case Refused(reason=reason):
            await outbox.fail(delivery.id, reason, now)
            tell.error("delivery refused", reason=str(reason))
        case Stopped(reason=reason):
            await outbox.stop(delivery.id, reason, now, asked=outcome.asked, whole_guild=outcome.whole_guild)
            tell.error("target stopped", reason=str(reason))
        case Gone(reason=reason):
            await outbox.gone(delivery.id, reason, now)
            tell.info("message was deleted; nothing more is said below it", reason=str(reason))
        case Overdue(reason=reason, until=until):
            await outbox.overdue(delivery.id, until, now)
            tell.info("delivery has to wait", reason=str(reason), until=until.isoformat())
        case Delayed() | Unsettled():
            until = await _again(delivery, outcome, outbox, now, chance)
            tell.warning(
                "delivery unsettled" if isinstance(outcome, Unsettled) else "delivery delayed",
                reason=str(outcome.reason),
                until=until.isoformat(),
            )


async def _again(
    delivery: Delivery, outcome: Delayed | Unsettled, outbox: Outbox, now: datetime, chance: float
) -> datetime:
    """Put it off; until when."""
    unsettled = isinstance(outcome, Unsettled)
    not_before = outcome.until or now + wait_after(delivery.attempts, chance)
    if unsettled and not has_nonce(delivery):
        not_before = max(not_before, now + SHOWING)
    await outbox.retry(
        delivery.id,
        not_before=not_before,
        error=outcome.reason,
        unknown=unsettled or delivery.unknown,
        now=now,
    )
    return not_before
