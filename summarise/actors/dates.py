"""Appointments: the future dates that an article announces."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from summarise.model import Appointment, Mention, Sentence

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_FORMS = (
    re.compile(rf"\b(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?![\d:%]|[.,]\d){_YEAR}\b"),
    re.compile(rf"\b(?:{_WEEKDAY},? )?(?:the )?(?<![\d.,:/]){_DAY}(?: of)? {_MONTH}{_YEAR}\b"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
_BARE_WEEKDAY = re.compile(
    rf"\b(?:on|by|until|before|this|next|this coming|this) {_WEEKDAY}\b(?!,? (?:{_MONTH}|\d))"
)
_TOMORROW = re.compile(r"\b[Tt]omorrow\b")
_AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|was to|due|set to|set for|scheduled|planned|plans? to|planning to"
    r"|expected to"
    r"|expected on|slated|going to|aims? to|agreed to|upcoming|forthcoming|takes place|invited|next)\b"
    r"|[’']ll\b"
)
_LOOKING_BACK = re.compile(
    r"\b(?:since|after|ago|last|born|died|anniversary|marked|dated|said|told|announced|revealed|wrote)"
    r"(?: (?:on|of|the|in|reporters|journalists))* ?\Z"
)
_LONGEST = 2_000
_FURTHEST = timedelta(days=10 * 366)


def appointments(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], on: date | None
) -> tuple[Appointment, ...]:
    """The dates after `on` that the sentences announce, in order, with the actors named beside them.

    A month and day without a year is the one nearest to `on`, on the weekday named with it if any. A bare
    weekday counts where the sentence looks ahead before it. Empty where `on` is None or
    within ten years of the calendar's end. English only.
    """
    if on is None or on > date.max - _FURTHEST:
        return ()
    found: list[Appointment] = []
    for sentence in sentences:
        if sentence.end - sentence.start > _LONGEST:
            continue
        spans = sorted(_dates(text[sentence.start : sentence.end], on))
        if not spans:
            continue
        actors = tuple(
            dict.fromkeys(
                one.actor for one in mentions if sentence.start <= one.start and one.end <= sentence.end
            )
        )
        for start, end, day in spans:
            begin, stop = sentence.start + start, sentence.start + end
            found.append(Appointment(start=begin, end=stop, date=day, text=text[begin:stop], actors=actors))
    return tuple(found)


def _dates(sentence: str, on: date) -> Iterator[tuple[int, int, date]]:
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for found in form.finditer(sentence):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            taken.append(found.span())
            day = _calendar_day(found, on)
            if day and on < day <= on + _FURTHEST and not _LOOKING_BACK.search(sentence, 0, found.start()):
                yield *found.span(), day
    for found in _BARE_WEEKDAY.finditer(sentence):
        if _looks_ahead(sentence, found):
            start, end = found.span("weekday")
            yield start, end, _next_weekday(on, _WEEKDAYS.index(found["weekday"].lower()))
    for found in _TOMORROW.finditer(sentence):
        if _looks_ahead(sentence, found):
            yield *found.span(), on + timedelta(days=1)


def _looks_ahead(sentence: str, found: re.Match[str]) -> bool:
    if _LOOKING_BACK.search(sentence, 0, found.start()):
        return False
    return bool(_AHEAD.search(sentence, 0, found.end())) or found[0].startswith("next")


def _next_weekday(on: date, weekday: int) -> date:
    return on + timedelta(days=(weekday - on.weekday() - 1) % 7 + 1)


def _calendar_day(found: re.Match[str], on: date) -> date | None:
    """The day a date names; None where there is no such day (31 February)."""
    parts = found.groupdict()
    name = parts["month"]
    month = int(name) if name.isdigit() else _MONTHS.index(name[:3].lower()) + 1
    years = [int(parts["year"])] if parts.get("year") else [on.year - 1, on.year, on.year + 1]
    days = [day for year in years if (day := _day(year, month, int(parts["day"])))]
    if weekday := parts.get("weekday"):
        days = [day for day in days if day.weekday() == _WEEKDAYS.index(weekday.lower())] or days
    return min(days, key=lambda day: abs(day - on), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
