"""Who speaks: the words beside a quote that name the speaker."""

import re

from summarise.actors.role import SPEECH
from summarise.text.paragraphs import Span

_WORD = r"[A-Z][\w’'-]*(?:\.(?= [A-Z]))?"
_NAME = rf"{_WORD}(?:(?: (?:of|de|la|al|bin|van|von|der|the))? {_WORD}){{0,6}}"
_PRONOUN = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Ww]ho|[Ii]t)\b"
_DESCRIBED = (
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Oo]ne|[Aa]nother|[Ss]ome|[Mm]any|[Oo]ther|[Ss]everal"
    r"|[Tt]hose|[Tt]hese|[Tt]his)(?: (?!that\b|and\b|which\b|who\b|is\b|was\b)[\w’'-]+){1,4}?"
    r"|\b(?:[Oo]fficials|[Cc]ritics|[Pp]olice|[Rr]eports|[Aa]nalysts|[Ss]upporters|[Ss]ources|[Pp]rosecutors"
    r"|[Rr]eporters|[Pp]eople|[Ee]xperts|[Ll]awmakers|[Rr]epublicans|[Dd]emocrats|[Aa]uthorities)\b"
)
_SPEAKER = rf"(?P<speaker>{_NAME}|{_PRONOUN}|{_DESCRIBED})"
_ASIDE = r"(?:,? [(][^()]{1,60}[)])?(?:,[^“”\"\n.]{1,120}?,)?(?: of [A-Z][\w ]{1,40}| for the [\w ]{1,40})?"
_BETWEEN = (
    r"(?:(?:,)? (?:also|then|later|has|had|have|was|is|been|would|could|will|to|again|previously"
    r"|recently|once|now|just"
    r"|reportedly|repeatedly|quickly|went on|[a-z]+ly)){0,3}"
)
_FINITE = "|".join(verb for verb in SPEECH.split("|") if not verb.endswith("ing"))
_VERB = rf"(?:{_FINITE}|read|reads|wrote|put it|posted|blogged|emailed|opined|goes on|went on|dubbed"
_VERB += r"|labeled|labelled|referred|refers|spoke|speaks|promises|offered|offers|shot back"
_VERB += r"|wondered|wonders|laughed|answered|began|mocked|touted|ripped"
_VERB += r"|echoed|chanted|advised|characterized|heard|defended|discussed|declined|wanted|wants)\b"
_SUBJECT_VERB = re.compile(rf"{_SPEAKER}(?:['’]s [a-z ]{{3,40}})?{_ASIDE}{_BETWEEN},? {_VERB}")
_VERB_SUBJECT = re.compile(rf"(?:[ ,–—-]|\A)(?:{SPEECH}) {_SPEAKER}")
_LOOSE = re.compile(rf"(?P<speaker>[^,.;:“”\"\n]{{2,70}}?){_ASIDE}{_BETWEEN},? {_VERB}")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|in the words of) (?P<speaker>[^,.;:“”\"\n]{2,100})")
_ANY = re.compile(_SPEAKER)
_NOT_SPEAKERS = re.compile(
    r"(?:But|And|In|On|At|For|When|While|As|If|After|Before|Although|However|Meanwhile|Then|Yet|So|Now"
    r"|With|By|From"
    r"|To|Of|Asked|What|Why|How|That|This|There|Here|Not|Monday|Tuesday|Wednesday|Thursday|Friday"
    r"|Saturday|Sunday"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|No|Yes|Or"
    r"|Earlier"
    r"|Later|Still|Also|Even|During|Since|Because|Instead|Last|Next|Under|Once|It|Its|Just)\b"
)
_REACH = 400


def cue_after(text: str, end: int) -> Span | None:
    """The speaker in a cue right after a quote: “…,” Reyes said; “…,” said Reyes."""
    if text[end - 2 : end - 1] in ".;:":
        return None
    after = text[end : min(len(text), end + _REACH)].split("\n", 1)[0]
    skipped = len(after) - len(after.lstrip(" ,–—-"))
    if skipped == 0 and after[:1].isalnum():
        return None
    found = _SUBJECT_VERB.match(after, skipped) or _VERB_SUBJECT.match(after, max(0, skipped - 1))
    if not found:
        found = _ACCORDING.match(after, skipped)
    if not found and text[end - 2 : end - 1] in ",?!":
        found = _LOOSE.match(after, skipped)
    return _span(end, found)


def cue_before(text: str, start: int, floor: int) -> Span | None:
    """The speaker of the verb of speech nearest before a quote, not before `floor`."""
    begin = max(floor, start - _REACH)
    before = text[begin:start]
    best: Span | None = None
    for pattern in (_ACCORDING, _SUBJECT_VERB):
        for found in pattern.finditer(before):
            span = _span(begin, found)
            if span and (best is None or span[0] > best[0]):
                best = span
    return best


def first_named(text: str, start: int, end: int) -> Span | None:
    """The first words in [start, end) that could name a speaker."""
    for found in _ANY.finditer(text, start, end):
        if span := _span(0, found):
            return span
    return None


def _span(offset: int, found: re.Match[str] | None) -> Span | None:
    """The speaker's words, without a leading word that is no name ("But Reyes")."""
    if found is None or found["speaker"] is None:
        return None
    start, end = found.span("speaker")
    words = found["speaker"]
    while opening := _NOT_SPEAKERS.match(words):
        rest = words[opening.end() :].lstrip(" ,")
        if not rest or rest.startswith(("'", "’")):
            return (offset + start, offset + end) if words in {"It", "This", "That"} else None
        start += len(words) - len(rest)
        words = rest
    return offset + start, offset + end


_CLAIMS = (
    r"(?:said|says|added|adds|announced|announces|confirmed|confirms|claimed|claims|warned|warns"
    r"|insisted|insists"
    r"|noted|notes|argued|argues|stressed|stresses|explained|explains|stated|states|told [\w’' ]{1,40}?"
    r"|denied"
    r"|denies|acknowledged|admitted|revealed|reported|suggested|declared|reiterated|testified|believes"
    r"|predicted)"
)
_THAT = re.compile(
    rf"{_SPEAKER}{_ASIDE}{_BETWEEN},? {_CLAIMS}(?: (?:on|late|early) [A-Z]\w+day)? (?P<said>that\b)"
)
_SAID_LAST = re.compile(
    rf", {_SPEAKER} (?:said|says|added|warned|announced)(?: (?:on|in|at|late)\b[^,.;]{{0,60}})?[.]?\Z"
)


def reported(text: str, start: int, end: int) -> tuple[Span, Span] | None:
    """What a sentence at [start, end) reports without marks, and who said it: "Reyes said that …",
    "According to Reyes, …", "…, Reyes said."; None where it reports nothing."""
    sentence = text[start:end]
    if found := _THAT.search(sentence):
        speaker = _span(start, found)
        return ((start + found.end("said"), end), speaker) if speaker else None
    if found := _ACCORDING.match(sentence):
        comma = sentence.find(", ", found.end())
        speaker = _span(start, found)
        return ((start + comma + 2, end), speaker) if speaker and comma > 0 else None
    if found := _SAID_LAST.search(sentence, max(0, len(sentence) - 120)):
        speaker = _span(start, found)
        return ((start, start + found.start()), speaker) if speaker and found.start() > 0 else None
    return None
