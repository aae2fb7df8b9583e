"""Whose words a speaker gives: a spokesman's are those of whom he speaks for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from summarise.actors.speakers import Cast, Named, beginning_at, ending_at, speaker_at
from summarise.model import Mention, Quote, Speaker
from summarise.text.paragraphs import Span

_SPOKES = re.compile(
    r"\b(?:[Ss]pokes(?:man|woman|person|people|men)|press secretary|[Pp]orte-parole|[Ss]precher(?:in)?"
    r"|[Pp]ortavoz"
    r"|[Pp]ortavoce|[Pp]orta-voz|[Ww]oordvoerder|[Rr]zecznik|[Rr]zeczniczka|[Пп]ресс-секретарь"
    r"|[Пп]рес-?секретар"
    r"|[Рр]ечник|[Рр]ечниця)\b"
)
_PART_OF_ANY = (
    *("pokes", "press secretary", "orte-parole", "precher", "ortavo", "orta-voz", "oordvoerder", "zeczni"),
    *("-секретар", "ессекретар", "ечни"),
)
_QUALIFIED = re.compile(r"(?:\b(?:chief|deputy|official|senior|press|[Aa]|[Tt]he) )+\Z")
_FOR = re.compile(
    r" (?:for|of|to|des|der|du|de|del|van|von) (?P<who>(?:the |la |el |le )?[\w’'.-]+(?: [\w’'.-]+){0,2})"
)
_POSSESSOR = re.compile(
    r"(?P<who>(?:[Tt]he )?[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}|[Tt]he [\w-]+(?: [\w-]+)?)['’]s? \Z"
)
_HOUSE = re.compile(r"(?P<who>[A-Z][\w-]+) \Z")
_HIS = re.compile(r"\b(?P<who>[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) \Z")
_STANDING_FOR = re.compile(
    r"\b(?:on behalf of|quoting|citing|reading a (?:statement|letter|message) (?:from|by)|relaying words of"
    r"|im Namen von|au nom de|en nombre de|a nome di|em nome de|namens|w imieniu|от имени|від імені)"
    r" (?P<who>(?:the )?[\w’'.-]+(?: [\w’'.-]+){0,2})"
)
_RELAYED = re.compile(
    r"[“\"„«‘]\s*(?P<who>The [A-Z][\w-]*(?: [A-Z][\w-]*){0,2}|[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}) "
    r"(?:said|says|believes|noted|notes|wants|has said|is|was|will|would)\b"
)
_BESIDE = 160
_QUALIFIERS = 40
_MOST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class _Spokesman:
    """Somebody called a spokesman at [start, end): who it is, and for whom, where the text tells."""

    start: int
    end: int
    who: str | None
    principal: Speaker | None


class Principals:
    """For whom the speakers of one text speak."""

    def __init__(self, cast: Cast) -> None:
        """Nothing is looked for until the first question."""
        self._cast = cast

    def of(self, speaker: Speaker | None, quote: Span, last: Quote | None) -> Speaker | None:
        """Whose words these are, where they are not the speaker's own.

        Told by "speaking on behalf of", "quoting", and by who is called whose spokesman anywhere in the text;
        a spokesman of nobody in particular who says "The Secretary-General said …" gives that man's words.
        `last` is the quote before.
        """
        if speaker is None:
            return None
        if said := self._standing_for(speaker, quote):
            return said
        found = [one for one in self._spokesmen if _is(one, speaker)]
        if not found:
            return None
        principals = (
            one.principal for one in found if one.principal and not _are_one(one.principal, speaker)
        )
        if principal := next(principals, None):
            return principal
        relayed = _RELAYED.match(self._cast.text, *quote)
        meant = self._somebody(*relayed.span("who")) if relayed else None
        if meant and not _are_one(meant, speaker):
            return meant
        before = last.speaker if last else None
        return last.behalf if last and before and before.name == speaker.name else None

    def _standing_for(self, speaker: Speaker, quote: Span) -> Speaker | None:
        text = self._cast.text
        line = text.find("\n", speaker.end, speaker.end + _BESIDE)
        end = speaker.end + _BESIDE if line < 0 else line
        if speaker.end <= quote[0]:
            end = min(end, quote[0])
        found = _STANDING_FOR.search(text, speaker.end, end)
        return self._somebody(*found.span("who")) if found else None

    @cached_property
    def _spokesmen(self) -> Sequence[_Spokesman]:
        return tuple(self._called_so())

    def _called_so(self) -> Iterator[_Spokesman]:
        cast = self._cast
        if not any(part in cast.text for part in _PART_OF_ANY):
            return
        for found in islice(_SPOKES.finditer(cast.text), _MOST):
            start, end = found.span()
            if qualified := _QUALIFIED.search(cast.text[max(0, start - _QUALIFIERS) : start]):
                start -= len(qualified[0])
            his = _HIS.search(cast.text[max(0, start - _QUALIFIERS) : start])
            before = start - len(his[0]) if his else start
            who = ending_at(cast, before, 2)
            if his:
                principal = self._somebody(before, before + len(his["who"]), other_than=who)
            else:
                principal = self._possessor(start) or self._possessor(found.start())
            if principal is None and (of := _FOR.match(cast.text, end)):
                principal = self._somebody(*of.span("who"), other_than=who)
                end = principal.end if principal else of.end()
            if who is None or (principal and _same(who, principal)):
                who = beginning_at(cast, end + 1, 2)
            yield _Spokesman(start=start, end=end, who=_key(who) if who else None, principal=principal)

    def _possessor(self, end: int) -> Speaker | None:
        """Whose spokesman is named at `end`: "the Secretary-General's", "Kremlin"."""
        text = self._cast.text
        before = text[max(0, end - _BESIDE) : end]
        if found := _POSSESSOR.search(before):
            begin, stop = (end - len(before) + at for at in found.span("who"))
            overlapping = beginning_at(self._cast, begin, 4)
            if overlapping is None or overlapping.end <= end:
                return self._somebody(begin, stop)
            return self._also_named(text[begin:stop].rsplit(" ", 1)[-1])
        if named := ending_at(self._cast, end - 1, 0):
            return _as_speaker(text, named)
        house = _HOUSE.search(before)
        return self._also_named(house["who"]) if house else None

    def _also_named(self, word: str) -> Speaker | None:
        """Who is named by this last word anywhere: the spokesman's own title may hold it here."""
        text = self._cast.text
        for one in self._cast.mentions:
            if text.endswith(word, one.start, one.end):
                return _as_speaker(text, one)
        return None

    def _somebody(self, start: int, end: int, other_than: Named | None = None) -> Speaker | None:
        """Who is named or described from `start` on, where that is somebody known, and another."""
        cast = _without(self._cast, other_than) if other_than else self._cast
        named = beginning_at(cast, start, 4)
        if named and named.start < end:
            return _as_speaker(self._cast.text, named)
        for stop in _shorter(self._cast.text, start, end):
            meant = speaker_at(cast, (start, stop))
            if meant and meant.name:
                return meant
        return None


def _without(cast: Cast, one: Named) -> Cast:
    key = _key(one)
    return replace(
        cast,
        mentions=[other for other in cast.mentions if _key(other) != key],
        unknowns=[other for other in cast.unknowns if _key(other) != key],
    )


def _shorter(text: str, start: int, end: int) -> Iterator[int]:
    while end > start:
        yield end
        end = text.rfind(" ", start, end)


def _as_speaker(text: str, one: Named) -> Speaker:
    actor = one.actor if isinstance(one, Mention) else None
    return Speaker(start=one.start, end=one.end, text=text[one.start : one.end], actor=actor, name=one.name)


def _key(one: Named) -> str:
    return one.actor if isinstance(one, Mention) else one.name


def _same(one: Named, other: Speaker) -> bool:
    return _key(one) in (other.actor, other.name)


def _are_one(one: Speaker, other: Speaker) -> bool:
    return (one.actor, one.name) == (other.actor, other.name)


def _is(one: _Spokesman, speaker: Speaker) -> bool:
    if one.who is not None:
        return one.who in (speaker.actor, speaker.name)
    return one.start < speaker.end and speaker.start < one.end
