"""What a watch would have posted: reports that came are decided about again, as of when they came.

Nothing here writes or posts: `alerts` decides as it does for the bot, and what it says is put on a stage.
"""

from collections.abc import Iterable
from datetime import datetime

from summarise.editions.alert import alerts
from summarise.editions.rehearsal import Arrival, Rehearsal
from summarise.editions.stage import Stage
from summarise.model import Audience, CatalogueText, Story


def arrivals(
    stories: Iterable[Story], feeds: frozenset[int], since: datetime, until: datetime
) -> tuple[Arrival, ...]:
    """The reports of these feeds that came after `since`, up to `until`, in the order in which they came.

    Stories are taken as they are grouped today; what came before `since` is part of them from the beginning.
    """
    found: list[Arrival] = []
    for story in stories:
        came = sorted(
            story.restricted(feeds).reports, key=lambda report: (report.article.seen_at, report.article.id)
        )
        for number, report in enumerate(came, 1):
            if since < report.article.seen_at <= until:
                reports = sorted(came[:number], key=lambda one: (one.article.at, one.article.id))
                so_far = Story(id=story.id, revision=number, reports=tuple(reports))
                found.append(Arrival(story=so_far, article=report.article))
    return tuple(sorted(found, key=lambda one: (one.article.seen_at, one.article.id)))


def replay(so_far: Rehearsal, came: Iterable[Arrival], texts: tuple[CatalogueText, ...] = ()) -> Rehearsal:
    """Decide about each arrival, as of the moment when it came.

    `texts` are actors beside the shipped ones.
    """
    stage = Stage(so_far)
    for arrival in came:
        now = arrival.article.seen_at
        stage.send_until(now)
        audience = Audience(
            guild=so_far.watch.guild,
            feeds=so_far.feeds,
            watches=(stage.watch,),
            shown=stage.shown(arrival.story.id),
        )
        stage.put(arrival, alerts(arrival.story, arrival.article, (audience,), now, texts), now)
    return stage.standing()


def ended(so_far: Rehearsal, until: datetime) -> Rehearsal:
    """The rehearsal at its end: what is due by then is sent, and what was never told is told as held."""
    stage = Stage(so_far)
    stage.send_until(until)
    return stage.closed()
