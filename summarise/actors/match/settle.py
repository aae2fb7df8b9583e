"""What the whole article tells of the forms that do not tell by themselves."""

import re
from collections.abc import Sequence
from typing import Final

from summarise.actors.headlines import BODIES_DO, VERBS, WARY
from summarise.actors.lexicon import QUESTIONED, ROMANCE
from summarise.actors.match.page import PENDING, Finding, Page
from summarise.actors.match.surnames import is_borne_by_another
from summarise.actors.neighbours import followed_by, small

_LINE = 200
_ENGLISH_TOO: Final = frozenset({"a", "no", "per", "de", "sur"})
_ALLIED: Final = re.compile(r" (?:AND|UND|ET|&|-|/) ?[A-Z]{3,5}\b|[,/] ?[A-Z]{3,5}\b")
_WORD: Final = re.compile(r"[^\W\d_]+")


class Article:
    """Who is named beyond doubt in an article's texts, and which surnames others bear there too."""

    def __init__(self, pages: Sequence[Page], found: Sequence[Sequence[Finding]]) -> None:
        self._pages = pages
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._namesakes: set[str] = set()
        for number, findings in enumerate(found):
            for one in findings:
                if one.kept:
                    self._places.setdefault(one.actor.id, []).append((number, one.start))
                elif is_borne_by_another(one):
                    self._namesakes.update(sense.actor.id for sense in one.senses)

    def settled(self, number: int, findings: Sequence[Finding]) -> list[Finding]:
        """The findings of a text, nothing pending any more, and a surname of one of those who bear it."""
        settled: list[Finding] = []
        for one in findings:
            if one.reason != PENDING:
                settled.append(one)
                continue
            now = self._surname(one) if one.rule == "surname" else self._in_capitals(number, one)
            last = settled[-1] if settled else None
            if now.kept and last and last.kept and (last.start, last.end) == (now.start, now.end):
                nearer = self._nearer(number, last, now)
                settled[-1] = nearer
                now = (last if nearer is now else now)._replace(reason="nearer")
            settled.append(now)
        return settled

    def _surname(self, one: Finding) -> Finding:
        actor = one.actor
        if actor.id in self._places:
            return one._replace(reason="known", word="")
        if one.word:
            return one._replace(reason="other rank")
        if not actor.unmistakable:
            return one._replace(reason="alone")
        if actor.id in self._namesakes:
            return one._replace(reason="namesake")
        if self._pages[0].lacks_context(actor):
            return one._replace(reason="context", word=self._pages[0].unmet(actor))
        return one._replace(reason="unmistakable")

    def _nearer(self, number: int, one: Finding, other: Finding) -> Finding:
        """Who is named more often beyond doubt, else who was named last before the surname."""

        def weight(finding: Finding) -> tuple[int, tuple[int, int]]:
            places = self._places.get(finding.actor.id, [])
            before = [place for place in places if place < (number, finding.start)]
            return len(places), max(before, default=(-1, 0))

        return max(one, other, key=weight)

    def _in_capitals(self, number: int, one: Finding) -> Finding:
        """A word-like acronym in a text all in capitals: kept where the article names the actor elsewhere."""
        text = self._pages[number].text
        line = text[max(0, one.start - _LINE) : one.end + _LINE].lower()
        words = {small(word) for word in _WORD.findall(line)}
        following = small(followed_by(text, one.end))
        if following in QUESTIONED or not (words & ROMANCE).issubset(_ENGLISH_TOO):
            return one._replace(reason="capitals")
        if one.actor.id in self._places or self._acts(text, one, following):
            return one._replace(reason="name")
        return one._replace(reason="capitals")

    def _acts(self, text: str, one: Finding, following: str) -> bool:
        """Whether the acronym does something: "EU FREEZES ASSETS", "EU UND NATO BERATEN"."""
        if text[one.start : one.end].lower() == "who":
            asking = "?" in text[one.end : one.end + _LINE].partition("\n")[0]
            return following in VERBS - WARY and not following.endswith("ed") and not asking
        return following in VERBS or following in BODIES_DO or _ALLIED.match(text, one.end) is not None
