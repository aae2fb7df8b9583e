"""The shell between the outbox and a target: claim, send, record.

Doubt is settled by reading the target back, and with the same nonce while the target still remembers it.
Nothing is sent again, or given up, on hope.
"""

import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

import structlog

from bot.counts import Counts
from bot.outcomes import FINAL, Delayed, Gone, Outcome, Refused, Sent, Stopped, Unsettled
from bot.recording import FIRST_WAIT, Outbox, has_nonce, is_doubtful, record
from config.phrase import phrase
from feeds.ports import Clock
from storage.model import Delivery

log = structlog.get_logger()

NONCE_WINDOW = timedelta(minutes=2)
"""How long Discord is trusted to remember a nonce ("the past few minutes", Create Message)."""

FAULT = phrase("It failed by a fault of Wirewatch's own. The log tells which: please report it.")
FAULTS = 3
"""A delivery that still fails so at this try is given up."""

T = TypeVar("T")
U = TypeVar("U")


class Sender(Protocol):
    """Speaks to the targets of one kind."""

    async def send(self, delivery: Delivery) -> Outcome:
        """Do what the post asks for, always with the delivery's own nonce."""
        ...

    async def settle(self, delivery: Delivery) -> Sent | Refused | Delayed | Stopped | Gone | None:
        """Look whether an earlier attempt arrived; None where it did not, Refused where none can look."""
        ...


async def deliver(
    target: str,
    *,
    outbox: Outbox,
    sender: Sender,
    now: Clock,
    chance: Callable[[], float] = random.random,
    counts: Counts | None = None,
) -> int:
    """Send what is due to one target, oldest first, until nothing is; returns how many were sent.

    What each try came to is noted in `counts`.
    """
    sent = 0
    while (delivery := await outbox.claim(target, now())) is not None:
        delivery, outcome = await _attempt(delivery, sender, now())
        await record(delivery, outcome, outbox, now(), chance())
        if counts is not None:
            waited = (now() - delivery.not_before).total_seconds()
            counts.delivered(type(outcome).__name__.lower(), waited if isinstance(outcome, Sent) else None)
        if not isinstance(outcome, FINAL):
            break
        sent += isinstance(outcome, Sent)
    return sent


async def _attempt(delivery: Delivery, sender: Sender, now: datetime) -> tuple[Delivery, Outcome]:
    """Send; where an earlier attempt may have arrived, look first.

    Where nobody can look, the nonce makes it safe as long as the target remembers it. Comes back without
    `unknown` where nothing was found after that. A refusal before leaves the doubt until one can look.
    """
    if not is_doubtful(delivery) or delivery.tried_at is None:
        return delivery, await _send(delivery, sender)
    forgotten = delivery.tried_at + NONCE_WINDOW
    # a clock that was set back since says nothing of how long ago that was
    remembered = has_nonce(delivery) and delivery.tried_at <= now <= forgotten
    found = await _guarded(sender.settle(delivery), delivery, Delayed(reason=FAULT))
    if found is not None and not (remembered and isinstance(found, Refused | Delayed)):
        return delivery, found
    if not remembered:
        delivery = replace(delivery, unknown=False)
    outcome = await _send(delivery, sender)
    if isinstance(outcome, Refused | Gone) and is_doubtful(delivery):
        outcome = Unsettled(reason=outcome.reason, until=forgotten + FIRST_WAIT)
    return delivery, outcome


async def _send(delivery: Delivery, sender: Sender) -> Outcome:
    return await _guarded(sender.send(delivery), delivery, Unsettled(reason=FAULT))


async def _guarded(doing: Awaitable[T], delivery: Delivery, failed: U) -> T | U | Refused:
    """What it comes to; `failed` where it raises, and Refused where it was tried FAULTS times by then.

    A fault of ours must neither be repeated for ever nor hold up what waits behind it.
    """
    try:
        return await doing
    except Exception:
        log.exception(
            "delivery failed by a fault of Wirewatch's", delivery=delivery.id, tries=delivery.attempts
        )
        return Refused(reason=FAULT) if delivery.attempts >= FAULTS else failed
