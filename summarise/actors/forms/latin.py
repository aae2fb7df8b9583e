"""Spellings of a Latin name that pass for one another."""

import re
from collections.abc import Sequence
from itertools import islice, product

_LATIN = re.compile(r"(?:[^\W\d_]|[ .'’-])+")
_LETTER = re.compile("[A-Za-z]")
_SKY = (re.compile(r"(?<=[sc])k(?:yy|yi|iy|yj|ij|ii|y|i)\Z"), ("ky", "kyy", "kiy", "kyi", "kii", "ki"))
_GIVEN = [
    _SKY,
    (re.compile(r"(?<=[rltnh])(?:iy|ii|ij|y|i)\Z"), ("y", "iy", "ii", "i")),
    (re.compile(r"(?<=[gkdrxs])e[yij]\Z"), ("ey", "ei", "ej")),
    (re.compile(r"(?<=[rlnst])(?:iya|iia|ija|ia)\Z"), ("ia", "iya", "iia", "ija")),
]
_SURNAME = [_SKY, (re.compile(r"(?<=n)(?:yi|yy|iy|yj|y)\Z"), ("y", "yi", "yy", "iy"))]
_X = re.compile(r"(?<=[aeiouy])(?:ks|x)")
_MOST = 24


def respelled(name: str) -> tuple[str, ...]:
    """The other certain spellings of the Latin name of somebody whose name is Cyrillic at home.

    -sky, -skyy and -skiy; Dmitry, Dmitriy and Dmitrii; Sergey and Sergei; Maria and Mariya; Alex- and Aleks-.
    """
    if not _is_latin(name):
        return ()
    *given, surname = name.split()
    whole = product(*(_spellings(word, _GIVEN) for word in given), _spellings(surname, _SURNAME))
    return tuple(form for form in map(" ".join, islice(whole, _MOST)) if form != name)


def _is_latin(name: str) -> bool:
    return bool(_LATIN.fullmatch(name) and _LETTER.search(name)) and not name.isupper()


def _spellings(word: str, endings: Sequence[tuple[re.Pattern[str], tuple[str, ...]]]) -> tuple[str, ...]:
    ends = [word]
    for pattern, variants in endings:
        if found := pattern.search(word):
            ends = [word[: found.start()] + variant for variant in variants]
            break
    both = (form for end in ends for form in (end, _X.sub("x", end), _X.sub("ks", end)))
    return tuple(dict.fromkeys((word, *both)))
