"""Stories put right in one transaction: two that are one, one that is two, an article in the wrong one."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from storage.audiences import guild_of
from storage.engine import Transaction
from storage.outbox import put
from storage.schema import delivery, mending, message, story, tally, trace, trace_term
from summarise.model import Mending, Merge, Move, Repair, Split

_FOUNDED = "story:0"
"""What posts about a story that a step founds speak of."""


async def mend(tx: Transaction, found: Mending, now: datetime) -> bool:
    """Take these steps, put the posts and drop what was to be mended; see Stories.mend."""
    changes = await tx.value(sa.select(tally.c.changes).with_for_update()) + 1
    held = await tx.rows(
        sa.select(story.c.id, story.c.revision).where(
            story.c.id.in_(sorted(found.revisions)), story.c.merged_into.is_(None)
        )
    )
    done = found.done
    home = await _home(tx, done.article.id)
    if {row["id"]: row["revision"] for row in held} != found.revisions or home != done.story:
        return False
    # a story that is told rises too: whoever decides meanwhile what to tell of it decides again
    if found.steps or found.told.posts:
        await tx.execute(sa.update(tally).values(changes=changes))
        changed = {"revision": found.revision, "changed": changes}
        await tx.execute(sa.update(story).where(story.c.id.in_(sorted(found.revisions))).values(changed))
    for step in found.steps:
        await _take(tx, step, found.revision, changes, now)
    home = await _home(tx, done.article.id)
    for post in found.told.posts:
        told = post.about(home) if post.subject == _FOUNDED else post
        await put(tx, await guild_of(tx, told, done.article.feed_id), told, now)
    await tx.execute(sa.delete(mending).where(mending.c.article == done.article.id))
    return True


async def _home(tx: Transaction, article: int) -> int:
    """The story that the article is in."""
    home: int = await tx.value(sa.select(trace.c.story).where(trace.c.article == article))
    return home


async def _take(tx: Transaction, step: Repair, revision: int, changes: int, now: datetime) -> None:
    if isinstance(step, Merge):
        await _merge(tx, step, now)
    elif isinstance(step, Move):
        await _move(tx, (step.article,), step.to)
    else:
        await _split(tx, step, revision, changes, now)


async def _merge(tx: Transaction, step: Merge, now: datetime) -> None:
    """The newer story's articles are the older's from now on."""
    for table in (trace, trace_term):
        await tx.execute(sa.update(table).where(table.c.story == step.newer).values(story=step.older))
    leads = sa.or_(story.c.id == step.newer, story.c.merged_into == step.newer)
    await tx.execute(sa.update(story).where(leads).values(merged_into=step.older))
    await _hand_over(tx, f"story:{step.newer}", f"story:{step.older}", now)


async def _hand_over(tx: Transaction, newer: str, older: str, now: datetime) -> None:
    """What targets were told of the newer is the older's where they know nothing of that; else it ends there.

    A post that came to nothing is no knowledge. Deliveries before messages, as whoever sends them does.
    """
    told = await tx.values(
        sa.select(delivery.c.target).where(delivery.c.subject == older, delivery.c.state != "failed")
    )
    unsent = sa.and_(delivery.c.state == "due", delivery.c.attempts == 0)
    of_told = sa.and_(delivery.c.subject == newer, delivery.c.target.in_(told))
    gone = {"state": "superseded", "claimed_until": None, "done_at": now}
    await tx.execute(sa.update(delivery).where(of_told, unsent).values(gone))
    heirs = sa.and_(delivery.c.subject == newer, delivery.c.target.not_in(told))
    inherited = await tx.values(sa.select(delivery.c.target).where(heirs))
    failed = sa.and_(delivery.c.subject == older, delivery.c.target.in_(inherited))
    await tx.execute(sa.delete(delivery).where(failed, delivery.c.state == "failed"))
    await tx.execute(sa.update(delivery).where(heirs).values(subject=older))
    alone = sa.and_(message.c.subject == newer, message.c.target.not_in(told))
    await tx.execute(sa.update(message).where(alone).values(subject=older))


async def _move(tx: Transaction, articles: Iterable[int], to: int) -> None:
    for table in (trace, trace_term):
        moved = table.c.article.in_(sorted(articles))
        await tx.execute(sa.update(table).where(moved).values(story=to))


async def _split(tx: Transaction, step: Split, revision: int, changes: int, now: datetime) -> None:
    """The articles found a story of their own. They were told with the other one: only what comes now is."""
    began = sa.select(story.c.background).where(story.c.id == step.story).scalar_subquery()
    founded = tx.insert(story).values(revision=revision, changed=changes, background=began, founded_at=now)
    await _move(tx, step.articles, await tx.value(founded.returning(story.c.id)))
