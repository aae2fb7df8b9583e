"""What was decided last for each target about each story, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.documents import REASONS
from storage.engine import Database, Transaction
from storage.schema import article, subscription, trace, verdict
from storage.telling import resolve
from summarise.model import Verdict

_SAYS: frozenset[str] = frozenset({"post", "edit", "reply"})

_COLUMNS = ("target", "story", "guild", "revision", "what", "reasons", "until", "at")


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """A verdict and its moment.

    `headline` is the title of the story's first article in the guild's feeds; empty where there is none any
    more.
    """

    verdict: Verdict
    headline: str
    at: datetime


_HEADLINE = (
    sa.select(article.c.title)
    .join(trace, trace.c.article == article.c.id)
    .join(subscription, subscription.c.feed == article.c.feed)
    .where(trace.c.story == verdict.c.story, subscription.c.guild == verdict.c.guild)
    .order_by(article.c.at, article.c.id)
    .limit(1)
    .scalar_subquery()
)
_FOUND = sa.select(verdict, _HEADLINE.label("headline"))


class Verdicts:
    """What was decided, for who asks why."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, target: str, limit: int) -> tuple[Decided, ...]:
        """The last verdict about each story that concerned the target, newest first."""
        newest = _FOUND.where(verdict.c.target == target).order_by(
            verdict.c.at.desc(), verdict.c.story.desc()
        )
        async with self._database.reading() as tx:
            return tuple(_decided(row) for row in await tx.rows(newest.limit(limit)))

    async def about(self, target: str, story: int) -> Decided | None:
        """The last verdict about the story, or the one that it became, for the target; None without one."""
        async with self._database.reading() as tx:
            named = (verdict.c.target == target, verdict.c.story == await resolve(tx, story))
            row = await tx.row(_FOUND.where(*named))
        return None if row is None else _decided(row)


async def keep(
    tx: Transaction, verdicts: Iterable[Verdict], guilds: Mapping[str, str], now: datetime
) -> None:
    """Keep what was decided in place of what was decided before; `guilds` has the guild of each target.

    Of several verdicts for a person who watches in several guilds, that of the guild that says something.
    """
    rows = {
        (held.target, held.story): (
            held.target,
            held.story,
            guilds[held.target],
            held.revision,
            held.what,
            REASONS.dump(held.reasons),
            held.until,
            now,
        )
        for held in sorted(verdicts, key=lambda held: held.what in _SAYS)
    }
    await tx.put(verdict, _COLUMNS, list(rows.values()), over=True)


async def merge(tx: Transaction, newer: int, older: int) -> None:
    """What was decided about the newer story was about the older one, where nothing was about that."""
    there = verdict.alias()
    double = sa.exists().where(there.c.story == older, there.c.target == verdict.c.target)
    await tx.execute(sa.delete(verdict).where(verdict.c.story == newer, double))
    await tx.execute(sa.update(verdict).where(verdict.c.story == newer).values(story=older))


def _decided(row: sa.RowMapping) -> Decided:
    held = Verdict(
        target=row["target"],
        story=row["story"],
        revision=row["revision"],
        what=row["what"],
        reasons=REASONS.load(row["reasons"]),
        until=row["until"],
    )
    return Decided(verdict=held, headline=row["headline"] or "", at=row["at"])
