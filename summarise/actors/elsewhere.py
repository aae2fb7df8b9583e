"""Who speaks, elsewhere than in English: a verb of speech beside a quote, and the name beside the verb."""

import re
from dataclasses import dataclass
from functools import lru_cache

from summarise.actors.sayings import ELSEWHERE
from summarise.text.paragraphs import Span

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽΑ-ΩА-ЯЁІЇЄҐ]"
_WORD = rf"{_CAPITAL}[\w’'-]*"
_PARTICLE = "(?:von|van|de|da|di|del|della|dos|der|den|la|le|al|el|bin|ter|zu)"
_NAME = rf"{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,5}}"
_ASIDE = r"(?:,[^,.;:\"“”„«»\n]{1,80},)?"
_TITLE = r"(?:(?:M|Mr|Mme|Mrs|Dr|Prof|Sr|Sra|Sig|Dott|St|Hr|Fr|г)\. )?"
_PIECE = rf"(?P<speaker>{_TITLE}(?! )[^,.;:!?\"“”„«»()–—\n]{{2,70}})"
_FOUND_NAME = re.compile(f"{_TITLE}{_NAME}")
_REACH = 300
_MOST_WORDS = 4
_SKIPPED = " ,.–—-"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Patterns:
    verb_first: re.Pattern[str]
    name_first: re.Pattern[str]
    according: re.Pattern[str]
    inverted: re.Pattern[str] | None
    said_that: re.Pattern[str]
    said_last: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(language: str) -> _Patterns | None:
    sayings = ELSEWHERE.get(language)
    if sayings is None:
        return None
    verb = rf"(?:{sayings.verbs})\b"
    if sayings.auxiliaries:
        verb = rf"(?:(?:{sayings.auxiliaries}) (?:\w+ )?)?{verb}"
    pronoun = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sayings.pronouns.split("|"))
    subject = rf"(?P<speaker>{_NAME}|\b(?:{pronoun})\b){_ASIDE} {verb}"
    return _Patterns(
        verb_first=re.compile(rf"\b{verb}[ ,]{{1,2}}{_PIECE}"),
        name_first=re.compile(subject),
        according=re.compile(rf"\b(?i:{sayings.according})[ ]?{_PIECE}"),
        inverted=re.compile(rf"\b{sayings.inverted}\b") if sayings.inverted else None,
        said_that=re.compile(rf"{subject},? (?P<said>(?:{sayings.that})(?:\b|(?<=[’'])))"),
        said_last=re.compile(rf", {verb} {_PIECE}[.]?\Z"),
    )


def cue_after(text: str, end: int, language: str) -> Span | None:
    """The speaker in a cue right after a quote: „…“, sagte Reyes; « … », a déclaré Reyes."""
    if (patterns := _patterns(language)) is None:
        return None
    after = text[end : end + _REACH].split("\n", 1)[0]
    skipped = len(after) - len(after.lstrip(_SKIPPED))
    if skipped == 0 or "." in after[:skipped]:
        return None
    if patterns.inverted and (found := patterns.inverted.match(after, skipped)):
        return end + found.start("speaker"), end + found.end("speaker")
    if found := patterns.name_first.match(after, skipped):
        return _speaker(end, found)
    return _speaker(
        end, patterns.verb_first.match(after, skipped) or patterns.according.match(after, skipped)
    )


def cue_before(text: str, start: int, floor: int, language: str) -> Span | None:
    """The speaker of the verb of speech nearest before a quote, not before `floor`."""
    if (patterns := _patterns(language)) is None:
        return None
    begin = max(floor, start - _REACH)
    before = text[begin:start]
    last: re.Match[str] | None = None
    for pattern in (patterns.name_first, patterns.verb_first, patterns.according):
        for found in pattern.finditer(before):
            if last is None or found.start("speaker") > last.end():
                last = found
    return _speaker(begin, last)


def reported(text: str, start: int, end: int, language: str) -> tuple[Span, Span] | None:
    """What the sentence at [start, end) reports without marks, and who said it."""
    if (patterns := _patterns(language)) is None:
        return None
    sentence = text[start:end]
    if found := patterns.said_that.search(sentence):
        said = (start + found.end("said"), end)
    elif found := patterns.according.match(sentence):
        speaker = _speaker(start, found)
        comma = text.find(", ", start + found.start("speaker"), end)
        rest = speaker[1] if speaker and comma < 0 else comma + 2
        return ((rest, end), speaker) if speaker and rest < end else None
    elif found := patterns.said_last.search(sentence, max(0, len(sentence) - 120)):
        said = (start, start + found.start())
    else:
        return None
    return (said, speaker) if (speaker := _speaker(start, found)) and said[0] < said[1] else None


def _speaker(offset: int, found: re.Match[str] | None) -> Span | None:
    """The words that name the speaker: up to the end of the first name, else the first four."""
    if found is None:
        return None
    words = found["speaker"]
    begin = offset + found.start("speaker")
    if name := _FOUND_NAME.search(words):
        return begin, begin + name.end()
    few = " ".join(words.split(" ")[:_MOST_WORDS]).rstrip()
    return (begin, begin + len(few)) if few else None
