"""What a digest has beside its stories: headings to group them by, and quotes of the day."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from summarise.actors.owner import owner
from summarise.model import Digest, DigestItem, Part, Report, Story, StoryQuote
from summarise.stories.quotations import quotations

OTHER: Final = "Other"

SHORTEST, LONGEST = 25, 350
"""Characters of a quote of the day, marks included."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A story that a digest tells, with its cast and those of its reports that are new."""

    item: DigestItem
    story: Story
    cast: tuple[Part, ...]
    fresh: tuple[Report, ...]


def by_actor(entries: Sequence[Entry], watched: Collection[str]) -> tuple[DigestItem, ...]:
    """The items under the actor each is most about: a watched one, or one that leads two of them at least."""
    leads = [next((part for part in entry.cast if part.actor in watched), None) for entry in entries]
    first = [lead or next(iter(entry.cast), None) for lead, entry in zip(leads, entries, strict=True)]
    times = Counter(part.actor for part in first if part)
    names = [
        part.name if part and (part.actor in watched or times[part.actor] > 1) else OTHER for part in first
    ]
    return _under([entry.item for entry in entries], names)


def by_topic(entries: Sequence[Entry], topics: Mapping[int, str]) -> tuple[DigestItem, ...]:
    """The items under the topic that most of each one's reports have, by their feeds."""
    return _under([entry.item for entry in entries], [_topic(entry.story, topics) for entry in entries])


def _topic(story: Story, topics: Mapping[int, str]) -> str:
    feeds = dict.fromkeys(report.article.feed_id for report in story.reports)
    named = Counter(topics[feed] for feed in feeds if topics.get(feed))
    return named.most_common(1)[0][0] if named else OTHER


def _under(items: Sequence[DigestItem], names: Sequence[str]) -> tuple[DigestItem, ...]:
    """The groups in order of their first items, the rest last; a rest of everything needs no heading."""
    order = [name for name in dict.fromkeys(names) if name != OTHER]
    if not order:
        return tuple(items)
    grouped = [replace(item, group=name) for item, name in zip(items, names, strict=True)]
    return tuple(item for name in (*order, OTHER) for item in grouped if item.group == name)


def quotes_of_the_day(
    entries: Sequence[Entry],
    *,
    most: int,
    guild: str,
    watched: Collection[str],
    earlier: Sequence[Digest] = (),
) -> tuple[StoryQuote, ...]:
    """At most so many attributed quotes from new reports, one a story, best first.

    Those come first that a watched actor said, then those that most independent sources print, then those
    of whom the catalogue knows. Reported speech is no quote; none is shown that stands in the stories'
    sentences anyway, or that one of the `earlier` digests had.
    """
    if most < 1:
        return ()
    shown = [said.text for entry in entries for said in entry.item.summary.sentences]
    shown += [printed.text for digest in earlier for quote in digest.quotes for printed in quote.printed]
    best = filter(None, (_best(entry, guild, watched, shown) for entry in entries))
    ranked = sorted(best, key=lambda quote: _worth(quote, watched), reverse=True)
    return tuple(ranked[:most])


def _best(entry: Entry, guild: str, watched: Collection[str], shown: Sequence[str]) -> StoryQuote | None:
    fit = _fitting(quotations(replace(entry.story, reports=entry.fresh)), guild, shown)
    return max(fit, key=lambda quote: _worth(quote, watched), default=None)


def _fitting(quotes: Sequence[StoryQuote], guild: str, shown: Sequence[str]) -> Iterator[StoryQuote]:
    for quote in quotes:
        text = quote.printed[0].text
        mine = all(
            actor is None or owner(actor) in {None, guild} for actor in (quote.actor, quote.behalf_actor)
        )
        told = any(text in other or other in text for other in shown)
        attributed = quote.kind == "quote" and quote.speaker and mine
        if attributed and not told and SHORTEST <= len(text) <= LONGEST:
            yield quote


def _worth(quote: StoryQuote, watched: Collection[str]) -> tuple[bool, int, bool]:
    return quote.actor in watched, quote.voices, quote.actor is not None
