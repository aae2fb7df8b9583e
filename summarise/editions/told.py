"""What the readers of a digest know of a story from the digests before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.model import Article
from summarise.editions.calendar import OVERLAP
from summarise.model import Digest, DigestItem, Disagreement, Report, Story
from summarise.stories.delta import came


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What was told of a story, until when, and by which articles: outlets with addresses or titles."""

    until: datetime
    sentences: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    articles: frozenset[tuple[str, str]]

    def knows(self, report: Report) -> bool:
        """Whether the report counted when the story was told; it may have been read only afterwards."""
        at, article = came(report.article), report.article
        return at <= self.until - OVERLAP or (at <= self.until and _name(article) in self.articles)


def told_before(story: Story, earlier: Sequence[Digest]) -> Told | None:
    """What earlier digests told of the story; None where none did.

    A story is known by its id and, as stories merge and split, by any article that was quoted for it.
    """
    articles = frozenset(report.article.id for report in story.reports)
    told = [
        (digest, item)
        for digest in earlier
        for item in digest.items
        if item.story == story.id or not articles.isdisjoint(_quoted(item))
    ]
    if not told:
        return None
    items = [item for _, item in told]
    return Told(
        until=max(digest.until for digest, _ in told),
        sentences=tuple(said.text for item in items for said in item.summary.sentences),
        disagreements=tuple(item.disagreement for item in items if item.disagreement),
        articles=frozenset(
            (source.outlet, source.url or source.title) for item in items for source in item.sources
        ),
    )


def _quoted(item: DigestItem) -> frozenset[int]:
    return frozenset(said.article for said in item.summary.sentences)


def _name(article: Article) -> tuple[str, str]:
    return article.outlet, article.url or article.title
