"""A guild's own actors beside everybody's: what the shared catalogue has found is nobody else's."""

from collections.abc import Iterable, Sequence

from summarise.actors.fold import folded_name
from summarise.actors.match import Hit


def own(
    texts: Sequence[str], shared: Sequence[Sequence[Hit]], found: Sequence[Sequence[Hit]]
) -> tuple[tuple[Hit, ...], ...]:
    """Of a guild's hits in each of an article's texts those that are its own actors' beyond doubt.

    Not so is what lies within a name that the shared catalogue found there, and a bare surname that
    somebody of the shared catalogue bears whom the article names.
    """
    named = {hit.actor.id: hit.actor for hits in shared for hit in hits}
    borne = {folded_name(surname) for actor in named.values() for surname in actor.surnames}
    return tuple(
        tuple(
            hit
            for hit in hits
            if not _is_within(hit, theirs) and folded_name(text[hit.start : hit.end]) not in borne
        )
        for text, theirs, hits in zip(texts, shared, found, strict=True)
    )


def _is_within(hit: Hit, theirs: Iterable[Hit]) -> bool:
    """Whether the hit overlaps with one of theirs that is no shorter."""
    length = hit.end - hit.start
    return any(
        one.start < hit.end and hit.start < one.end and one.end - one.start >= length for one in theirs
    )
