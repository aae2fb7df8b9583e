"""What happened around somebody or something: the weightiest stories, each in its best sentences."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from summarise.editions.credits import flags_of, sources_of
from summarise.editions.keywords import Keywords
from summarise.editions.ranking import Candidate, candidate, chosen
from summarise.model import DigestItem, Story, Summary
from summarise.stories.condense import Condensing

FURTHER: Final = 4
"""How many more sentences are looked through for one with the words, where the best have none."""


def overview(
    stories: Sequence[Story],
    since: datetime,
    until: datetime,
    sentences: int,
    actors: frozenset[str] = frozenset(),
    words: str = "",
) -> tuple[DigestItem, ...]:
    """At most so many sentences in all, of the stories with reports after `since`, the weightiest first.

    Each story told gets one, and what is left goes to the first ones. Sentences that name an actor of
    `actors` weigh more; of a story whose best ones have none of the `words`, one that has them is told too.
    Every sentence is a slice of its article, as in `condense`; stories that say much the same give way to
    others, as in a digest.
    """
    candidates = [
        candidate(story, fresh=fresh, known=False, watched=False, since=since, until=until)
        for story in stories
        if (fresh := tuple(report for report in story.reports if since < report.article.at <= until))
    ]
    told = chosen(candidates, sentences, lambda one: _condensing(one, actors))
    if not told:
        return ()
    each, more = divmod(sentences, len(told))
    sought = Keywords(words.split()) if words else None
    return tuple(
        _item(one, _best(condensing, each + (place < more), actors, sought))
        for place, (one, condensing) in enumerate(told)
    )


def _condensing(one: Candidate, actors: frozenset[str]) -> tuple[Candidate, Condensing] | None:
    """The story made ready; None where it has no sentence to tell."""
    condensing = Condensing(one.story)
    return (one, condensing) if condensing.summary(1, wanted=actors).sentences else None


def _best(condensing: Condensing, count: int, actors: frozenset[str], keywords: Keywords | None) -> Summary:
    summary = condensing.summary(count, wanted=actors)
    if keywords is None or any(keywords.found(sentence.text) for sentence in summary.sentences):
        return summary
    longer = condensing.summary(count + FURTHER, wanted=actors)
    named = next((one for one in longer.sentences if keywords.found(one.text)), None)
    if named is None:
        return summary
    kept = [one for one in longer.sentences if one in summary.sentences[: count - 1] or one is named]
    return replace(summary, sentences=tuple(kept))


def _item(one: Candidate, summary: Summary) -> DigestItem:
    return DigestItem(
        story=one.story.id,
        summary=summary,
        flags=flags_of(one.story, frozenset()),
        sources=sources_of(one.story),
        last_at=one.last_at,
    )
