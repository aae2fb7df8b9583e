"""The Russian and Ukrainian case forms of a name in the nominative."""

import re
from collections.abc import Iterator, Sequence

from summarise.actors.forms.paradigms import CASES, Cases, Grammar, declined, unchanged
from summarise.actors.forms.russian import RUSSIAN
from summarise.actors.forms.ukrainian import UKRAINIAN

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NOT_CYRILLIC = re.compile(r"[^\u0400-\u04ff\s.'’ʼ-]")
_UKRAINIAN = re.compile(
    r"[іїєґ’'ʼ]|[сцз]ьк(?:ий|а)\b|\A(?:\w+(?:тро|йло|вло|рило)|Олекс\w*|Володимир|Микола)\b", re.IGNORECASE
)
_RUSSIAN = re.compile(r"[ыэёъ]|[сц]к(?:ий|ая)\b|и[яе]\b|\w{3}ая\b", re.IGNORECASE)
_RUSSIAN_GIVEN = re.compile(
    r"(?:\w+(?:[еи]й|рь)|Александра?|Владимир|Михаил|Николай|Павел|Елена|Екатерина) ", re.IGNORECASE
)
_WOMANS_SURNAME = re.compile(r"(?:[оеєё]в|[иіїы]н|[сцз]ьк)а\Z|(?:[сц]к|н)ая\Z")
_MANS_SURNAME = re.compile(r"(?:[оеєё]в|[иіїы]н|[сцз]ь?кий)\Z")
_SYLLABLE = 4
_MOST_WORDS = 6


def is_cyrillic(name: str) -> bool:
    """Whether a name is written in Cyrillic letters alone."""
    return bool(_CYRILLIC.search(name)) and not _NOT_CYRILLIC.search(name)


def cases_of_person(name: str, *, she: bool | None, surname_alone: bool = False) -> tuple[str, ...]:
    """The other case forms of a full name, or of a bare surname; empty for what is not all Cyrillic.

    In Russian, in Ukrainian, or in both where the spelling does not tell. `she` tells the gender; with None
    the name does. Words that begin small are particles, and never change.
    """
    words = name.split()
    if not is_cyrillic(name) or len(words) > _MOST_WORDS:
        return ()
    woman = is_womans(words) if she is None else she
    given = len(words) > 1 and not surname_alone
    found: list[str] = []
    for grammar in _grammars(name, russian=bool(_RUSSIAN_GIVEN.match(name))):
        whole = [_word(word, grammar, woman, given=given and at == 0) for at, word in enumerate(words)]
        if len(words) == 3 and max(map(len, words)) <= _SYLLABLE:  # Korean names: the last syllable alone
            whole[:2] = map(unchanged, words[:2])
        found += _joined(whole)
    return tuple(dict.fromkeys(form for form in found if form != name))


def cases_of_organisation(name: str) -> tuple[str, ...]:
    """The other case forms of an organisation's name: of its first noun and the adjectives before it.

    Empty where it is not certain which words these are.
    """
    words = name.split()
    if not is_cyrillic(name) or len(words) > _MOST_WORDS or words[0].isupper():
        return ()
    found: list[str] = []
    for grammar in _grammars(name):
        adjectives = 0
        while adjectives < len(words) - 1 and declined(words[adjectives], grammar.adjectives):
            adjectives += 1
        heads = [declined(word, grammar.adjectives) for word in words[:adjectives]]
        noun = declined(words[adjectives], grammar.things)
        if noun and not words[adjectives].isupper():
            tail = map(unchanged, words[adjectives + 1 :])
            found += _joined([*(head for head in heads if head), noun, *tail])
    return tuple(dict.fromkeys(form for form in found if form != name))


def is_ukrainian(name: str) -> bool:
    """Whether a Cyrillic name is spelt in a way that only Ukrainian is."""
    return bool(_UKRAINIAN.search(name))


def is_womans(words: Sequence[str]) -> bool:
    """Whether a Cyrillic name seems to be a woman's: by the surname, else by the given name."""
    last = words[-1].lower()
    if _WOMANS_SURNAME.search(last):
        return True
    return len(words) > 1 and not _MANS_SURNAME.search(last) and words[0].lower().endswith(("а", "я"))


def _grammars(name: str, *, russian: bool = False) -> Iterator[Grammar]:
    russian = russian or bool(_RUSSIAN.search(name))
    ukrainian = is_ukrainian(name)
    if russian or not ukrainian:
        yield RUSSIAN
    if ukrainian or not russian:
        yield UKRAINIAN


def _word(word: str, grammar: Grammar, woman: bool, *, given: bool) -> Cases:
    if word.rpartition("-")[2][:1].islower() or word.isupper():
        return unchanged(word)
    cases = declined(word, grammar.of("given" if given else "surname", she=woman), grammar.stems)
    return cases or unchanged(word)


def _joined(words: Sequence[Cases]) -> Iterator[str]:
    """All words in the same case, in each case: all in their first variants, all in their second …

    And the first word alone in its second, as Ukrainian papers have it: "Сергієві Лаврову".
    """
    for case in range(CASES):
        found = [word[case] for word in words]
        for number in range(max(map(len, found))):
            yield " ".join(variants[min(number, len(variants) - 1)] for variants in found)
        if len(found) > 1 and len(found[0]) > 1:
            yield " ".join((found[0][1], *(variants[0] for variants in found[1:])))
