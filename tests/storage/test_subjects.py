"""Stories about somebody or something are found as the asker's own feeds tell them."""

from dataclasses import replace
from datetime import timedelta

from storage.archive import Archive
from summarise.model import Joins
from tests.fakes.examples import HOUR, NOON, edition, reading
from tests.storage.scenes import FLOOD, SUMMIT, article, founded, wire

WEEK = timedelta(days=7)


async def test_subject_is_asked_of_the_feeds_that_are_named_alone(archive: Archive) -> None:
    meridian, lantern = await wire(archive, "Meridian"), await wire(archive, "Lantern", guilds=("b",))
    both = reading(*SUMMIT, actors=[("vladimir-putin", "subject"), ("antonio-guterres", "speaker")])
    summit = await founded(archive, await article(archive, meridian, "m1"), both)
    second = await article(archive, lantern, "l1", now=NOON + HOUR)
    joins = Joins(story=summit, revision=1, score=0.9, near=())
    assert await archive.stories.save(replace(edition(second, both, decision=joins)), NOON)
    flood = await founded(archive, await article(archive, lantern, "l2", now=NOON + HOUR), reading(*FLOOD))
    until, own, other = NOON + 2 * HOUR, frozenset({meridian.id}), frozenset({lantern.id})
    everything = own | other

    async def naming(feeds: frozenset[int], actor: str) -> list[tuple[int, int]]:
        found = await archive.subjects.naming(feeds, actor, until - WEEK, until)
        return [(story.id, len(story.reports)) for story in found]

    assert await naming(everything, "vladimir-putin") == [(summit, 2)]
    assert await naming(own, "vladimir-putin") == [(summit, 1)]
    assert await naming(own, "sergey-lavrov") == []
    assert await archive.subjects.naming(own, "vladimir-putin", until + HOUR, until + WEEK) == ()
    told = await archive.subjects.of_feeds(everything, until - WEEK, until)
    assert [story.id for story in told] == [summit, flood], "first what most feeds tell"
    assert [story.id for story in await archive.subjects.of_feeds(own, until - WEEK, until)] == [summit]
    asked = await archive.subjects.these(other, (flood, summit, 999))
    assert [(story.id, len(story.reports)) for story in asked] == [(flood, 1), (summit, 1)]
    assert [story.id for story in await archive.subjects.these(own, (flood, summit))] == [summit]
