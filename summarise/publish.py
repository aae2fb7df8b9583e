"""The shell that publishes: due digest plan → post, saved with the plan's next time."""

from datetime import timedelta

from config.errors import WorkerError
from feeds.ports import Clock, Workers
from summarise.editions.digest import digest, next_time
from summarise.ports import PlanStore

DEADLINE = 10.0
"""Seconds for one digest: it condenses every story of its time."""

AGAIN = timedelta(minutes=15)
"""When a digest that could not be composed is tried again."""


async def publish(plan_id: int, *, store: PlanStore, workers: Workers, now: Clock) -> bool:
    """Publish a plan if it is due; whether this run did it. With nothing new, only its next time moves.

    Raises WorkerError where the digest could not be composed: it is due again a quarter of an hour later.
    """
    moment = now()
    due = await store.due_plan(plan_id, moment)
    if due is None:
        return False
    try:
        post = await workers.run(digest, due, moment, deadline=DEADLINE)
    except WorkerError:
        await store.postpone(plan_id, moment + AGAIN)
        raise
    next_due_at = next_time(due.plan.at, due.plan.zone, moment)
    return await store.save_digest(due.plan, post, next_due_at, moment)
