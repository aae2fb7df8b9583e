"""Deciding alone: made-up stories that grow report by report, and thousands of watches in many guilds."""

import random
import time as clock
from collections import defaultdict
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from benchmarks.people import PUBLISHED, quoting
from benchmarks.prose import vocabulary
from benchmarks.results import Decisions
from summarise.actors.catalogue import shipped
from summarise.editions.alert import alerts
from summarise.editions.index import WatchIndex
from summarise.model import Audience, Post, Quiet, Report, Role, Shown, Story, Told, Watch
from summarise.reading import reading_of

GUILDS, FEEDS, READ = 500, 400, 20
"""Guilds, feeds, and how many feeds each guild reads: some feeds are read by many guilds, as it is."""

LENGTHS: Final = (1, 1, 1, 1, 2, 2, 3, 4, 6, 10)
"""Reports of a story."""

ROLES: Final[tuple[Role, ...]] = ("mention", "mention", "subject", "speaker")
APART: Final = timedelta(minutes=7)
"""Between two reports of a story."""


def run(*, watches: int, revisions: int) -> Decisions:
    """What it costs to decide about so many revisions of stories, one after the other."""
    chance = random.Random(9)
    asked = _watches(chance, watches)
    reads = [_feeds(chance) for _ in range(GUILDS)]
    index = WatchIndex(asked)
    of_target: defaultdict[tuple[str, str], list[Watch]] = defaultdict(list)
    for watch in asked:
        of_target[watch.guild, watch.target].append(watch)
    shown: dict[int, dict[tuple[str, str], Shown]] = defaultdict(dict)
    spent, posts, candidates = 0.0, 0, 0
    arrivals = _arrivals(chance, revisions)
    alerts(arrivals[0], arrivals[0].reports[-1].article, (), PUBLISHED)  # loads the tables
    for story in arrivals:
        article, known = story.reports[-1].article, shown[story.id]
        began = clock.process_time()
        found = index.candidates(story)
        spent += clock.process_time() - began
        candidates += len(found)
        audiences = _audiences(found, known, reads, of_target, article.feed_id)
        began = clock.process_time()
        told = alerts(story, article, audiences, article.seen_at)
        spent += clock.process_time() - began
        posts += len(told.posts)
        _send(told, audiences, known, article.seen_at)
    return Decisions(
        each=spent / len(arrivals) * 1000,
        candidates=candidates / len(arrivals),
        posts=posts / len(arrivals),
    )


def _watches(chance: random.Random, count: int) -> list[Watch]:
    people = [actor.id for actor in shipped().actors if actor.kind == "person"]
    made = []
    for number in range(count):
        guild = chance.randrange(GUILDS)
        watch = Watch(
            id=number,
            guild=str(guild),
            target=f"channel:{guild}{chance.randrange(4)}",
            actors=(),
            origin="command",
            created_at=PUBLISHED,
            voices=chance.choice((1, 1, 1, 2, 3)),
            cooldown=timedelta(minutes=chance.choice((0, 0, 0, 30))),
            quiet=Quiet(begins=time(22), ends=time(7), zone="Europe/Berlin", urgent=5)
            if number % 5 == 0
            else None,
            ping=str(number) if number % 7 == 0 else None,
            timeline=number % 10 == 0,
        )
        if number % 20 < 13:
            actors = tuple(chance.sample(people, chance.choice((1, 1, 2, 5))))
            watch = replace(watch, actors=actors, role=chance.choice(ROLES))
        elif number % 20 < 18:
            words = chance.sample(vocabulary(), 3)
            common = words[:1] if number % 4 == 0 else []
            watch = replace(watch, keywords=(f"{words[1]} {words[2]}", f"keyword{number}", *common))
        else:
            watch = replace(watch, outlets=(f"Outlet {chance.randrange(FEEDS)}",), languages=("en",))
        made.append(watch)
    return made


def _feeds(chance: random.Random) -> frozenset[int]:
    return frozenset(int(FEEDS * chance.random() ** 2) for _ in range(READ))


def _arrivals(chance: random.Random, revisions: int) -> list[Story]:
    """Stories as each of their reports comes, in order of time."""
    articles = quoting()
    read = [(article, reading_of(article)) for article in articles]
    arrivals: list[Story] = []
    number = 0
    while len(arrivals) < revisions:
        number += 1
        reports: list[Report] = []
        began = PUBLISHED + timedelta(seconds=40 * number)
        for place, (article, reading) in enumerate(chance.sample(read, chance.choice(LENGTHS))):
            feed, at = int(FEEDS * chance.random() ** 2), began + place * APART
            printed = replace(
                article,
                id=number * 100 + place,
                feed_id=feed,
                outlet=f"Outlet {feed}",
                url=f"https://wire.example/{number}/{place}",
                published_at=at,
                seen_at=at,
            )
            reports.append(Report(article=printed, reading=reading))
            arrivals.append(Story(id=number, revision=place + 1, reports=tuple(reports)))
    return sorted(arrivals[:revisions], key=lambda story: story.reports[-1].article.seen_at)


def _audiences(
    found: tuple[Watch, ...],
    known: dict[tuple[str, str], Shown],
    reads: list[frozenset[int]],
    of_target: dict[tuple[str, str], list[Watch]],
    feed: int,
) -> tuple[Audience, ...]:
    """The guilds that read this feed, as the archive gives them."""
    watches: defaultdict[str, dict[int, Watch]] = defaultdict(dict)
    for watch in found:
        watches[watch.guild][watch.id] = watch
    for key in known:
        watches[key[0]].update((watch.id, watch) for watch in of_target[key])
    return tuple(
        Audience(
            guild=guild,
            feeds=reads[int(guild)],
            watches=tuple(mine.values()),
            shown=tuple(one for (held, _), one in known.items() if held == guild),
        )
        for guild, mine in watches.items()
        if feed in reads[int(guild)]
    )


def _send(
    told: Told, audiences: tuple[Audience, ...], known: dict[tuple[str, str], Shown], now: datetime
) -> None:
    guilds = {watch.target: audience.guild for audience in audiences for watch in audience.watches}
    for post in told.posts:
        key = guilds[post.target], post.target
        before = known.get(key) or Shown(target=post.target, subject=post.subject, post=post)
        known[key] = _shown(before, post, now)


def _shown(before: Shown, post: Post, now: datetime) -> Shown:
    if post.action == "thread":
        return replace(before, threaded=True)
    if post.part:
        return replace(before, post=post, reply=post, replied_at=post.not_before or now)
    sent = post.not_before or now
    first = before.sent_at is None
    return replace(
        before, post=post, sent_at=sent if first else before.sent_at, changed_at=None if first else sent
    )
