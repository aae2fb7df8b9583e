"""What an actor does in the sentence that names them: speaks, acts, or is only mentioned."""

import re
from itertools import pairwise
from typing import Final

from summarise.actors.clause import (
    Words,
    clause_before,
    governor,
    is_verb,
    past_auxiliaries,
    predicate,
    words_of,
)
from summarise.actors.cues import (
    ACCORDING,
    ACCORDING_TO,
    AUXILIARIES,
    AUXILIARIES_ELSEWHERE,
    BE,
    OBLIQUE,
    PARTICIPLES,
    PREPOSITIONS,
    RELATIVE,
    SAY,
    SPEECH_ELSEWHERE,
    SPEECH_TOO,
    SUBORDINATORS,
    THOUGHT,
    WEAK,
)
from summarise.actors.objects import DONE_IN_FRENCH, MARKS, acted_on, has_subject, labels
from summarise.actors.spaceless import role_without_spaces
from summarise.model import Role

SPEECH = (
    "said|says|say|saying|told|tells|tell|telling|added|adds|adding|asked|asks|announced|announces|announcing"
    "|warned|warns|warning|argued|argues|arguing|claimed|claims|claiming|confirmed|confirms|declared|declares"
    "|denied|denies|explained|explains|insisted|insists|noted|notes|noting|pointed out|points out"
    "|replied|replies"
    "|responded"
    "|responds|reiterated|repeated|stated|states|stating|stressed|stresses|suggested|suggests|tweeted|tweets"
    "|urged|urges|vowed|vows|wrote|writes|writing|called|calls|calling|conceded|concluded|concludes|continued"
    "|continues|cried|demanded|demands|described|emphasized|emphasised|exclaimed|joked|maintained|observed"
    "|pledged|promised|quipped|recalled|remarked|remarks|reported|revealed|shouted|testified|thought|boasted"
    "|commented|complained|acknowledged|admitted|alleged|asserted|contended|cautioned|countered|lamented"
    "|mused"
    "|predicted|proclaimed|recounted|retorted|signalled|signaled|agreed|accused|blasted|slammed|praised"
    "|condemned|criticized|criticised|expressed|quoted|believes|believed|thinks|hopes|hoped"
)
_SPOKEN: Final = (frozenset(SPEECH.split("|")) | SPEECH_TOO) - THOUGHT
_OWNS: Final = re.compile(r"[’'ʼ`´′‘]s?(?:\s|\Z)|[’'ʼ`´′‘]s\b|\?s?\s+[^\W\dA-ZА-Я]|â€™s|-\w")
_OWN: Final = re.compile(r"[’'ʼ`´′‘]s?\Z")
_KANA_OR_HAN: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_QUOTES: Final = frozenset('"“”„«»')
_FARTHEST_PARTICIPLE = 6
_LOOKED_AT = 200


def role_of(text: str, start: int, end: int, sentence: tuple[int, int]) -> Role:
    """The role of the actor named at [start, end) in the sentence that holds it.

    "speaker" with a verb of speech or its like ("according to") beside the name. "subject" who acts or is
    acted on in the main clause: its subject, its object, and "by" whom it is done where it is passive; "X to
    visit Y" is a clause. Else "mention": owners ("X's envoy"), what a preposition governs, and who acts in a
    subordinate clause alone. Heuristic: no parser looks at the sentence, and its time is bounded.
    """
    after = text[end : min(sentence[1], end + _LOOKED_AT)]
    if _OWNS.match(after) or _OWN.search(text, max(start, end - 2), end):
        return "mention"
    if _KANA_OR_HAN.match(text, start):
        return role_without_spaces(after)
    before = text[max(sentence[0], start - _LOOKED_AT) : start]
    if f"{before}{after}".isupper():
        before, after = before.lower(), after.lower()
    left, right = words_of(before), words_of(after)
    verb, listed = predicate(right)
    oblique = text[start] >= "\u0400" and OBLIQUE.fullmatch(text, start, end) is not None
    return _judged(left[: governor(left, listed)], right[verb:], oblique)


def _judged(before: Words, after: Words, oblique: bool) -> Role:
    """The role of a name between these words; `oblique` where its own form tells that it is no subject."""
    governed_by, verb = before[-1].lower() if before else "", after[0] if after else ""
    pair = (before[-2].lower(), governed_by) if len(before) > 1 else ("", governed_by)
    if governed_by in ACCORDING or pair in ACCORDING_TO or verb == "zufolge":
        return "speaker"
    if governed_by == "by":
        return _done_by(before)
    if governed_by in PREPOSITIONS:
        return "mention"
    if _speaks_before(before) and not is_verb(verb):
        return "subject" if oblique else "speaker"
    if oblique:
        return acted_on(before)
    within = not RELATIVE.isdisjoint(word.lower() for word in clause_before(before))
    if _speaks(after, len(before) > 1 and before[-1] in MARKS) and not (within and is_verb(governed_by)):
        return "speaker"
    if within or governed_by in SUBORDINATORS or (governed_by in _SPOKEN and is_verb(verb)):
        return "mention"
    if _acts(after):
        return "speaker" if _ends_quote(before) or _goes_on_to_speak(after) else "subject"
    if verb == "to" and len(after) > 1 and (not before or before[-1] == ":"):
        return "subject"
    return "speaker" if labels(before, after) else acted_on(before)


def _speaks_before(before: Words) -> bool:
    """Whether an inverted verb of speech ends these words: “…,” said X."""
    if not before:
        return False
    if before[-1] in SPEECH_ELSEWHERE:
        return not has_subject(before)
    return before[-1].lower() in _SPOKEN and (len(before) == 1 or before[-2] in MARKS)


def _speaks(after: Words, beside: bool) -> bool:
    """Whether these words begin with a verb of speech not in the passive; `beside` a quote or comma."""
    at = past_auxiliaries(after, 0)
    if at == 0 and after and (after[0] == "a" or after[0] in AUXILIARIES_ELSEWHERE):
        return not SPEECH_ELSEWHERE.isdisjoint(after[1:_FARTHEST_PARTICIPLE])
    if at >= len(after):
        return False
    verb, passive = after[at].lower(), not BE.isdisjoint(after[:at])
    following = after[at + 1] if at + 1 < len(after) else ""
    if verb in WEAK:
        return beside or following == "that" or following in MARKS
    if passive:
        return verb == "quoted" or (verb.endswith("ing") and verb in _SPOKEN)
    bare = verb in SAY and not AUXILIARIES.isdisjoint(after[:at])
    return bare or verb in _SPOKEN or verb in SPEECH_ELSEWHERE or f"{verb} {following}" in _SPOKEN


def _acts(after: Words) -> bool:
    """Whether these words begin with a verb: not with a plural noun and its verb, as in "X allies won"."""
    if after[:1] == ["a"] and len(after) > 1:
        return DONE_IN_FRENCH.fullmatch(after[1]) is not None
    if not after or not is_verb(after[0]):
        return False
    if after[0] in AUXILIARIES or not after[0].endswith("s") or len(after) == 1:
        return True
    return not (after[1] in AUXILIARIES or after[1] in _SPOKEN or after[1].endswith("ed"))


def _ends_quote(before: Words) -> bool:
    """Whether these words end with a quote that waits for its cue: “…,” X nodded."""
    return len(before) > 2 and before[-1] in '”"»’' and before[-2] in ",!?"


def _goes_on_to_speak(after: Words) -> bool:
    """Whether a second verb is one of speech: "X left, saying that …", "X stood up and said …"."""
    for link, verb in pairwise(after):
        if link in _QUOTES or link == ";":
            return False
        if verb in _SPOKEN and verb not in WEAK and (link == "," if verb.endswith("ing") else link == "and"):
            return True
    return False


def _done_by(before: Words) -> Role:
    """The role of whom "by" names: what they did where a passive verb stands before it."""
    clause = clause_before(before)
    if not RELATIVE.isdisjoint(clause):
        return "mention"
    for at in range(len(clause) - 2, 0, -1):
        if clause[at - 1] in BE or (
            clause[at - 1].endswith("ly") and clause[at - 2 : at - 1] and clause[at - 2] in BE
        ):
            if clause[at] in _SPOKEN:
                return "speaker"
            return "subject" if clause[at].endswith("ed") or clause[at] in PARTICIPLES else "mention"
    return "mention"
