"""Stories put right in one transaction: two that are one, one that is two, an article in the wrong one."""

import secrets
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from storage.audiences import guild_of
from storage.documents import POST
from storage.engine import Transaction
from storage.outbox import put
from storage.schema import delivery, message, story, tally, trace, trace_term
from summarise.model import Mending, Merge, Move, Repair, Split


async def mend(tx: Transaction, mending: Mending, now: datetime) -> bool:
    """Take these steps and put the posts; False, and nothing done, where a story has changed since."""
    changes = await tx.value(sa.select(tally.c.changes).with_for_update()) + 1
    held = await tx.rows(
        sa.select(story.c.id, story.c.revision).where(
            story.c.id.in_(sorted(mending.revisions)), story.c.merged_into.is_(None)
        )
    )
    if {row["id"]: row["revision"] for row in held} != mending.revisions:
        return False
    await tx.execute(sa.update(tally).values(changes=changes))
    changed = {"revision": mending.revision, "changed": changes}
    await tx.execute(sa.update(story).where(story.c.id.in_(sorted(mending.revisions))).values(changed))
    for step in mending.steps:
        await _take(tx, step, mending.revision, changes, now)
    for post in mending.posts:
        await put(tx, await guild_of(tx, post, mending.feed), post, now)
    return True


async def _take(tx: Transaction, step: Repair, revision: int, changes: int, now: datetime) -> None:
    if isinstance(step, Merge):
        await _merge(tx, step)
    elif isinstance(step, Move):
        await _move(tx, (step.article,), step.to)
    else:
        await _split(tx, step, revision, changes, now)


async def _merge(tx: Transaction, step: Merge) -> None:
    """The newer story's articles, and its messages where the older has none, are the older's from now on."""
    for table in (trace, trace_term):
        await tx.execute(sa.update(table).where(table.c.story == step.newer).values(story=step.older))
    leads = sa.or_(story.c.id == step.newer, story.c.merged_into == step.newer)
    await tx.execute(sa.update(story).where(leads).values(merged_into=step.older))
    newer, older = f"story:{step.newer}", f"story:{step.older}"
    told = sa.select(delivery.c.target).where(delivery.c.subject == older)
    for table in (message, delivery):
        alone = sa.and_(table.c.subject == newer, table.c.target.not_in(told))
        await tx.execute(sa.update(table).where(alone).values(subject=older))


async def _move(tx: Transaction, articles: Iterable[int], to: int) -> None:
    for table in (trace, trace_term):
        moved = table.c.article.in_(sorted(articles))
        await tx.execute(sa.update(table).where(moved).values(story=to))


async def _split(tx: Transaction, step: Split, revision: int, changes: int, now: datetime) -> None:
    """The articles found a story of their own, which counts as shown wherever the one that they left was."""
    began = sa.select(story.c.background).where(story.c.id == step.story).scalar_subquery()
    founded = tx.insert(story).values(revision=revision, changed=changes, background=began, founded_at=now)
    new: int = await tx.value(founded.returning(story.c.id))
    await _move(tx, step.articles, new)
    shown = sa.and_(delivery.c.subject == f"story:{step.story}", delivery.c.state != "failed")
    newest = sa.select(sa.func.max(delivery.c.id)).where(shown).group_by(delivery.c.target)
    for row in await tx.rows(sa.select(delivery).where(delivery.c.id.in_(newest))):
        post = POST.load(row["document"]).about(new)
        inherited = dict(row) | {
            "subject": post.subject,
            "action": "post",
            "document": POST.dump(post),
            "state": "superseded",
            "nonce": secrets.token_hex(12),
            "created_at": now,
            "done_at": now,
        }
        del inherited["id"]
        await tx.execute(tx.insert(delivery).values(inherited).on_conflict_do_nothing())
