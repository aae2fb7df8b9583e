"""Who acts in a story and where it can be read: what alerts and digests show beside the summary."""

from itertools import chain

from summarise.model import Flag, Mention, Report, Role, Source, Story

MOST_FLAGS = 6
STRENGTH: dict[Role, int] = {"mention": 0, "subject": 1, "speaker": 2}


def flags_of(story: Story, watched: frozenset[str]) -> tuple[Flag, ...]:
    """The watched actors in the story, then its other main ones, each with its strongest role; at most six.

    Main is who stands in a title, or speaks or acts in at least half of the reports. Within each group the
    most mentioned come first.
    """
    strongest: dict[str, Mention] = {}
    counts: dict[str, int] = {}
    for mention in chain.from_iterable(map(_mentions, story.reports)):
        counts[mention.actor] = counts.get(mention.actor, 0) + 1
        known = strongest.get(mention.actor)
        if known is None or STRENGTH[mention.role] > STRENGTH[known.role]:
            strongest[mention.actor] = mention
    shown = [actor for actor in strongest if actor in watched or _is_main(actor, story)]
    shown.sort(key=lambda actor: (actor not in watched, -counts[actor]))
    return tuple(
        Flag(actor=actor, name=strongest[actor].name, role=strongest[actor].role)
        for actor in shown[: max(MOST_FLAGS, sum(actor in watched for actor in shown))]
    )


def sources_of(story: Story) -> tuple[Source, ...]:
    """One source an article, in order of time."""
    return tuple(Source.of(report.article) for report in story.reports)


def _mentions(report: Report) -> tuple[Mention, ...]:
    return report.reading.headline_mentions + report.reading.mentions


def _is_main(actor: str, story: Story) -> bool:
    titled = any(m.actor == actor for report in story.reports for m in report.reading.headline_mentions)
    acting = sum(
        any(m.actor == actor and m.role != "mention" for m in report.reading.mentions)
        for report in story.reports
    )
    return titled or 2 * acting >= len(story.reports)
