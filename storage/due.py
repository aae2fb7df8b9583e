"""What a digest that is due is made of: its time, its feeds, their stories and what they announce."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from storage.documents import POST
from storage.engine import Database, Transaction
from storage.model import Announced
from storage.record.record import Record
from storage.rows import plan_of, watch_of
from storage.schema import delivery, digest_plan, subscription, watch
from storage.sifting import sift
from storage.telling import arrived, these, told_lately
from summarise.editions.calendar import OVERLAP, longest_wait
from summarise.editions.keywords import matches
from summarise.model import AgendaItem, Digest, DigestPlan, DuePlan, Post

SPARE: Final = 2
"""Days that a digest looks back beyond the longest wait between two: after silence, older is no news."""

REMEMBERED: Final = 7
"""For so many days a digest's story comes again only with what is new; three waits where that is longer."""

MOST, MOST_FILTERED = 200, 1000
"""How many stories a digest chooses from, those that most feeds tell. Of one about actors or keywords so many
more are looked at: few of them may fit."""

MOST_ANNOUNCED: Final = 500


async def gather(
    database: Database, plan_id: int, now: datetime, *, whenever: bool = False
) -> DuePlan | None:
    """The plan with what arrived for its guild since its last digest, if it is due at `now`, or `whenever`.

    The first digest looks back as long as the plan waits at most, none more than two days longer.
    """
    async with database.reading() as tx:
        is_due = sa.true() if whenever else digest_plan.c.next_due_at <= now
        row = await tx.row(sa.select(digest_plan).where(digest_plan.c.id == plan_id, is_due))
        if row is None:
            return None
        plan = plan_of(row)
        since = _since(plan, now)
        topics = await _topics(tx, plan)
        feeds = frozenset(topics)
        # whom members watch for themselves is their own business
        shared = sa.or_(~watch.c.target.startswith("user:"), watch.c.target == plan.target)
        going = (watch.c.guild == plan.guild, watch.c.paused_at.is_(None))
        watches = await tx.rows(sa.select(watch).where(*going, shared))
        most = MOST_FILTERED if plan.actors or plan.keywords else MOST
        window = arrived(since if plan.last_until is None else since - OVERLAP, now)
        stories = await told_lately(tx, feeds, window, most, widest=True)
        untold = await these(tx, feeds, await sift(tx, plan, feeds, stories, MOST))
        documents = await _earlier(tx, plan, now)
    late = plan.last_until is not None and plan.last_until < since
    due = DuePlan(
        plan=plan,
        since=since,
        feeds=feeds,
        watched=frozenset(actor for held in watches for actor in watch_of(held).actors),
        stories=await untold.told(),
        earlier=await _read(documents),
        topics={feed: topic for feed, topic in topics.items() if topic},
        missed_since=plan.last_until if late else None,
    )
    return replace(due, announced=await _announced(database, due, now))


def _since(plan: DigestPlan, now: datetime) -> datetime:
    wait = longest_wait(plan.weekdays)
    if plan.last_until is None:
        return now - timedelta(days=wait)
    return max(plan.last_until, now - timedelta(days=wait + SPARE))


async def _topics(tx: Transaction, plan: DigestPlan) -> dict[int, str]:
    """The feeds that the plan tells of, with their folders."""
    own = sa.select(subscription.c.feed, subscription.c.topic).where(subscription.c.guild == plan.guild)
    wanted = own.where(subscription.c.feed.in_(plan.feeds)) if plan.feeds else own
    return {row["feed"]: row["topic"] for row in await tx.rows(wanted)}


async def _announced(database: Database, due: DuePlan, now: datetime) -> tuple[AgendaItem, ...]:
    plan = due.plan
    if not plan.agenda_days:
        return ()
    today = now.astimezone(ZoneInfo(plan.zone)).date()
    until = today + timedelta(days=plan.agenda_days)
    told = await Record(database).agenda(due.feeds, today, until, limit=MOST_ANNOUNCED)
    return tuple(one.item for one in told if _is_wanted(plan, one))


def _is_wanted(plan: DigestPlan, told: Announced) -> bool:
    """Whether it names whom the digest is about, or says one of its keywords; a digest of all wants all."""
    if not (plan.actors or plan.keywords):
        return True
    named = not frozenset(plan.actors).isdisjoint(told.actors)
    return named or bool(matches(plan.keywords, told.what or told.text))


async def _earlier(tx: Transaction, plan: DigestPlan, now: datetime) -> Sequence[str]:
    """What the plan told of late, sent or still to be sent, in order: it is not told again."""
    days = max(REMEMBERED, 3 * longest_wait(plan.weekdays))
    return await tx.values(
        sa.select(delivery.c.document)
        .where(
            delivery.c.guild == plan.guild,
            delivery.c.target == plan.target,
            delivery.c.subject.startswith(f"digest:{plan.id}:", autoescape=True),
            delivery.c.state != "failed",
            delivery.c.created_at > now - timedelta(days=days),
        )
        .order_by(delivery.c.id)
    )


async def _read(documents: Sequence[str]) -> tuple[Digest, ...]:
    """The digests that can be read, with a turn for the event loop after each."""
    found: list[Digest] = []
    for document in documents:
        post = POST.read(document)
        if isinstance(post, Post) and isinstance(post.body, Digest):
            found.append(post.body)
        await asyncio.sleep(0)
    return tuple(found)
