"""The words around a name: where its noun phrase begins, what governs it, and which verb it goes with.

No parser: short walks over at most a few dozen words, to the left and to the right.
"""

import re
from typing import Final

from summarise.actors.cues import (
    AUXILIARIES,
    AUXILIARIES_ELSEWHERE,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    FINITE_ELSEWHERE,
    NO_VERBS,
    PREPOSITIONS,
    SPEECH_ELSEWHERE,
    SUBORDINATORS,
    TITLES,
    words_in,
)

Words = list[str]

_WORD: Final = re.compile(r"[^\W_](?:[\w’'-]|\.(?=\w))*|[^\w\s]")
_ADVERBS: Final = words_in(
    "also even then later again previously recently once now just soon still never not often thus"
    " himself herself"
    " themselves himself, both all meanwhile on auch ne n'a pas no non не також также se sich się si"
)
_FUNCTION: Final = (
    PREPOSITIONS | SUBORDINATORS | CALENDAR | CONJUNCTIONS | {"by", "according", "laut", "selon"}
)
_FUNCTION_CAPITAL: Final = _FUNCTION | {"según", "segundo", "secondo", "d'après", "d’après", "volgens"}
_QUOTES: Final = frozenset('"“”„«»')
_STOPS: Final = frozenset(",;:.!?–—()[]") | _QUOTES
_LONGEST_ABBREVIATION = 4
_LONGEST_LIST = 5
_LONGEST_PHRASE = 6
_LONGEST_APPOSITION = 24


def words_of(text: str) -> Words:
    """Words and single marks, in order."""
    return _WORD.findall(text)


def is_name(word: str) -> bool:
    """Whether a word can be part of a name: capitalised, and no preposition or the like at a beginning."""
    return word[0].isupper() and word.lower() not in _FUNCTION_CAPITAL


def is_verb(word: str) -> bool:
    """Whether a word right after a name can be its finite verb."""
    if word in FINITE or word in SPEECH_ELSEWHERE or word in AUXILIARIES_ELSEWHERE:
        return True
    if not word[:1].islower() or word in NO_VERBS or word in PREPOSITIONS:
        return False
    if word.endswith("ed"):
        return len(word) > 3
    if word.endswith("s") and word[-2:-1] not in {"s", "’", "'"}:
        return len(word) > 3 and "-" not in word
    return FINITE_ELSEWHERE.fullmatch(word) is not None


def phrase_start(words: Words, end: int) -> int:
    """Where the noun phrase that ends before `end` begins, with its titles and articles."""
    at = end
    while at and end - at < _LONGEST_PHRASE:
        word = words[at - 1]
        if is_name(word) or word in DETERMINERS or word in TITLES:
            at -= 1
        elif (
            word == "."
            and at > 1
            and words[at - 2][0].isupper()
            and len(words[at - 2]) <= _LONGEST_ABBREVIATION
        ):
            at -= 2
        else:
            break
    return at


def governor(words: Words, listed: bool) -> int:
    """The number of words before the phrase, its title in front of a comma and what it is listed with.

    `listed` tells that the list goes on after the name. The last of these words governs the phrase.
    """
    at = phrase_start(words, len(words))
    for _ in range(_LONGEST_LIST):
        link = words[at - 1] if at > 1 else ""
        joined = link.lower() in CONJUNCTIONS
        if link != "," and not joined:
            break
        before = at - 1 - (joined and words[at - 2] == ",")
        start = phrase_start(words, before)
        if start == before or not (is_name(words[before - 1]) or words[before - 1] in TITLES):
            break
        if not (listed or joined or start == 0 or words[before - 1] in TITLES):
            break
        listed, at = listed or joined, start
    return at


def predicate(words: Words) -> tuple[int, bool]:
    """The number of words between the name and its verb, and whether others are listed after the name.

    What is skipped: brackets, a list that the name begins, an apposition or relative clause, adverbs. Where
    no verb follows, the number is of the word that stands there instead.
    """
    at, listed = 0, False
    while at < len(words) and words[at] in "])":
        at += 1
    if words[at : at + 1] == ["("] and ")" in words[at : at + 8]:
        at = words.index(")", at) + 1
    for _ in range(_LONGEST_LIST):
        after = _listed_after(words, at)
        if after is None:
            break
        at, listed = after, True
    if at < len(words) and words[at] in ",–—":
        at = _after_apposition(words, at)
    return _past_adverbs(words, at), listed


def _listed_after(words: Words, at: int) -> int | None:
    """The end of one more member of the list, or None."""
    if at + 1 >= len(words) or not (words[at] == "," or words[at] in CONJUNCTIONS):
        return None
    joined = words[at] in CONJUNCTIONS
    end = at + 1
    if not joined and words[end] in CONJUNCTIONS:
        joined, end = True, end + 1
    start = end
    while end < len(words) and end - start < _LONGEST_PHRASE:
        if not (is_name(words[end]) or words[end] in TITLES or (words[end] in DETERMINERS and joined)):
            break
        end += 1
    if end == start:
        return None
    if joined and words[end - 1] in DETERMINERS:
        end += 1
    if joined:
        return end
    goes_on = words[end : end + 1]
    return end if goes_on and (goes_on[0] in {"to", ","} or goes_on[0] in CONJUNCTIONS) else None


def _after_apposition(words: Words, at: int) -> int:
    """Behind ", the mayor of Northgate," or ", who leads the council,", or behind the comma that ends one."""
    for end in range(at + 2, min(len(words), at + _LONGEST_APPOSITION)):
        if words[end] in _QUOTES or words[end] in {";", ":"}:
            break
        if words[end] == words[at]:
            verb = _past_adverbs(words, end + 1)
            if verb < len(words) and is_verb(words[verb]):
                return end + 1
    first = _past_adverbs(words, at + 1)
    return at + 1 if first < len(words) and is_verb(words[first]) else at


def _past_adverbs(words: Words, at: int) -> int:
    while at < len(words):
        if words[at] in _ADVERBS or words[at].endswith("ly") or words[at].lower() in CALENDAR:
            at += 1
        else:
            break
    return at


def past_auxiliaries(words: Words, at: int) -> int:
    """The number of the word behind "has not", "will also" and the like."""
    while at < len(words) and (words[at] in AUXILIARIES or words[at] in _ADVERBS or words[at].endswith("ly")):
        at += 1
    return at


def clause_before(words: Words) -> Words:
    """The words back to the last comma, dash, bracket or quotation mark."""
    for at in range(len(words) - 1, -1, -1):
        if words[at] in _STOPS:
            return words[at + 1 :]
    return words
