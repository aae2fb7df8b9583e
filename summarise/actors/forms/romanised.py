"""Cyrillic names as German (Duden) and French newspapers write them."""

import re
from collections.abc import Mapping, Sequence

from summarise.actors.forms.cyrillic import is_cyrillic, is_ukrainian

_VOWEL = "[аеёиоуыэюяіїє]"
_SHARED = {
    **dict(zip("абдзиіклмнопртуфыэ", "abdziiklmnoprtufye", strict=True)),
    "ґ": "g", "с": "s", "ь": "", "ъ": "", "’": "", "'": "", "ʼ": "",
}  # fmt: skip
_GERMAN = _SHARED | {
    "в": "w", "г": "g", "е": "e", "ё": "jo", "є": "je", "ж": "sch", "з": "s", "й": "i", "ї": "ji", "х": "ch",
    "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ю": "ju", "я": "ja",
}  # fmt: skip
_FRENCH = _SHARED | {
    "в": "v", "г": "g", "е": "e", "ё": "io", "є": "ie", "ж": "j", "й": "i", "ї": "i", "у": "ou", "х": "kh",
    "ц": "ts", "ч": "tch", "ш": "ch", "щ": "chtch", "ю": "iou", "я": "ia",
}  # fmt: skip
_OF_UKRAINIAN = {"г": "h", "и": "y"}

_DOUBLE_S = (re.compile(f"(?<={_VOWEL})с(?={_VOWEL})"), "сс")
_IN_GERMAN = [
    (re.compile(rf"(?:(?<={_VOWEL})|\b)е"), "je"),
    (re.compile("ь(?=[еёио])"), "j"),
    (re.compile("(?<=[жчшщ])ё"), "о"),
    _DOUBLE_S,
    (re.compile(r"([иы])й\b"), r"\1"),
    (re.compile("кс"), "x"),
]
_IN_GERMAN_OF_UKRAINIAN = [_DOUBLE_S, (re.compile("й"), "j"), (re.compile("кс"), "x")]
_IN_FRENCH = [
    (re.compile("г(?=[еи])"), "гu"),
    (re.compile("(?<=[жчшщ])ё"), "е"),
    _DOUBLE_S,
    (re.compile(r"([иы])й\b"), r"\1"),
    (re.compile(r"([иі]н)\Z"), r"\1e"),
]
_IN_FRENCH_OF_UKRAINIAN = _IN_FRENCH[1:]


def romanised(name: str) -> tuple[str, ...]:
    """The German and the French spelling of a Russian or Ukrainian name; empty for other scripts."""
    if not is_cyrillic(name):
        return ()
    if is_ukrainian(name):
        german = _written(name, _IN_GERMAN_OF_UKRAINIAN, _GERMAN | _OF_UKRAINIAN)
        french = _written(name, _IN_FRENCH_OF_UKRAINIAN, _FRENCH | _OF_UKRAINIAN)
    else:
        german, french = _written(name, _IN_GERMAN, _GERMAN), _written(name, _IN_FRENCH, _FRENCH)
    return tuple(dict.fromkeys((german, french)))


def _written(name: str, sounds: Sequence[tuple[re.Pattern[str], str]], letters: Mapping[str, str]) -> str:
    small = name.lower()
    for pattern, written in sounds:
        small = pattern.sub(written, small)
    latin = "".join(letters.get(letter, letter) for letter in small)
    return " ".join(word[:1].upper() + word[1:] for word in latin.split())
