"""The shell that publishes: due digest plan → posts, saved with the plan's next time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

from config.errors import NewerError, WirewatchError, WorkerError
from feeds.ports import Clock, Workers
from summarise.editions.calendar import next_time
from summarise.editions.digest import digest, posts_of
from summarise.model import Digest
from summarise.ports import PlanStore

Pages = Callable[[str, Digest], tuple[Digest, ...]]
"""Cuts a digest into what fits into one message each at a target."""

DEADLINE = 10.0
"""Seconds for one digest: it condenses every story of its time."""

DAY = timedelta(days=1)
AGAIN = timedelta(minutes=15)
"""When a digest that could not be composed is tried again."""

SOON = timedelta(minutes=2)
"""The same where something else went wrong, such as the database."""


async def publish(plan_id: int, *, store: PlanStore, workers: Workers, now: Clock, pages: Pages) -> bool:
    """Publish a plan if it is due; whether this run did it. With nothing new, only its next time moves.

    Raises WorkerError where the digest could not be composed: it is due again a quarter of an hour later; and
    WirewatchError where its time zone is not known here, as after an update of the system: a day later.
    Whatever else is raised has it tried again soon. What comes to nothing too often is set aside until the
    plan's next time; what a newer version must do is left to it.
    """
    moment = now()
    try:
        return await _publish(plan_id, moment, store=store, workers=workers, pages=pages)
    except NewerError:
        raise
    except ZoneInfoNotFoundError as trouble:
        reason = (
            f"Digest {plan_id} has a time zone that this system does not know ({trouble.args[0]}). "
            "Remove it and ask for it in another zone. It is tried again in a day."
        )
        await store.fail(plan_id, reason, moment + DAY, moment)
        raise WirewatchError(reason) from None
    except Exception as trouble:
        wait = AGAIN if isinstance(trouble, WorkerError) else SOON
        await store.fail(plan_id, str(trouble) or type(trouble).__name__, moment + wait, moment)
        raise


async def _publish(
    plan_id: int, moment: datetime, *, store: PlanStore, workers: Workers, pages: Pages
) -> bool:
    due = await store.due_plan(plan_id, moment)
    if due is None:
        return False
    plan = due.plan
    body = await workers.run(digest, due, moment, deadline=DEADLINE)
    cut = () if body is None else await workers.run(pages, plan.target, body, deadline=DEADLINE)
    next_due_at = next_time(plan.at, plan.zone, moment, plan.weekdays)
    return await store.save_digest(plan, posts_of(plan, cut), next_due_at, moment)
