"""Whether words in quotation marks are speech, or a title, a slogan or a word held at arm's length."""

import re
from collections.abc import Iterator

from summarise.actors.fitted import BIAS, FITTED
from summarise.actors.sayings import SPEECH
from summarise.text.paragraphs import Span

_SURELY_SPEECH = 10
_REACH = 300
_SHORT_TAIL = 60
_FEW_WORDS = 3
_FEW_CHARACTERS = 6
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "and", "to", "for", "with", "at", "by", "from", "or", "is", "as"}
)
_SAYS = re.compile(
    rf"\b(?:{SPEECH}|as|calling|so-called|labell?ed|termed|dubbed|considered|deemed|branded|described"
    r"|according|put|reads?|statement|speech|interview|spoke|comments?|remarks?|words?|chant\w*|shout\w*"
    r"|mock\w*"
    r"|ridicul\w*|talk\w*|vow\w*|tweet\w*|referr\w*|refers?|quot\w*|express\w*)\b"
)
_NAMED = re.compile(
    r"\b(?:so-called|known as|named|titled|entitled|nicknamed|dubbed|headlined|song|film|movie|show|series"
    r"|book"
    r"|novel|play|drama|comedy|sitcom|podcast|program|programme|album|documentary|magazine|column|episode"
    r"|initiative|group|star|host|on (?:\w+ )?the|\w+[’']s)\s*,?\s*\Z",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:I|we|you|he|she|they|it|is|are|was|were|will|would|can|could|should|must|has|have|had|do|does|did"
    r"|not|my|our|your|his|her|their|me|us|them|be|been|that|this|there|what|who|if)\b"
    r"|n[’']t\b|[’'](?:re|m|ll|ve)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"([\w’'-]+)[ ,:—–-]*\Z")
_NOUN_AFTER = re.compile(
    r" (?!(?:and|or|to|in|on|for|of|at|by|with|from|as|but|because|if|when|while|that|who|which|is|was|are"
    r"|were"
    r"|has|had|will|would|after|before|during|about|against|than|said|he|she|they|the|a|an|his|her|its"
    r"|their|it"
    r"|over)\b)[a-z]{3,}"
)
_PREPOSITIONS = frozenset({"on", "in", "of", "for", "with", "from", "at", "about", "into", "by", "over"})
_FORMS_OF_BE = frozenset({"is", "was", "are", "were", "be", "been", "being"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my"})


def is_speech(
    text: str, span: Span, sentence: Span, language: str, cue: Span | None, speaker: Span | None
) -> bool:
    """Whether the words in marks at `span`, in a sentence, are speech.

    `cue` is a speaker in a cue after them, `speaker` the one found anywhere. English is judged by the weights
    in fitted.py; elsewhere a word or two are speech only where a cue stands beside them.
    """
    words = text[span[0] + 1 : span[1] - 1]
    parts = words.split()
    if not parts or words.endswith(":"):
        return False
    if len(parts) >= _SURELY_SPEECH:
        return True
    named = speaker is not None and "\n" not in text[min(span[0], speaker[0]) : max(span[0], speaker[1])]
    if language != "en":
        return (
            cue is not None
            or named
            or not (len(parts) < _FEW_WORDS and len(words) < _FEW_CHARACTERS * len(parts))
        )
    return (
        BIAS + sum(FITTED[name] for name in traits(text, span, sentence, cued=cue is not None, named=named))
        > 0
    )


def traits(text: str, span: Span, sentence: Span, *, cued: bool, named: bool) -> Iterator[str]:
    """What tells speech from other words in marks, in English: the names of what holds."""
    start, end = span
    before = text[max(sentence[0], start - _REACH) : start]
    after = text[end : min(max(sentence[1], end), end + _REACH)]
    if cued:
        yield "cue after"
    if named:
        yield "speaker in paragraph"
    if _SAYS.search(before) or _SAYS.search(after):
        yield "verb of speech"
    words = text[start + 1 : end - 1]
    yield from _within(words)
    if not before.strip():
        yield "begins sentence"
    if _NOUN_AFTER.match(after):
        yield "noun after"
    tail = before[-_SHORT_TAIL:]
    if _NAMED.search(tail):
        yield "title" if _is_title(words) else "name before"
    if found := _BEFORE.search(tail):
        yield from _after_word(found[1].lower(), begins=not before.strip())


def _within(words: str) -> Iterator[str]:
    if _is_title(words):
        yield "capitals" if len(_WORD.findall(words)) > 1 else "capital"
    if _CLAUSE.search(words):
        yield "clause"
    if words.endswith(","):
        yield "comma"
    elif words.endswith((".", "!", "?", "…")):
        yield "full stop"


def _is_title(words: str) -> bool:
    long = [word for word in _WORD.findall(words) if word.lower() not in _SMALL]
    return bool(long) and all(word[0].isupper() or word[0].isdigit() for word in long)


def _after_word(word: str, *, begins: bool) -> Iterator[str]:
    if word == "the":
        yield "after the"
    elif word in _PREPOSITIONS:
        yield "after preposition"
    elif word == "to":
        yield "after to"
    elif word == "that":
        yield "after that"
    elif word in _FORMS_OF_BE:
        yield "after be"
    elif word in _POSSESSIVES or word.endswith(("'s", "’s")):
        yield "after possessive"
    elif word.endswith(("ed", "ing")) and not begins:
        yield "after verb"
