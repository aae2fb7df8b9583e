"""Who is called by the surname alone since everybody knows them: those in office on the article's day."""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from summarise.actors.callings import ADDRESSES
from summarise.actors.catalogue import Actor
from summarise.actors.headlines import PUBLIC, VERBS
from summarise.actors.match.page import PENDING, Finding, Page
from summarise.actors.match.surnames import is_borne_by_another
from summarise.actors.neighbours import followed_by, is_possessive, preceded_by, small

_NEAR = 160
_MOST_NEAR = 40
_OFFICES: Final = ("prime minister", "chancellor", "kanzler", "premier ministre")
_WORD: Final = re.compile(r"[^\W\d_]+")
_JOINS: Final = re.compile(
    r"[-‐‑–—/]|\s?[–—,&]\s?| (?:and|und|et|y|e|i|og|och|en|и|і|meets|with) ", re.IGNORECASE
)

Place = tuple[int, int]


def recognised(pages: Sequence[Page], found: Sequence[list[Finding]]) -> Sequence[list[Finding]]:
    """The findings, where a bare surname counts for who holds office on the day and nobody else bears it.

    A surname that few bear needs an article about those who govern, or another actor in it; one that many
    bear needs another leader right beside it, or near and one of the words that the catalogue asks for.
    """
    pending = [one for findings in found for one in findings if _is_open(one)]
    if not pending:
        return found
    news = _News(pages, found)
    open_ = {one.actor.id for one in pending} - news.kept
    if not open_:
        return found
    for _ in range(2):  # whom the first round has found may tell who the others are
        news.changed = False
        found = [
            [news.judged(number, one) if one.actor.id in open_ else one for one in findings]
            for number, findings in enumerate(found)
        ]
        if not news.changed:
            break
    return found


def _is_open(one: Finding) -> bool:
    return one.reason == PENDING and one.rule == "surname" and not one.senses[0].word and not one.word


def _is_in_office(actor: Actor, on: date | None) -> bool:
    return any(office.held_on(on) for office in actor.offices)


class _News:
    """Who is named in an article beyond doubt, and what it is about."""

    def __init__(self, pages: Sequence[Page], found: Sequence[list[Finding]]) -> None:
        self.changed = False
        self.kept: set[str] = set()
        self._pages = pages
        self._leaders: list[list[Place]] = [[] for _ in found]
        self._likely: list[list[Place]] = [[] for _ in found]
        self.namesakes: set[str] = set()
        self._words: frozenset[str] | None = None
        self._posts: list[str] | None = None
        for findings in found:
            for one in findings:
                if is_borne_by_another(one):
                    self.namesakes.update(sense.actor.id for sense in one.senses)
        self._claims = Counter(
            (number, one.start)
            for number, findings in enumerate(found)
            for one in findings
            if _is_open(one) and _is_in_office(one.actor, pages[number].on)
        )
        for number, findings in enumerate(found):
            for one in findings:
                if one.kept or (_is_open(one) and self._is_clear(number, one)):
                    self._add(number, one)
                elif _is_open(one) and self._is_likely(number, one):
                    insort(self._likely[number], (one.start, one.end))

    def _is_clear(self, number: int, one: Finding) -> bool:
        """Whether the surname will count without further ado."""
        actor = one.actor
        clear = actor.unmistakable and actor.id not in self.namesakes
        return clear and not self._pages[number].lacks_context(actor)

    def _is_likely(self, number: int, one: Finding) -> bool:
        """Whether the surname is a head's and the article has one of the words that it needs."""
        page, actor = self._pages[number], one.actor
        return (
            bool(actor.context) and not page.lacks_context(actor) and page.profiles.of(actor).leads(page.on)
        )

    def _add(self, number: int, one: Finding) -> None:
        self.kept.add(one.actor.id)
        if one.actor.kind == "person":
            insort(self._leaders[number], (one.start, one.end))

    def judged(self, number: int, one: Finding) -> Finding:
        """A pending surname as it is, or kept for the leader who bears it."""
        if not _is_open(one):
            return one
        page, actor = self._pages[number], one.actor
        known = page.profiles.of(actor)
        heads = known.leads(page.on)
        if not heads and (known.common or not _is_in_office(actor, page.on)):
            return one
        if self._claims[number, one.start] > 1:
            return one
        because = self._because(number, one, heads=heads, common=known.common)
        if not because:
            return one
        self._add(number, one)
        self.changed = True
        return one._replace(reason="leader", word=because)

    def _because(self, number: int, one: Finding, *, heads: bool, common: bool) -> str:
        page = self._pages[number]
        if heads and not common and self._is_addressed(page.text, one.start):
            return preceded_by(page.text, one.start)
        if one.actor.id in self.namesakes:
            return ""
        beside, near = self._another(number, one, self._leaders[number])
        if heads and not beside and self._is_likely(number, one):
            beside, _ = self._another(number, one, self._likely[number])
        if heads and (beside or (beside := self._by_office(page, one))):
            return beside
        if common:
            return near if one.actor.context and not page.lacks_context(one.actor) else ""
        return near or (self._about(page, one) if heads and not one.actor.context else "")

    def _by_office(self, page: Page, one: Finding) -> str:
        """The office of the actor that the article speaks of, where the surname does or owns something."""
        text = page.text
        following = small(followed_by(text, one.end))
        if not (following in VERBS or is_possessive(text, one.end)):
            return ""
        if self._posts is None:
            self._posts = [post for post in _OFFICES if any(post in told for told in page.article)]
        own = page.profiles.of(one.actor).posts
        return next((post for post in self._posts if post in own), "")

    def _is_addressed(self, text: str, start: int) -> bool:
        return small(preceded_by(text, start)) in ADDRESSES

    def _another(self, number: int, one: Finding, places: Sequence[Place]) -> tuple[str, str]:
        """Another person joined to the surname, and one near, as the text names them; else empty."""
        text, near = self._pages[number].text, ""
        first = bisect_left(places, (one.start - 2 * _NEAR, 0))
        last = bisect_left(places, (one.end + _NEAR, 0))
        for start, end in places[max(first, last - _MOST_NEAR) : last]:
            if start == one.start:
                continue
            gap = text[end : one.start] if end <= one.start else text[one.end : start]
            if len(gap) < _NEAR:
                near = text[start:end]
                if _JOINS.fullmatch(gap):
                    return near, near
        return "", near

    def _about(self, page: Page, one: Finding) -> str:
        """A word of the article about government or about the actor's country; else empty."""
        if self._words is None:
            self._words = frozenset(self._spoken())
        told = self._words & (PUBLIC | page.profiles.of(one.actor).seats_by(page.on))
        return min(told, default="")

    def _spoken(self) -> Iterator[str]:
        for text in self._pages[0].article:
            yield from _WORD.findall(text)
