"""Reported speech: what a sentence says that somebody said, without marks."""

import re

from summarise.actors import elsewhere
from summarise.actors.phrases import ACCORDING, ASIDE, BETWEEN, SPEAKER, cut, speaker_span
from summarise.text.paragraphs import Span

_LONGEST_TAIL = 120
_CLAIMS = (
    r"(?:said|says|added|adds|announced|announces|confirmed|confirms|claimed|claims|warned|warns|insisted"
    r"|insists"
    r"|noted|notes|argued|argues|stressed|stresses|explained|explains|stated|states|told [\w’' ]{1,40}?"
    r"|denied"
    r"|denies|acknowledged|admitted|revealed|reported|suggested|declared|reiterated|testified|believes"
    r"|predicted)"
)
_DAY = r"(?: (?:on |late |early )?[A-Z]\w+day)?"
_CLAUSE = (
    r"(?P<said>that\b|(?=(?:he|she|it|they|there|we)(?:['’](?:s|d|ll|re|ve)|"
    r" (?!as\b|its\b|his\b|this\b|across\b|towards\b)(?:is|are|were|will|would|had|have|did|do|could|can"
    r"|should"
    r"|may|might|must|need|want|plan|hope|expect|think|believe|[a-z]+(?:n['’]t|ed|s)))\b)"
    r"|(?<=said )(?=(?:the|his|her|its|their|a|an|this|these|those|no|some|all|most|many)\b))"
)
_THAT = re.compile(rf"{SPEAKER}{ASIDE}{BETWEEN},? {_CLAIMS}{_DAY} {_CLAUSE}")
_CLAIMED_THAT = re.compile(rf"\b{_CLAIMS}{_DAY} {_CLAUSE}")
_LAST_VERBS = ("said", "says", "added", "warned", "announced", "according to")
_SAID_LAST = re.compile(
    rf", (?:{SPEAKER} (?:said|says|added|warned|announced)|(?:said|says"
    rf"|according to) (?P<last>[^,.;]{{2,60}}?))"
    r"(?: (?:on|in|at|late)\b[^,.;]{0,60})?[.]?\Z"
)


def reported(text: str, start: int, end: int, language: str = "en") -> tuple[Span, Span] | None:
    """What a sentence at [start, end) reports without marks, and who said it: "Reyes said that …",
    "According to Reyes, …", "…, Reyes said."; None where it reports nothing."""
    if language != "en":
        return elsewhere.reported(text, start, end, language)
    sentence = text[start:end]
    if _CLAIMED_THAT.search(sentence) and (found := _THAT.search(sentence)):
        speaker = speaker_span(start, found)
        return ((start + found.end("said"), end), speaker) if speaker else None
    if found := ACCORDING.match(sentence):
        comma = sentence.find(", ", found.end())
        speaker = speaker_span(start, found)
        return ((start + comma + 2, end), speaker) if speaker and comma > 0 else None
    tail = max(0, len(sentence) - _LONGEST_TAIL)
    if not any(sentence.find(verb, tail) > 0 for verb in _LAST_VERBS):
        return None
    if (found := _SAID_LAST.search(sentence, tail)) and found.start() > 0:
        name = "speaker" if found["speaker"] else "last"
        last = cut(start + found.start(name), found[name])
        return ((start, start + found.start()), last) if last else None
    return None
