"""Who is named beside whom in one article."""

from collections.abc import Sequence

import sqlalchemy as sa

from storage.among import sifted
from storage.columns import Prose
from storage.record.told import window
from storage.schema import article, mention, trace
from summarise.model import Span


def named_together(
    feeds: frozenset[int], pairs: Sequence[tuple[str, str]], span: Span
) -> sa.Select[tuple[str, str]]:
    """Those of the pairs (one or more) whom an article of these feeds names together in the span."""
    columns = sa.column("one", Prose), sa.column("other", Prose)
    pair = sa.values(*columns).data(list(pairs)).cte("pair")
    other = mention.alias("other")
    # + 0: the other's row is looked for first, the article only where both are in it
    held = other.c.article + 0
    both = (
        sa.select(mention.c.article)
        .select_from(mention)
        .join(other, sa.and_(other.c.article == mention.c.article, other.c.actor == pair.c.other))
        .join(article, article.c.id == held)
        .join(trace, trace.c.article == held)
        .where(mention.c.actor == pair.c.one, *window(mention, span.since, span.until))
        .where(sifted(article.c.feed, feeds))
        .correlate(pair)
    )
    return sa.select(pair.c.one, pair.c.other).where(sa.exists(both))
