"""One edition into the archive: the reading, its story and its posts, or nothing at all."""

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from storage import said, sought, traces, unmended
from storage.background import begin
from storage.columns import sound
from storage.decided import tell
from storage.documents import READING
from storage.engine import Transaction
from storage.lines import keep_lines
from storage.lineup import rivals
from storage.readings import hold
from storage.rows import UNREAD, unread_of
from storage.schema import article, reading, revision, story, tally, trace
from summarise.model import Edition, Founds, Saved, Told
from summarise.text.searching import Sought

_SETTLED = dict.fromkeys(("revised", "edited_at", "due_at", "host"))


async def file(tx: Transaction, edition: Edition, terms: Sought, now: datetime) -> Saved | None:
    """Save the edition, found by these terms; None, and nothing saved, where its decision no longer stands.

    No story, and nothing saved, where there is nothing left to decide: another run has read the article, or
    its text has changed since and is to be read anew.
    """
    # whoever holds the tally's row is the only one to change stories
    changes = await tx.value(sa.select(tally.c.changes).with_for_update())
    held = edition.article
    await hold(tx, (held.id,))
    row = await tx.row(UNREAD.where(article.c.id == held.id))
    if row is None or row["state"] != "due":
        return Saved()
    waiting = unread_of(row)
    if (waiting.title, waiting.text) != (held.title, held.text):
        tx.nudge("read", held.id)
        return Saved()
    own = await tx.value(sa.select(trace.c.story).where(trace.c.article == held.id))
    version = await begin(tx, now)
    placed = await _place(tx, edition, own, Turn(now=now, changes=changes + 1, version=version))
    if placed is None:
        return None
    await tx.execute(sa.update(tally).values(changes=changes + 1))
    await _keep_words(tx, edition, row, now)
    await _keep_reading(tx, edition, now)
    await said.keep(tx, held, edition.reading, again=own is not None)
    await sought.keep(tx, held.id, terms, again=own is not None)
    remembered = replace(edition.trace, crowd=edition.decision.crowd)
    await traces.keep(tx, remembered, placed.story, version=version, weighed_by=placed.background)
    await keep_lines(tx, held.feed_id, held.id, edition.lines, again=own is not None)
    told, mends = await unmended.keep(tx, edition, placed.story, _told(edition, placed.story), now)
    await tell(tx, told, held.feed_id, now)
    return Saved(story=placed.story, mends=mends)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """One change of stories: its moment, its number, and the day's version of the counts."""

    now: datetime
    changes: int
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """The story that an article came to, and the version of the counts that this began with."""

    story: int
    background: int


async def _place(tx: Transaction, edition: Edition, own: int | None, turn: Turn) -> Placed | None:
    """The article's story, founded or with its revision raised; None if that cannot stand."""
    decision = edition.decision
    if own is None and isinstance(decision, Founds):
        if await rivals(tx, edition.article, edition.reading.terms, edition.snapshot, version=turn.version):
            return None
        row = {"changed": turn.changes, "background": turn.version, "founded_at": turn.now}
        founded = tx.insert(story).values(revision=1, **row)
        return Placed(story=await tx.value(founded.returning(story.c.id)), background=turn.version)
    chosen = own if isinstance(decision, Founds) else decision.story
    if own not in {None, chosen}:
        return None
    stands = sa.and_(story.c.id == chosen, story.c.merged_into.is_(None))
    if not isinstance(decision, Founds):
        stands = sa.and_(stands, story.c.revision == decision.revision)
    joined = await tx.row(
        sa.update(story)
        .where(stands)
        .values(revision=story.c.revision + 1, changed=turn.changes)
        .returning(story.c.id, story.c.background)
    )
    return None if joined is None else Placed(story=joined["id"], background=joined["background"])


async def _keep_words(tx: Transaction, edition: Edition, before: sa.RowMapping, now: datetime) -> None:
    """What an edited article said before stays as a revision."""
    held = edition.article
    if (before["title"], before["text"]) != (sound(held.title), sound(held.text)):
        was = {"article": held.id, "at": now, "title": before["title"], "text": before["text"]}
        await tx.execute(tx.insert(revision).values(was))


async def _keep_reading(tx: Transaction, edition: Edition, now: datetime) -> None:
    held, article_id = edition.article, edition.article.id
    done = {"state": "read", "read_at": now, "wake_at": None, "reason": None} | _SETTLED
    await tx.execute(
        sa.update(reading)
        .where(reading.c.article == article_id)
        .values(document=READING.dump(edition.reading), **done)
    )
    words = {"title": held.title, "text": held.text, "url": held.url, "author": held.author}
    await tx.execute(
        sa.update(article)
        .where(article.c.id == article_id)
        .values(language=edition.reading.language or held.language, **words)
    )


def _told(edition: Edition, story_id: int) -> Told:
    """What is told, speaking of the story by its id; nothing where it speaks of another story."""
    if isinstance(edition.decision, Founds):
        return edition.told.about(story_id)
    return edition.told if edition.decision.story == story_id else Told()
