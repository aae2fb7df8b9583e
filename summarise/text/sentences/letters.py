"""Where sentences end in writing with letters."""

import re
from collections.abc import Iterator

from summarise.text.paragraphs import Span
from summarise.text.sentences.rules import Rules
from summarise.text.sentences.stops import Stop, full_stop_ends

_QUOTES = "\"'“”‘’„‚«»‹›"
_MARK = re.compile(
    r"(?P<stops>[.!?…؟۔]+)"
    r"(?P<closers>(?:\s?[»”’](?!\w)|[\"'’”)\]›¹²³*†‡]|[“‘«](?!\w)|\[\d{1,3}\]"
    r"|(?<=[^\W\d_]{3}\.)\d{1,2}(?=\s+[^\Wa-z\d_]))*)"
)
_LEAD = re.compile(rf"[\s(\[{{¿¡–—─•►▶■●▪*†‡§$€£¥#@{_QUOTES}-]*")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SECOND = re.compile(r"\s+([^\W_]+)")
_BRAND = re.compile(r"[a-z]{1,3}[A-Z]")
_CLITIC = re.compile(r"['’][a-z] [A-Z]")
_PLAIN = re.compile(r"(?:\A|[\s\"'“‘(-])[^\W\d_]+\Z")
_FIRST_SYMBOL = "\u2600"
_LONGEST_WORD = 60
_LONGEST_TOKEN = 24
_LONGEST_SAYING = 120


def split(text: str, start: int, end: int, rules: Rules) -> Iterator[Span]:
    """The sentences of one paragraph, untrimmed, without gaps."""
    begin = start
    for mark in _MARK.finditer(text, start, end):
        if mark.end() < end and _ends(text, begin, mark, end, rules):
            yield begin, mark.end()
            begin = mark.end()
    yield begin, end


def _ends(text: str, begin: int, mark: re.Match[str], end: int, rules: Rules) -> bool:
    lead = _LEAD.match(text, mark.end(), end)
    after = lead.end() if lead else mark.end()
    if after == end:
        return False
    word = _WORD.match(text, after, min(end, after + _LONGEST_WORD))
    following = word[0] if word else ""
    if not text[mark.end()].isspace():
        return _is_run_on(text, mark, following, rules)
    opening = text[mark.end() : after].strip()
    if not following:
        return bool(opening) or text[after] >= _FIRST_SYMBOL
    if following[0].islower():
        return bool(_BRAND.match(following) or _CLITIC.match(text, after - 1))
    quoted = any(closer in _QUOTES for closer in mark["closers"])
    last_stop = mark["stops"][-1]
    if last_stop not in ".…":
        return not (
            _is_name(text, begin, mark, following, rules) or (quoted and _is_attributed(text, after, rules))
        )
    if quoted:
        return True
    if len(mark["stops"]) > 1 or last_stop == "…":
        return following[0].isupper() or following[0].isdigit() or following.lower() in rules.starters
    second = _SECOND.match(text, after + len(following), end)
    stop = Stop(
        before=text[max(begin, mark.start() - _LONGEST_TOKEN) : mark.start()],
        begins=text[begin : min(mark.start(), begin + _LONGEST_WORD)].lstrip(),
        following=following,
        second=second[1] if second else "",
        abbreviated=text.startswith(".", after + 1),
        opened=bool(opening) and opening[0] in _QUOTES + "¿¡",
    )
    return full_stop_ends(stop, rules)


def _is_run_on(text: str, mark: re.Match[str], following: str, rules: Rules) -> bool:
    """A missing space: "the war.He said"."""
    if not following[:1].isupper():
        return False
    before = text[max(0, mark.start() - _LONGEST_TOKEN) : mark.start()]
    plain = before[-2:].islower() and _PLAIN.search(before)
    if plain and mark["closers"]:
        return True
    word = following.lower()
    return bool(plain or before[-4:].isdigit()) and (word in rules.starters or word in rules.soft_starters)


def _is_name(text: str, begin: int, mark: re.Match[str], following: str, rules: Rules) -> bool:
    before = text[max(begin, mark.start() - _LONGEST_TOKEN) : mark.start()].split()
    name = before[-1].strip(_QUOTES).lower() if before else ""
    return name in rules.names and following.lower() not in rules.starters


def _is_attributed(text: str, after: int, rules: Rules) -> bool:
    """Whether who said it comes next: "…?” Reyes asked"."""
    for number, token in enumerate(text[after : after + _LONGEST_SAYING].split()[:6]):
        word = token.strip(",.;:،").lower()
        if word in rules.saying:
            return True
        if not token[0].isupper() or (number == 0 and word != "i" and word in rules.starters):
            return False
    return False
