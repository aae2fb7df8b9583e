"""What a story says to those who hear it by the same feeds, worked out once for all of them."""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from config.phrase import Reason
from summarise.editions.credits import flags_of, sources_of
from summarise.editions.keywords import Keywords
from summarise.editions.wants import Heard
from summarise.model import (
    AgendaItem,
    Alert,
    Audience,
    Disagreement,
    Part,
    Source,
    Story,
    StoryQuote,
    Summary,
    SummarySentence,
)
from summarise.stories.agenda import agenda
from summarise.stories.cast import cast
from summarise.stories.condense import Condensing
from summarise.stories.corrections import corrections
from summarise.stories.delta import since
from summarise.stories.numbers import disagreement
from summarise.stories.quotations import quotations
from summarise.stories.sources import sources_of as voices_of
from summarise.stories.withdrawals import withdrawn_by

SENTENCES, NEW_SENTENCES, QUOTES = 4, 3, 2

FIRST, LATEST = 8, 16
"""Of a longer story so many of its first and of its latest reports are condensed and quoted."""

COMPARED = 80
"""Sentences of which those are chosen: half as many as where a story is condensed once."""

_EVER: Final = datetime.max.replace(tzinfo=UTC)


class Hearing:
    """One story's revision at `now`; `keywords` are all that anybody who hears it asks for."""

    def __init__(self, story: Story, now: datetime, keywords: Iterable[str]) -> None:
        self.story = story
        self.now = now
        asked = Keywords(keywords)
        self._keywords = {
            report.article.id: asked.found(f"{report.article.title}\n{report.article.text}")
            for report in story.reports
        }
        self._guilds_own = any(report.reading.added_actors for report in story.reports)
        self._heard: dict[Hashable, Heard] = {}
        self._known: dict[Hashable, _Known] = {}
        self._condensing: dict[Hashable, Condensing] = {}
        self._said: dict[Hashable, Summary] = {}
        self._news: dict[Hashable, tuple[SummarySentence, ...]] = {}

    def heard(self, audience: Audience) -> Heard | None:
        """The story as this guild's feeds tell it; None where none of them does."""
        told = self.story.restricted(audience.feeds)
        if not told.reports:
            return None
        guild = audience.guild if self._guilds_own else None
        key = (_ids(told), guild)
        if key not in self._heard:
            parts: tuple[Part, ...] = cast(told, guild)
            self._heard[key] = Heard(
                story=told,
                parts={part.actor: part for part in parts},
                voices=len(frozenset(voices_of(told.reports))),
                keywords=frozenset[str]().union(*(self._keywords[number] for number in _ids(told))),
            )
        return self._heard[key]

    def alert(self, heard: Heard, watched: frozenset[str], reasons: tuple[Reason, ...]) -> Alert:
        """The story to somebody who watches these actors and was told nothing of it yet."""
        told, known = heard.story, self._known_of(heard.story)
        times = [min(report.article.at, self.now) for report in told.reports]
        summary = self._summary(heard, watched)
        sources = sources_of(told)
        retracted = not known.withdrawn.isdisjoint(lede_outlets(summary, sources))
        return Alert(
            story=told.id,
            summary=summary,
            flags=flags_of(told, watched, tuple(heard.parts.values())),
            sources=sources,
            first_at=min(times),
            last_at=max(times),
            reasons=reasons,
            disagreement=known.disagreement,
            voices=heard.voices,
            corrections=known.corrections,
            quotes=known.quotes_of(watched),
            upcoming=known.upcoming,
            began_with=len(frozenset(source.outlet for source in sources)),
            retracted=retracted,
            withdrawn_by=tuple(sorted(known.withdrawn)) if retracted else (),
        )

    def withdrawn(self, heard: Heard) -> frozenset[str]:
        """The outlets that took the story back."""
        return self._known_of(heard.story).withdrawn

    def news(self, heard: Heard, before: Alert, watched: frozenset[str]) -> tuple[SummarySentence, ...]:
        """What reports say that this alert did not count yet, beyond what those that it counted do."""
        unseen = frozenset(
            report.article.id
            for report in heard.story.reports
            if Source.of(report.article) not in before.sources
        )
        if not unseen:
            return ()
        wanted = watched.intersection(heard.parts)
        told = tuple(said.text for said in (*before.summary.sentences, *before.corrections))
        key = (_ids(heard.story), unseen, wanted, told)
        if key not in self._news:
            fresh = since(_bounded(heard.story), moment=_EVER, told=told, unseen=unseen)
            self._news[key] = Condensing(fresh, most=COMPARED).summary(NEW_SENTENCES, wanted=wanted).sentences
        return self._news[key]

    def _summary(self, heard: Heard, watched: frozenset[str]) -> Summary:
        # whoever is not in the story alters nothing
        wanted = watched.intersection(heard.parts)
        told = _ids(heard.story)
        if told not in self._condensing:
            self._condensing[told] = Condensing(_bounded(heard.story), most=COMPARED)
        if (told, wanted) not in self._said:
            self._said[told, wanted] = self._condensing[told].summary(SENTENCES, wanted=wanted)
        return self._said[told, wanted]

    def _known_of(self, told: Story) -> "_Known":
        key = _ids(told)
        if key not in self._known:
            self._known[key] = _Known(told, self.now)
        return self._known[key]


def lede_outlets(summary: Summary, sources: Iterable[Source]) -> frozenset[str]:
    """The outlets of the article at the head: without an address, all that have its title."""
    return frozenset(
        source.outlet
        for source in sources
        if source.url == summary.url and (summary.url or source.title.strip() == summary.headline)
    )


class _Known:
    """What is the same to all who hear a story by the same feeds, whomever they watch."""

    def __init__(self, told: Story, now: datetime) -> None:
        self.corrections = corrections(told)
        self.withdrawn = withdrawn_by(told)
        told = _bounded(told)
        self.disagreement: Disagreement | None = disagreement(told)
        self.upcoming: AgendaItem | None = next(
            (item for item in agenda(told, now.date()) if _is_ahead(item, told, now)), None
        )
        self._quotes = tuple(quote for quote in quotations(told) if quote.speaker)

    def quotes_of(self, watched: frozenset[str]) -> tuple[StoryQuote, ...]:
        """The best of whom it is known who said them: by the watched, then told by most."""
        ranked = sorted(
            self._quotes,
            key=lambda quote: (
                watched.isdisjoint({quote.actor, quote.behalf_actor}),
                -quote.voices,
                quote.kind != "quote",
            ),
        )
        return tuple(ranked[:QUOTES])


def _is_ahead(item: AgendaItem, told: Story, now: datetime) -> bool:
    """Whether it is still to come. Of something at no known time of today the newest report must say so."""
    if item.at is not None:
        return item.at >= now
    newest = told.reports[-1].article
    return item.last > now.date() or item.what.article == newest.id or Source.of(newest) in item.what.also


def _bounded(told: Story) -> Story:
    reports = told.reports
    if len(reports) <= FIRST + LATEST:
        return told
    return replace(told, reports=(*reports[:FIRST], *reports[-LATEST:]))


def _ids(told: Story) -> tuple[int, ...]:
    return tuple(report.article.id for report in told.reports)
