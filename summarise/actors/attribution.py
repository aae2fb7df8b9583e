"""Who speaks: the words beside a quote that name the speaker. English here; see elsewhere.py too."""

import re
from collections.abc import Iterator

from summarise.actors import elsewhere
from summarise.actors.phrases import (
    ACCORDING,
    ASIDE,
    BETWEEN,
    CROWD,
    DESCRIBED,
    NAME,
    PRONOUN,
    SPEAKER,
    cut,
    speaker_span,
)
from summarise.actors.sayings import SPEECH
from summarise.text.paragraphs import Span

_FINITE = "|".join(verb for verb in SPEECH.split("|") if not verb.endswith("ing"))
_VERB = (
    rf"(?:{_FINITE}|read(?! (?:out )?by\b)|reads|wrote|put it|posted|blogged|emailed|opined|goes on|went on"
    rf"|dubbed|labeled"
    rf"|labelled"
    r"|referred|refers|spoke|speaks|promises|offered|offers|shot back|wondered|wonders|laughed|answered"
    r"|answers"
    r"|began|mocked|mocks|touted|ripped|echoed|chanted|advised|characterized|characterised|heard|defended"
    r"|discussed|declined|wanted|wants|yelled|yells|shouts|barked|charged|charges|retaliated|assailed|assails"
    r"|assured|assures|decried|hailed|denounced|denounces|denounce|cited|cites|quotes|deemed|branded|likened"
    r"|ridiculed|lambasted|berated|whispered|confessed|recites|recited|interjected|joined|jokes|quips"
    r"|concedes|maintains|recalls|urges|vows|writes|tweets|opines|asserts|complains|portray|portrayed"
    r"|accuse|accuses|criticizes|criticises|describes|expresses|suggest|anticipated|boasts)\b"
)
_SUBJECT_VERB = re.compile(rf"{SPEAKER}{ASIDE}{BETWEEN},? {_VERB}")
_PARTICIPLE = re.compile(
    rf"(?P<speaker>{CROWD}|{NAME}|{DESCRIBED}) (?:saying|asking|telling|calling|shouting|warning)\b"
)
_DESCRIBED_WHOLE = (
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]nother|[Ss]ome|[Mm]any|[Ss]everal|[Tt]hose"
    r"|[Tt]hese)(?: (?!(?:\w+(?:ed|ing)|that|and|or|but|who|which|when|while|is|was|are|were|has|had|have"
    r"|will|would|can|could|of|in|on|to|for|from|with|by|at|as|about|into|over|after|before|under|than|said"
    r"|says|he"
    r"|she|they|we|it|not)\b)[\w’'-]+){1,4}"
)
_READ_BY = r"(?:(?:read|issued|released|sent) (?:out )?)?"
_FROM = rf"(?: {_READ_BY}(?:by|from|for) (?:the |his |her )?(?:[a-z]+ )?{NAME})?"
_VERB_SUBJECT = re.compile(
    rf"(?:[ ,–—-]|\A)(?:{SPEECH}|reads?|barked|yelled|answered) "
    rf"(?P<speaker>(?:{CROWD}|{NAME}|{PRONOUN}|{_DESCRIBED_WHOLE}){_FROM})"
)
_UNHEARD_OF = re.compile(rf"{SPEAKER}{ASIDE}{BETWEEN} [a-z]{{3,}}(?:ed|es|s)\b")
_LOOSE = re.compile(
    r"(?P<speaker>(?!(?:and|but|while|which|though|when|as|after|because|before|who|even|like|with|in|for|to"
    rf"|[a-z]+ing)\b)[^,.;:“”\"\n]{{2,70}}?){ASIDE}{BETWEEN},? {_VERB}"
)
_LATER = re.compile(
    rf", (?P<speaker>{CROWD}|{NAME}|[Hh]e\b|[Ss]he\b|[Tt]hey\b|{DESCRIBED}){ASIDE}{BETWEEN} {_VERB}"
    rf"|, (?:said|says|according to) (?P<last>{CROWD}|{NAME}|{DESCRIBED}|[a-z][^,.;:“”\"\n]{{2,60}})"
    rf"| by (?P<by>{NAME}|the [\w’'-]+)\b"
)
_COLON = re.compile(rf"(?P<speaker>{NAME}(?: and {NAME})?)(?: [(][^()]{{1,30}}[)])?:\s*\Z")
_ANY = re.compile(rf"(?P<speaker>{CROWD}|{NAME}|{PRONOUN}|{_DESCRIBED_WHOLE})")
_INTRODUCED = re.compile(
    r"\s*(?:In|On|At|After|Before|While|When|As|By|With|From|For|During|Since|Under|Despite|Although|Though"
    r"|If"
    r"|Asked|[A-Z][a-z]+ing)\b[^,.;:“”\"]{2,150},(?=\s)"
)
_GOVERNING = re.compile(
    r"\b(?:of|to|by|for|from|against|about|on|at|in|after|before|between|over|under|than|without|toward"
    r"|towards"
    r"|via|near|during|into|as)\s+\Z",
    re.IGNORECASE,
)
_NOUNS_TOO = re.compile(r"\b(?:remarks|calls|claims|demands|hopes|thought|promises|tweets|offers|charges)\Z")
_PARTICIPLES_TOO = re.compile(r"\b(?:labell?ed|called|dubbed|described|deemed|branded)\Z")
_NESTED = frozenset({"he", "she", "they"})
_REACH = 400
_LONGEST_NAME = 120


def cue_after(text: str, end: int, language: str = "en") -> Span | None:
    """The speaker in a cue right after a quote: “…,” Reyes said; “…,” said Reyes."""
    if language != "en":
        return elsewhere.cue_after(text, end, language)
    closing = text[end - 2 : end - 1]
    if closing in ".;:":
        return None
    after = text[end : min(len(text), end + _REACH)].split("\n", 1)[0]
    skipped = len(after) - len(after.lstrip(" ,–—-"))
    if skipped == 0 and after[:1].isalnum() and closing != ",":
        return None
    found = _SUBJECT_VERB.match(after, skipped) or _VERB_SUBJECT.match(after, max(0, skipped - 1))
    if not found:
        found = ACCORDING.match(after, skipped)
    if not found and closing in ",?!":
        found = _LOOSE.match(after, skipped) or _UNHEARD_OF.match(after, skipped)
    return speaker_span(end, found)


def cue_before(text: str, start: int, floor: int, language: str = "en") -> Span | None:
    """The speaker of the verb of speech nearest before a quote, not before `floor`.

    "Reyes said … what she calls “…”": Reyes rather than "she".
    """
    if language != "en":
        return elsewhere.cue_before(text, start, floor, language)
    begin = max(floor, start - _REACH)
    before = text[begin:start]
    if found := _COLON.search(before[-_LONGEST_NAME:]):
        return speaker_span(start - len(before[-_LONGEST_NAME:]), found)
    cues = sorted({span for found in _subjects(before) if (span := speaker_span(begin, found))})
    while len(cues) > 1 and text[cues[-1][0] : cues[-1][1]] in _NESTED:
        cues.pop()
    return cues[-1] if cues else None


def _subjects(before: str) -> Iterator[re.Match[str]]:
    yield from ACCORDING.finditer(before)
    yield from (one for one in _PARTICIPLE.finditer(before) if _governs_itself(before, one))
    at = 0
    while found := _SUBJECT_VERB.search(before, at):
        if _is_subject(before, found):
            yield found
            at = found.end()
        else:
            at = max(found.start() + 1, _next_word(before, found.start()))


def _is_subject(before: str, found: re.Match[str]) -> bool:
    speaker = found["speaker"]
    if speaker[:1].islower() and _NOUNS_TOO.search(found[0]) and speaker not in _NESTED:
        return False
    if speaker[:2] in ("a ", "an") and _PARTICIPLES_TOO.search(found[0]):
        return False
    return not _GOVERNING.search(before[max(0, found.start() - 12) : found.start()])


def _governs_itself(before: str, found: re.Match[str]) -> bool:
    return not _GOVERNING.search(before[max(0, found.start() - 12) : found.start()])


def _next_word(text: str, at: int) -> int:
    space = text.find(" ", at)
    return len(text) if space < 0 else space


def cue_later(text: str, end: int, last: int, language: str = "en") -> Span | None:
    """The speaker named after a quote, up to `last`, its sentence's end: “…” is enough, Reyes said."""
    if language == "en" and (found := _LATER.search(text, end, min(last, end + _REACH))):
        name = next(name for name in ("speaker", "last", "by") if found[name] is not None)
        return cut(found.start(name), found[name])
    return None


def first_named(text: str, start: int, end: int) -> Span | None:
    """The first words in [start, end) that could name a speaker, after a phrase that leads in."""
    if (led := _INTRODUCED.match(text, start, end)) and (span := first_named(text, led.end(), end)):
        return span
    for found in _ANY.finditer(text, start, end):
        if found["speaker"].lower() != "it" and (span := speaker_span(0, found)):
            return span
    return None
