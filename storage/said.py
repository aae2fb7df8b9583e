"""What an article tells, as rows of its own: who is named, who said what, what is announced."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, Final

import sqlalchemy as sa

from feeds.model import Article
from storage.engine import Transaction
from storage.schema import appointment, appointment_actor, mention, quote, unknown
from summarise.actors.owner import owner
from summarise.actors.salience import salience
from summarise.model import Appointment, Quote, Reading, Speaker

MOST_QUOTES: Final = 200
"""How many quotes and statements of an article have rows; its document holds them all."""

MOST_APPOINTMENTS: Final = 50
MOST_UNKNOWNS: Final = 50

LONGEST: Final = 2_000
"""Characters of a quote, and of what an appointment is about."""

LONGEST_NAME: Final = 200

ROWS: Final = (appointment_actor, appointment, quote, unknown, mention)
"""The tables, in the order in which their rows may go."""

_MENTION = ("article", "actor", "role", "times", "salience", "at")
_UNKNOWN = ("article", "name", "times", "begins", "ends", "at")
_SPEAKERS = ("actor", "speaker", "behalf_actor", "behalf")
_QUOTE = ("article", "number", "kind", "quote", "begins", "ends", *_SPEAKERS, "text", "at")
_APPOINTMENT = ("article", "number", "begins", "ends", "date", "last", "clock", "moment", "text", "what")

Row = tuple[Any, ...]


async def keep(tx: Transaction, article: Article, findings: Reading, *, again: bool) -> None:
    """Keep what an article tells; `again` where rows of it may be there, which then go."""
    if again:
        for table in ROWS:
            await tx.execute(sa.delete(table).where(table.c.article == article.id))
    await tx.put(mention, _MENTION, list(_mentions(article, findings)))
    await tx.put(unknown, _UNKNOWN, list(_unknowns(article, findings)))
    await tx.put(quote, _QUOTE, list(_quotes(article, findings)))
    announced = findings.appointments[:MOST_APPOINTMENTS]
    await tx.put(appointment, _APPOINTMENT, [_appointment(article, *one) for one in enumerate(announced)])
    await tx.put(appointment_actor, ("article", "number", "actor"), list(_appointed(article, announced)))


def _mentions(article: Article, findings: Reading) -> Iterator[Row]:
    """Each actor of the article; those of a guild have their share among all whom that guild sees."""
    named = (*findings.headline_mentions, *findings.mentions)
    added = (*findings.headline_added, *findings.added)
    times = Counter(one.actor for one in named + added)
    for guild in dict.fromkeys((None, *(owner(one.actor) for one in added))):
        for part in salience(findings, guild):
            if owner(part.actor) == guild:
                yield article.id, part.actor, part.role, times[part.actor], part.salience, article.at


def _unknowns(article: Article, findings: Reading) -> Iterator[Row]:
    times = Counter(one.name[:LONGEST_NAME] for one in findings.unknowns)
    first: dict[str, tuple[int, int]] = {}
    for one in findings.unknowns:
        first.setdefault(one.name[:LONGEST_NAME], (one.start, one.end))
    for name, number in times.most_common(MOST_UNKNOWNS):
        yield article.id, name, number, *first[name], article.at


def _quotes(article: Article, findings: Reading) -> Iterator[Row]:
    every = chain(
        (("quote", one) for one in findings.quotes), (("statement", one) for one in findings.statements)
    )
    for number, (kind, one) in enumerate(islice(every, MOST_QUOTES)):
        yield (article.id, number, kind, *_said(one), one.text[:LONGEST], article.at)


def _said(one: Quote) -> Row:
    return (one.quote, one.start, one.end, *_who(one.speaker), *_who(one.behalf))


def _who(speaker: Speaker | None) -> tuple[str | None, str | None]:
    """Whom the words resolve to, and the name: the actor's, the fullest in the text, or the words."""
    if speaker is None:
        return None, None
    return speaker.actor, (speaker.name or speaker.text)[:LONGEST_NAME]


def _appointment(article: Article, number: int, one: Appointment) -> Row:
    what = None if one.what is None else article.text[one.what.start : one.what.end][:LONGEST]
    place = (article.id, number, one.start, one.end)
    return (*place, one.date, one.last or one.date, one.clock, one.at, one.text[:LONGEST], what)


def _appointed(article: Article, announced: Sequence[Appointment]) -> Iterator[Row]:
    for number, one in enumerate(announced):
        for actor in dict.fromkeys(one.actors):
            yield article.id, number, actor
