"""What a sentence says will happen, without who said so, and who takes part."""

import re
from collections.abc import Sequence
from typing import Final

from summarise.model import Mention, Sentence

_SAYS: Final = (
    "said|says|told|announced|announces|confirmed|confirms|added|adds|wrote|tweeted|revealed|reported|reports"
    "|stated|declared|insisted|noted"
)
_WHEN: Final = (
    r"(?:(?:late |early )?(?:on |in )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|earlier|yesterday|today"
    r"|(?:reporters|journalists|lawmakers|parliament)|in (?:a|an) [\w ]{1,40}?)"
)
_BEFORE: Final = re.compile(rf"\b(?:{_SAYS})(?: {_WHEN}){{0,3}},?(?: that)? ", re.IGNORECASE)
_SOURCE: Final = re.compile(r"according to [^,]{1,120}, ", re.IGNORECASE)
_BEHIND: Final = re.compile(
    rf",[”\"]? (?:according to\b|(?:[^\s,]+ ){{1,8}}?(?:{_SAYS})\b|(?:{_SAYS}) [^\s,]+)", re.IGNORECASE
)
_OWN: Final = re.compile(r"[\"“]?(?:he|she|they|it|his|her|their|we|i)\b", re.IGNORECASE)


def outlook(
    text: str,
    sentence: Sentence,
    date: tuple[int, int],
    cue: int,
    mentions: Sequence[Mention],
) -> tuple[Sentence, tuple[str, ...]]:
    """The slice of an English sentence that tells what happens on the `date` in it, and the actors there.

    `cue` is where the words begin that look ahead. Who only says so is left out, unless nobody else is
    named or they speak of themselves ("he said he would …").
    """
    start, end = sentence.start, sentence.end
    first = min(cue, date[0])
    if source := _SOURCE.match(text, start, first):
        start = source.end()
    said = None
    for said in _BEFORE.finditer(text, start, first):
        start = said.end()
    if behind := _BEHIND.search(text, max(date[1], cue), end):
        end = behind.start()
    what = Sentence(start=start, end=end)
    told = _actors(mentions, start, end)
    everybody = _actors(mentions, sentence.start, sentence.end)
    if not told:
        return what, everybody
    if said and _OWN.match(text, start, end):
        speaker = _actors(mentions, sentence.start, said.start())[:1]
        told = tuple(dict.fromkeys(speaker + told))
    return what, told


def _actors(mentions: Sequence[Mention], start: int, end: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.actor for one in mentions if start <= one.start and one.end <= end))
