"""Whether a full stop ends a sentence or only an abbreviation."""

import re
from dataclasses import dataclass

from summarise.text.sentences.rules import Rules

_BEFORE = "\"'“‘„‚«»‹([{—–-¿¡"
_CHAIN = re.compile(r"(?<!\w)(?:[^\W\d_]{1,3}\.\s?){1,3}[^\W\d_]{1,4}\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]-)?(?:[^\W\d_]\.-?)+[^\W\d_]")
_NUMBER = re.compile(r"[(\d][\d.,:/–-]*|[IVXLC]+")
_ELISION = re.compile(r"^\w{1,5}['’]")
_ROMAN = re.compile(r"[IVXL]+")
_LABEL = re.compile(r"\d{1,2}|[^\W\d_]")
_SHORT, _LONGEST_LEAD = 3, 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """What surrounds a full stop that a word with a capital, a figure or a letter without case follows."""

    before: str
    """At most 24 characters of its sentence before it."""
    begins: str
    """At most 60 characters of its sentence's beginning."""
    following: str
    second: str
    abbreviated: bool
    """Whether what follows is itself an initial."""
    opened: bool
    """Whether a quotation mark stands before what follows."""


def full_stop_ends(stop: Stop, rules: Rules) -> bool:
    """Whether the sentence ends here."""
    tokens = stop.before.split()
    last = tokens[-1].lstrip(_BEFORE) if tokens else ""
    if last.endswith((")", "]")):
        return True
    forms = _forms(stop.before, last)
    if forms & rules.ends:
        return True
    if _never_ends(last, forms, stop, rules):
        return False
    starts = _starts(stop, rules)
    if forms & rules.hours:
        told_on = stop.following.lower() in rules.days or stop.second.lower() == "time"
        return starts or not (told_on or _is_lead(stop.begins, rules))
    if forms & rules.after_numbers:
        return _follows_number(tokens) and (starts or _is_long(stop.begins, rules))
    if forms & rules.sometimes or last.endswith(rules.endings) or _DOTTED.fullmatch(last):
        return starts
    return starts or not (_is_initial(last) or _is_ordinal(last, tokens, rules))


def _never_ends(last: str, forms: set[str], stop: Stop, rules: Rules) -> bool:
    if forms & rules.never or (_LABEL.fullmatch(last) and stop.begins.strip(_BEFORE) == last):
        return True
    if stop.following[0].isdigit():
        return bool(forms & rules.before_numbers) or last.endswith(("º", "°"))
    return stop.abbreviated and len(last) < 3 and last.islower()


def _is_initial(last: str) -> bool:
    return len(last) == 1 and last.isalpha() and not last.islower()


def _is_ordinal(last: str, tokens: list[str], rules: Rules) -> bool:
    if not rules.ordinals or (len(tokens) > 1 and tokens[-2].lower() in rules.counters):
        return False
    return _ROMAN.fullmatch(last) is not None or (last.isdigit() and len(last) < 3)


def _forms(before: str, last: str) -> set[str]:
    """The spellings under which the rules may know the abbreviation: "Dr. h. c" as "Dr.h.c" and "h.c"."""
    words = {last, _ELISION.sub("", last)}
    chain = _CHAIN.search(before)
    if chain:
        parts = "".join(chain[0].split()).split(".")
        words.update(".".join(parts[at:]) for at in range(len(parts) - 1))
    long = [word for word in words if len(word) > 1]
    return words.union(map(str.lower, long), (word.capitalize() for word in long if word.isupper()))


def _starts(stop: Stop, rules: Rules) -> bool:
    if stop.opened:
        return True
    if stop.abbreviated and len(stop.following) == 1:
        return False
    word = stop.following.lower().replace("’", "'")
    return word in rules.starters or (word in rules.soft_starters and not stop.second[:1].isupper())


def _follows_number(tokens: list[str]) -> bool:
    return len(tokens) > 1 and _NUMBER.fullmatch(tokens[-2]) is not None


def _is_long(begins: str, rules: Rules) -> bool:
    return len(begins.split()) > _SHORT and not _is_lead(begins, rules)


def _is_lead(begins: str, rules: Rules) -> bool:
    """Whether all that the sentence has said is when or where: "At 5 a.m"."""
    words = begins.split()
    return len(words) <= _LONGEST_LEAD and words[0].lower() in rules.leads
