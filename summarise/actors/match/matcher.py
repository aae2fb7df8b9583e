"""Finds a catalogue's actors in texts, and tells why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarise.actors.catalogue import Actor, Catalogue
from summarise.actors.explain import Verdict
from summarise.actors.fold import fold
from summarise.actors.index import Index, Rule
from summarise.actors.match.boundaries import whole_word
from summarise.actors.match.judge import judged
from summarise.actors.match.leaders import recognised
from summarise.actors.match.overlaps import longest
from summarise.actors.match.page import Finding, Page
from summarise.actors.match.profile import Profiles
from summarise.actors.match.settle import Article
from summarise.actors.match.unbroken import unbroken
from summarise.text.mend import Mended

_TELLING = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """An actor named at [start, end) of a text, and the rule that says so."""

    start: int
    end: int
    actor: Actor
    rule: Rule


class Matcher:
    """Finds a catalogue's actors in texts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._index = Index(catalogue)
        self._profiles = Profiles()

    def hits(self, texts: Sequence[str], on: date | None) -> tuple[tuple[Hit, ...], ...]:
        """The actors named in each of an article's texts (headline, body), in order, never overlapping.

        A bare surname counts where the full name or a title is anywhere in the texts, or where the catalogue
        calls it unmistakable and no text names somebody else in full who bears it. Titles stand for who held
        them on the day `on`; with None, for who holds them.
        """
        whole = [unbroken(text) for text in texts]
        return tuple(
            tuple(
                Hit(start=one.start, end=one.end, actor=one.actor, rule=one.rule)
                for one in _at_source(text, kept)
            )
            for text, (kept, _) in zip(whole, self._findings([one.text for one in whole], on), strict=True)
        )

    def verdicts(self, texts: Sequence[str], on: date | None) -> tuple[tuple[Verdict, ...], ...]:
        """What was decided of every form found in each of the texts, in order; those kept are the hits.

        Of forms inside longer words, only those of five characters and more are told.
        """
        whole = [unbroken(text) for text in texts]
        found = self._findings([one.text for one in whole], on)
        return tuple(
            tuple(
                _verdict(text, one)
                for one in sorted(_at_source(mended, [*kept, *others]), key=lambda one: one.start)
                if one.reason != "inside" or _is_telling(one)
            )
            for text, mended, (kept, others) in zip(texts, whole, found, strict=True)
        )

    def _findings(self, texts: Sequence[str], on: date | None) -> list[tuple[list[Finding], list[Finding]]]:
        folded = [fold(text) for text in texts]
        article = tuple(one.text for one in folded)
        lacking: dict[str, bool] = {}
        pages = [
            Page(text=text, article=article, on=on, profiles=self._profiles, lacking=lacking)
            for text in texts
        ]
        found = [
            judged(page, self._index.candidates(page.text, plain))
            for page, plain in zip(pages, folded, strict=True)
        ]
        found = list(recognised(pages, found))
        named = Article(pages, found)
        return [
            longest(page.text, named.settled(number, findings))
            for number, (page, findings) in enumerate(zip(pages, found, strict=True))
        ]


def _is_telling(finding: Finding) -> bool:
    return finding.end - finding.start >= _TELLING


def _at_source(text: Mended, findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings with their offsets in the text as it came."""
    if not text.mends:
        return findings
    offsets = text.offsets()
    return [one._replace(start=offsets[one.start], end=_end(offsets, one.end)) for one in findings]


def _end(offsets: Sequence[int], end: int) -> int:
    """Where the source's characters end that stand for those before `end`."""
    return next(offset for offset in offsets[end:] if offset > offsets[end - 1])


def _verdict(text: str, finding: Finding) -> Verdict:
    actors = {sense.actor.id: sense.actor for sense in finding.senses}
    return Verdict(
        start=finding.start,
        end=finding.end,
        form=text[finding.start : finding.end],
        actors=tuple(actors.values()),
        rule=finding.rule,
        kept=finding.kept,
        reason=finding.reason,
        word=finding.word or whole_word(text, finding.start, finding.end),
    )
