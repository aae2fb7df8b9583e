"""Stories put right in one transaction: two that are one, one that is two, an article in the wrong one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from storage import follows, mutes, verdicts
from storage.decided import tell
from storage.engine import Transaction
from storage.inheriting import hand_over
from storage.schema import mending, story, tally, trace, trace_term
from summarise.model import Mending, Merge, Move, Repair, Split, Told

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
    await tell(tx, _about(found.told, home), done.article.feed_id, now)
    await tx.execute(sa.delete(mending).where(mending.c.article == done.article.id))
    return True


def _about(told: Told, founded: int) -> Told:
    """The same, where what speaks of a story that a step founds does so by its id."""
    return Told(
        posts=tuple(post.about(founded) if post.subject == _FOUNDED else post for post in told.posts),
        verdicts=tuple(held if held.story else replace(held, story=founded) for held in told.verdicts),
    )


async def _home(tx: Transaction, article: int) -> int:
    """The story that the article is in."""
    home: int = await tx.value(sa.select(trace.c.story).where(trace.c.article == article))
    return home


async def _take(tx: Transaction, step: Repair, revision: int, changes: int, now: datetime) -> None:
    if isinstance(step, Merge):
        await _merge(tx, step, revision, now)
    elif isinstance(step, Move):
        await _move(tx, (step.article,), step.to)
    else:
        await _split(tx, step, revision, changes, now)


async def _merge(tx: Transaction, step: Merge, revision: int, now: datetime) -> None:
    """The newer story's articles are the older's from now on, and so is all that was said and asked of it."""
    for table in (trace, trace_term):
        await tx.execute(sa.update(table).where(table.c.story == step.newer).values(story=step.older))
    leads = sa.or_(story.c.id == step.newer, story.c.merged_into == step.newer)
    await tx.execute(sa.update(story).where(leads).values(merged_into=step.older))
    for room in (follows, mutes, verdicts):
        await room.merge(tx, step.newer, step.older)
    await hand_over(tx, step, revision, now)


async def _move(tx: Transaction, articles: Iterable[int], to: int) -> None:
    for table in (trace, trace_term):
        moved = table.c.article.in_(sorted(articles))
        await tx.execute(sa.update(table).where(moved).values(story=to))


async def _split(tx: Transaction, step: Split, revision: int, changes: int, now: datetime) -> None:
    """The articles found a story of their own. They were told with the other one: only what comes now is."""
    began = sa.select(story.c.background).where(story.c.id == step.story).scalar_subquery()
    founded = tx.insert(story).values(revision=revision, changed=changes, background=began, founded_at=now)
    await _move(tx, step.articles, await tx.value(founded.returning(story.c.id)))
