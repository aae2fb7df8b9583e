"""Who acts in a story and where it can be read: what alerts and digests show beside the summary."""

from collections import Counter
from collections.abc import Sequence

from summarise.actors.owner import owner
from summarise.model import Flag, Part, Source, Story
from summarise.stories.cast import cast

MOST_FLAGS = 6


def flags_of(story: Story, watched: frozenset[str], parts: Sequence[Part] | None = None) -> tuple[Flag, ...]:
    """The watched actors in the story, then its other main ones, each with its strongest role; at most six.

    Main is who stands in a title, or speaks or acts in at least half of the reports. Within each group those
    come first whom the story is most about. `parts` is its cast where somebody has it already;
    without it, the guild that added actors among the watched sees them.
    """
    if parts is None:
        parts = cast(story, next(filter(None, map(owner, watched)), None))
    shown = [part for part in parts if part.actor in watched]
    mine = len(shown)
    main = _main(story)
    shown.extend(part for part in parts if part.actor not in watched and part.actor in main)
    return tuple(
        Flag(actor=part.actor, name=part.name, role=part.role) for part in shown[: max(MOST_FLAGS, mine)]
    )


def names_any(story: Story, watched: frozenset[str]) -> bool:
    """Whether the story names one of these actors, be it one that a guild added."""
    if not watched.isdisjoint(story.actors):
        return True
    added = frozenset(actor for actor in watched if owner(actor))
    return bool(added) and any(not added.isdisjoint(report.reading.added_actors) for report in story.reports)


def sources_of(story: Story) -> tuple[Source, ...]:
    """One source an article, in order of time."""
    return tuple(Source.of(report.article) for report in story.reports)


def _main(story: Story) -> frozenset[str]:
    titled = {m.actor for report in story.reports for m in report.reading.headline_mentions}
    acting = Counter(
        actor
        for report in story.reports
        for actor in {m.actor for m in report.reading.mentions if m.role != "mention"}
    )
    return frozenset(
        titled.union(actor for actor, count in acting.items() if 2 * count >= len(story.reports))
    )
