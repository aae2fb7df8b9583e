"""The numbers in a sentence, with what they count: "at least twelve people were killed" is 12 dead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from summarise.stories.numerals import Number, numbers_of, tokens_of
from summarise.stories.tolls import (
    ABOUT,
    ACTIVE,
    BEFORE,
    FATES,
    FOLK,
    NUMBERS,
    OBJECT,
    PARTIAL,
    PASSIVE,
    PEOPLE,
    STOPS,
    UNIT,
    UNSURE,
    Bound,
)
from summarise.text.words import stemmer, word_set

LONGEST = 1_000
"""Characters of a sentence: what is longer was never one."""

_MONTHS: Final = word_set(
    "january february march april june july august september october november december jan feb mar apr"
    " jun jul aug sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars"
    " avril juin"
    " juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto"
)
_CLOCK: Final = word_set("am pm a p o'clock o’clock uhr gmt utc")
_CURRENCY: Final[Mapping[str, str]] = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₴": "₴", "₽": "₽"}
_CURRENCIES: Final[Mapping[str, str]] = {
    "dollars": "$",
    "euros": "€",
    "euro": "€",
    "pounds": "£",
    "hryvnias": "₴",
    "hryvnia": "₴",
    "roubles": "₽",
    "rubles": "₽",
    "yen": "¥",
}
_PERCENT: Final = frozenset({"%", "percent", "prozent"})
_AHEAD, _TOLL = 6, 8
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """A number and what it counts.

    `of` is a fate ("dead", "injured"), "%", a currency's sign, "magnitude", or "=" and a plural's stem.
    `who` is the stem of those whose fate it is, empty for people in general.
    """

    value: float
    of: str
    who: str
    bound: Bound


def counts(text: str, language: str) -> tuple[Count, ...]:
    """What a sentence counts, in order. Dates, times, parts ("five others"), ranges and guesses do not.

    Fates are found in ten languages, all else, and number words, in English alone.
    """
    if len(text) > LONGEST:
        return ()
    small = tokens_of(text)
    numbers = numbers_of(small, language)
    found: list[Count] = []
    taken: set[int] = set()
    for place, number in enumerate(numbers):
        start, bound = _start(small, number.first)
        if _is_no_count(small, number, start, numbers, place):
            continue
        count = _fate_after(small, number, language, taken, bound) or _fate_before(
            small, number, start, language, taken, bound
        )
        if count is None and language == "en":
            count = _measure(small, number, start, bound)
        if count is not None:
            found.append(count)
    return tuple(found)


def _start(small: Sequence[str], first: int) -> tuple[int, Bound]:
    """Where the words before a number begin that say how exact it is, and what they say."""
    for length in (3, 2, 1):
        said = " ".join(small[max(0, first - length) : first])
        if said in ABOUT and first >= length:
            return first - length, ABOUT[said]
    return first, ""


def _is_no_count(
    small: Sequence[str], number: Number, start: int, numbers: Sequence[Number], place: int
) -> bool:
    """A date, a time, a part of a total, one end of a range, or what nobody knows."""
    before = small[start - 1] if start else ""
    after, beyond = (*small[number.last + 1 : number.last + 3], "", "")[:2]
    return (
        before in PARTIAL
        or after in PARTIAL
        or (after == "of" and beyond in _PARTS)
        or (after == "-" and beyond in _SPANS)
        or before in _MONTHS
        or after in _MONTHS
        or after in _CLOCK
        or (number.first == number.last and small[number.first].isdecimal() and _is_year(number.value))
        or _in_range(small, number, start, numbers, place)
        or any(word in UNSURE for word in small[max(0, start - _AHEAD) : number.last + _AHEAD])
    )


_PARTS = word_set("them whom the these those which")
_SPANS = word_set("year day hour month week")
_DASHES = word_set("- – / :")


def _in_range(
    small: Sequence[str], number: Number, start: int, numbers: Sequence[Number], place: int
) -> bool:
    """ "12 to 15", "between 12 and 15", "12-15", and what it was in "rose from 12 to 15"."""
    lower, upper = numbers[place - 1] if place else None, (*numbers[place + 1 : place + 2], None)[0]
    led = small[start - 1] if lower and lower.last == start - 2 else ""
    follows = small[number.last + 1] if upper and upper.first == number.last + 2 else ""
    before = small[start - 1] if start else ""
    opened = small[lower.first - 1] if lower and lower.first else ""
    return (
        before == "from"
        or led in _DASHES
        or follows in _DASHES
        or follows == "to"
        or (led == "to" and opened != "from")
        or (follows == "and" and before == "between")
        or (led == "and" and opened == "between")
    )


def _is_year(value: float) -> bool:
    return _FIRST_YEAR <= value <= _LAST_YEAR


def _fate_after(
    small: Sequence[str], number: Number, language: str, taken: set[int], bound: Bound
) -> Count | None:
    """ "12 people were killed", "12 dead"."""
    fates = FATES.get(language, {})
    passed: list[str] = []
    for at in range(number.last + 1, min(len(small), number.last + 1 + _AHEAD)):
        word = small[at]
        if word in fates:
            if word in ACTIVE and PASSIVE.isdisjoint(passed) and _has_object(small, at):
                return None
            mixed = _is_mixed(small, at, fates)
            taken.update((at, at + 2) if mixed else (at,))
            return Count(
                value=number.value,
                of="casualties" if mixed else fates[word],
                who=_who(passed, language),
                bound=bound,
            )
        if not word[0].isalpha() or word in STOPS or word in PARTIAL or word in NUMBERS:
            return None
        passed.append(word)
    return None


def _is_mixed(small: Sequence[str], at: int, fates: Mapping[str, str]) -> bool:
    """ "killed or wounded": nobody knows how many of each."""
    joined = small[at + 1 : at + 3]
    return (
        len(joined) > 1
        and joined[0] in _JOINING
        and fates.get(joined[1], fates[small[at]]) != fates[small[at]]
    )


_JOINING = word_set("or and und oder et ou y o e ed em of en i lub и или та або /")


def _has_object(small: Sequence[str], at: int) -> bool:
    after = small[at + 1 : at + 3]
    if not after:
        return False
    return after[0] in OBJECT or after[0][0].isdecimal() or after[0] in NUMBERS or after == ["at", "least"]


def _fate_before(
    small: Sequence[str], number: Number, start: int, language: str, taken: set[int], bound: Bound
) -> Count | None:
    """ "killed 12", "the death toll rose to 12", "the lives of 12"."""
    at = start - 1
    if at < 0 or at in taken:
        return None
    behind = small[number.last + 1 : number.last + 4]
    passed = behind[
        : next((n for n, w in enumerate(behind) if not w[0].isalpha() or w in STOPS), len(behind))
    ]
    fate: str | None = None
    if language != "en":
        fate = FATES.get(language, {}).get(small[at])
    elif small[at] == "of" and small[max(0, at - 1)] in {"lives", "deaths", "death", "killing", "killings"}:
        fate = "dead"
    elif small[at] in BEFORE and small[at] != "toll":
        mixed = at > 1 and small[at - 1] in _JOINING and small[at - 2] in BEFORE
        fate = "casualties" if mixed else BEFORE[small[at]]
    elif small[at] in {"to", "at", "of", "reached", "hit", "is", "was", "reaches", "hits"}:
        led = small[max(0, at - _TOLL) : at]
        fate = "dead" if "toll" in led and not {",", ".", ";"} & set(led[led.index("toll") :]) else None
        passed = [] if fate else passed
    return Count(value=number.value, of=fate, who=_who(passed, language), bound=bound) if fate else None


def _who(passed: Sequence[str], language: str) -> str:
    named = [word for word in passed if word not in PASSIVE and word not in PEOPLE]
    folk = [word for word in named if word in FOLK or (word.endswith("s") and len(word) > _SHORT)]
    everybody = any(word in PEOPLE for word in passed)
    return stemmer(language)(folk[-1]) if folk and not everybody else ""


_SHORT = 3


_LABELS = word_set("no number article day phase group category class chapter - /")


def _measure(small: Sequence[str], number: Number, start: int, bound: Bound) -> Count | None:
    """A share, a price, an earthquake's strength, or a number of things."""
    before = small[start - 1] if start else ""
    sign = small[number.first - 1] if number.first else ""
    behind = small[number.last + 1 : number.last + 4]
    after = behind[0] if behind else ""
    of: str | None = None
    if after in _PERCENT or behind[:2] == ["per", "cent"]:
        of = "%"
    elif sign in _CURRENCY or after in _CURRENCIES:
        of = _CURRENCY.get(sign) or _CURRENCIES[after]
    elif (
        "magnitude" in small[max(0, start - 3) : start]
        or behind[:2] == ["-", "magnitude"]
        or after == "magnitude"
    ):
        of = "magnitude"
    elif before not in _LABELS:
        for word in behind:
            if not word[0].isalpha() or word in STOPS or word in UNIT:
                break
            if word in FOLK or word in PEOPLE or (word.endswith("s") and len(word) > _SHORT):
                of = f"={stemmer('en')(word)}"
                break
    return Count(value=number.value, of=of, who="", bound=bound) if of else None
