"""Which stories a watch may tell of, once their articles are read for actors who came later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from summarise.actors.catalogue import Catalogue
from summarise.actors.fold import fold
from summarise.actors.owner import owner
from summarise.actors.roster import roster
from summarise.editions.index import WatchIndex
from summarise.model import CatalogueText, Report, Story, Watch


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A watch, those of its actors that were added, with when (None: nobody knows), and each feed's lines
    that are no news."""

    watch: Watch
    added: tuple[tuple[str, datetime | None], ...] = ()
    furniture: Mapping[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Newcomer:
    """An added actor, when they came (None: nobody knows), and all that may name them, folded."""

    actor: str
    when: datetime | None
    names: tuple[str, ...]

    def may_be_in(self, report: Report, text: str) -> bool:
        """Whether the article came before they did, and has one of their names."""
        if self.when is not None and report.article.seen_at > self.when:
            return False
        read = report.reading
        known = self.actor in read.actors or self.actor in read.added_actors
        return not known and any(name in text for name in self.names)


def sift(
    stories: tuple[Story, ...], known: Known, texts: tuple[CatalogueText, ...] = ()
) -> tuple[Story, ...]:
    """The stories that the watch may fire for, read again where an actor was added after an article came.

    Only articles that hold one of the actor's forms are. `texts` are actors beside the shipped ones.
    """
    newcomers = tuple(_newcomers(known, texts))
    index = WatchIndex((known.watch,))
    read = (
        replace(story, reports=tuple(_read(report, known, newcomers, texts) for report in story.reports))
        for story in stories
    )
    return tuple(story for story in read if index.candidates(story))


def _newcomers(known: Known, texts: tuple[CatalogueText, ...]) -> Iterator[_Newcomer]:
    for actor, when in known.added:
        found = roster(texts).of(owner(actor)).find(actor)
        if found is not None:
            (one,) = Catalogue(actors=(found,)).with_forms().actors
            offices = (name for office in one.offices for name in office.names)
            names = (fold(name).text for name in (*one.aliases, *one.surnames, *offices))
            yield _Newcomer(actor=actor, when=when, names=tuple(dict.fromkeys(names)))


def _read(
    report: Report,
    known: Known,
    newcomers: tuple[_Newcomer, ...],
    texts: tuple[CatalogueText, ...],
) -> Report:
    if not newcomers:
        return report
    article = report.article
    text = fold(f"{article.title}\n{article.text}").text
    if not any(one.may_be_in(report, text) for one in newcomers):
        return report
    # only workers read, and what reading needs takes the main process's memory
    from summarise.reading import reading_of

    return replace(
        report, reading=reading_of(article, known.furniture.get(article.feed_id, frozenset()), texts)
    )
