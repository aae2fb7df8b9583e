"""Who is in a story, and how much it is about each."""

from collections import defaultdict

from summarise.actors.salience import STRENGTH, salience
from summarise.model import Part, Role, Story
from summarise.stories.sources import sources_of


def cast(story: Story, guild: str | None = None) -> tuple[Part, ...]:
    """Everyone the story's reports name, with their strongest role and their share of it; best first.

    Each independent source counts the same: an outlet's reports together, and all copies of one wire report
    together. With a `guild`, the actors that it added for itself are among them. Where two are alike, who is
    named first comes first. The shares add up to 1; no actor, no part.
    """
    names: dict[str, str] = {}
    roles: dict[str, Role] = {}
    told: defaultdict[int, list[tuple[Part, ...]]] = defaultdict(list)
    for source, report in zip(sources_of(story.reports), story.reports, strict=True):
        parts = salience(report.reading, guild)
        for part in parts:
            names.setdefault(part.actor, part.name)
            roles[part.actor] = max(roles.get(part.actor, part.role), part.role, key=STRENGTH.__getitem__)
        if parts:
            told[source].append(parts)
    shares: defaultdict[str, float] = defaultdict(float)
    for readings in told.values():
        for parts in readings:
            for part in parts:
                shares[part.actor] += part.salience / len(readings) / len(told)
    found = (
        Part(actor=actor, name=name, role=roles[actor], salience=shares[actor])
        for actor, name in names.items()
    )
    return tuple(sorted(found, key=lambda part: -part.salience))
