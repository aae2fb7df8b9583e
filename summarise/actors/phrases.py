"""How English names a speaker: the phrases that the cues of attribution.py and reporting.py are made of."""

import re

from summarise.text.paragraphs import Span

_WORD = r"[A-Z][\w’'-]*(?:\.(?= [A-Z]))?"
NAME = rf"{_WORD}(?:(?: (?:of|de|la|al|bin|van|von|der|the))? {_WORD}){{0,6}}"
PRONOUN = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Ww]ho|[Ii]t)\b"
DESCRIBED = (
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Oo]ne|[Aa]nother|[Ss]ome|[Mm]any|[Oo]ther|[Ss]everal"
    r"|[Tt]hose|[Tt]hese|[Tt]his)"
    r"(?: (?!(?:that|and|which|who|is|was|are|were|he|she|they|we|it|I|not|had|has|have)\b)[\w’'-]+){1,4}?"
)
CROWD = (
    r"\b(?:[A-Z][\w’'-]+ ){0,3}(?:[Oo]fficials|[Aa]ides|[Cc]ritics|[Pp]olice|[Rr]eports|[Aa]nalysts"
    r"|[Ss]upporters"
    r"|[Ss]ources|[Pp]rosecutors|[Rr]eporters|[Pp]eople|[Ee]xperts|[Ll]awmakers|[Rr]epublicans|[Dd]emocrats"
    r"|[Aa]uthorities|[Oo]rganisers|[Oo]rganizers|[Pp]rotesters|[Rr]esearchers|[Ww]itnesses|[Rr]esidents)\b"
)
_POSSESSED = rf"{NAME}['’]s?(?: [a-z][\w’-]*){{1,4}}?(?:,? {NAME})?"
SPEAKER = rf"(?P<speaker>{CROWD}|{_POSSESSED}|{NAME}|{PRONOUN}|{DESCRIBED})"
ASIDE = (
    r"(?:,? [(][^()]{1,60}[)])?(?:,[^“”\"\n.]{1,120}?,)?(?: of [A-Z][\w ]{1,40}| for the [\w ]{1,40}"
    r"| (?:on|in|at) [\w’' ]{2,24}?)?"
)
BETWEEN = (
    r"(?:(?:,)? (?:also|then|later|has|had|have|was|is|been|would|could|will|to|again|previously|recently"
    r"|once|now"
    r"|just|reportedly|repeatedly|quickly|went on|[a-z]+ly)){0,3}"
)
ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|in the words of|in the opinion of) (?P<speaker>[^,.;:“”\"\n]{2,100})"
)
_NOT_SPEAKERS = re.compile(
    r"(?:But|And|In|On|At|For|When|While|As|If|After|Before|Although|However|Meanwhile|Then|Yet|So|Now|With"
    r"|By|From"
    r"|To|Of|Asked|What|Why|How|That|This|There|Here|Not|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|No|Yes|Or"
    r"|Earlier"
    r"|Later|Still|Also|Even|During|Since|Because|Instead|Last|Next|Under|Once|It|Its|Just|Indeed"
    r"|Specifically"
    r"|Adding|Speaking|Although|Despite|Though|Perhaps|Maybe|Ask|Ending|Hastily|Written|Over|Until|Within"
    r"|Where|Whether|Only|Well|Today|Yesterday|Tonight|Amid|About|Nothing|Nobody|None|Such|More|Most|Both"
    r"|Among|Between|Like|Given)\b"
)


_NOBODY = re.compile(
    r"\b(?:ago|so|times?|days?|weeks?|weekend|months?|years?|hours?|minutes?|moment|morning|afternoon|evening"
    r"|night|century|way|fact|case|end|wake|meantime|same|first|last|latest)[ -]*\Z"
)
_BARE = frozenset(
    {"The", "A", "An", "His", "Her", "Their", "Our", "One", "Some", "Many", "Other", "These", "Those"}
)


def speaker_span(offset: int, found: re.Match[str] | None) -> Span | None:
    if found is None or found["speaker"] is None:
        return None
    return cut(offset + found.start("speaker"), found["speaker"])


def cut(start: int, words: str) -> Span | None:
    """The speaker's words, without a leading word that is no name ("But Reyes")."""
    end = start + len(words.rstrip())
    if words in _BARE or _NOBODY.search(words):
        return None
    while opening := _NOT_SPEAKERS.match(words):
        rest = words[opening.end() :].lstrip(" ,")
        if not rest or rest.startswith(("'", "’")):
            return (start, end) if words in {"It", "This", "That"} else None
        start += len(words) - len(rest)
        words = rest
    return start, end
