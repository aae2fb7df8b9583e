"""An article's sentences read for the future dates that they announce."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from summarise.actors.dates import ideographs
from summarise.actors.dates.calendar import FURTHEST, Days
from summarise.actors.dates.clock import beside, clocks_in, moment
from summarise.actors.dates.cues import Line, announced, cues_in, looks_ahead
from summarise.actors.dates.forms import Told, dates_in
from summarise.actors.dates.outlook import outlook
from summarise.actors.dates.tokens import Tokens, tokens_of
from summarise.actors.dates.tongue import IDEOGRAPHIC, Tongue, tongue_of
from summarise.actors.dates.withdrawn import withdrawals_in, withdrawn
from summarise.model import Appointment, Mention, Sentence

_LONGEST: Final = 2_000
_MOST_IN_A_SENTENCE: Final = 20
_MOST: Final = 200
_WORD: Final = re.compile(r"[^\W\d_]+")
_FIGURES: Final = re.compile(r"\d(?:\d{3}|[./-]\d{1,2}(?:[./-]\d|\.(?!\d))|(?:st|nd|rd|th)\b)")
_MONTH_FIRST: Final = frozenset({"en"})
_UKRAINIAN_APOSTROPHE: Final = re.compile(r"(?<=[а-яґ])[’'](?=[яюєї])")
_TO: Final = re.compile(r"\.?\s*(?:-|–|—|to|through|until|bis zum|bis|au|al|a|tot|do|по)\s*(?:the )?")


def appointments(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    on: date | None,
    language: str = "en",
    published: datetime | None = None,
) -> tuple[Appointment, ...]:
    """The dates after `on` that the sentences announce, in order, with what will happen and who is in it.

    A month and day without a year is the one nearest to `on`, on the weekday named with it if any. A bare
    weekday, month or year counts where its sentence looks ahead to it, and is the next; the weekday of `on`
    is today. "Next Friday" is next week's. Coarse dates are spans, as far as they are after `on`; seasons,
    feasts and durations are none. `language` is an ISO 639-1 code; in one without a table only dates in
    figures count. `published` is the moment from which "in 48 hours" is reckoned.

    Empty where `on` is None or within ten years of the calendar's end. At most 200, at most 20 in a
    sentence; sentences longer than 2,000 characters are skipped.
    """
    if on is None or on > date.max - FURTHEST or on < date.min + FURTHEST:
        return ()
    tongue = tongue_of(language)
    named = sorted(mentions, key=lambda one: one.start)
    found: list[Appointment] = []
    for sentence in sentences:
        if len(found) >= _MOST:
            break
        if sentence.end - sentence.start > _LONGEST:
            continue
        said = text[sentence.start : sentence.end]
        small = _small(said, language)
        if not _may_tell(small, language, tongue):
            continue
        tokens, told = _told(said, small, language, tongue, on, published)
        if any(one.days and (one.days[0] > on or one.ahead != one.days) for one in told):
            cues = cues_in(said, small, tongue)
            line = Line(small=small, tokens=tokens, cues=cues, tongue=tongue, on=on)
            found.extend(_announced(text, sentence, line, told, _within(named, sentence), language))
    return tuple(found[:_MOST])


def _may_tell(small: str, language: str, tongue: Tongue) -> bool:
    if language in IDEOGRAPHIC:
        return bool(ideographs.TRIGGER.search(small))
    return not tongue.triggers.isdisjoint(_WORD.findall(small)) or bool(_FIGURES.search(small))


def _told(
    said: str, small: str, language: str, tongue: Tongue, on: date, published: datetime | None
) -> tuple[Tokens, list[Told]]:
    if language in IDEOGRAPHIC:
        tokens = Tokens(kinds="", spans=(), numbers=())
        dates = ideographs.dates_in(small, on)
    else:
        tokens = tokens_of(said, small, tongue, language in _MONTH_FIRST)
        dates = dates_in(tokens, on, published)
    return tokens, sorted(dates, key=lambda one: one.start)[:_MOST_IN_A_SENTENCE]


def _announced(
    text: str,
    sentence: Sentence,
    line: Line,
    told: Sequence[Told],
    mentions: Sequence[Mention],
    language: str,
) -> Iterator[Appointment]:
    clocks = None
    for start, end, (first, last), one in _joined(line.small, _days(told, line)):
        begin, stop = sentence.start + start, sentence.start + end
        what, actors = sentence, tuple(dict.fromkeys(mention.actor for mention in mentions))
        if language == "en":
            _, cue = looks_ahead(one, line)
            at = sentence.start + cue.start if cue and cue.ahead else begin
            what, actors = outlook(text, sentence, (begin, stop), at, mentions)
        clocks = clocks_in(line.small, language in IDEOGRAPHIC) if clocks is None else clocks
        told_at = beside(clocks, start, end) if first == last else None
        yield Appointment(
            start=begin,
            end=stop,
            date=first,
            text=text[begin:stop],
            actors=actors,
            last=last if last > first else None,
            clock=told_at[0].time if told_at else None,
            at=moment(first, told_at[1]) if told_at else None,
            what=what,
        )


def _days(told: Sequence[Told], line: Line) -> Iterator[tuple[Told, Days]]:
    withdrawals = withdrawals_in(line.small, line.tongue)
    for one in told:
        days = None if withdrawn(one, line, withdrawals) else announced(one, line)
        if days and line.on < days[0] <= days[1] <= line.on + FURTHEST:
            yield one, days


def _joined(small: str, dates: Iterator[tuple[Told, Days]]) -> list[tuple[int, int, Days, Told]]:
    """Dates that one span joins ("from April 26 to May 2") as one."""
    found: list[tuple[int, int, Days, Told]] = []
    for one, days in dates:
        if found:
            start, end, before, first = found[-1]
            named = first.surety == one.surety == "day"
            if named and before[0] < days[0] and _TO.fullmatch(small, end, one.start):
                found[-1] = (start, one.end, (before[0], days[1]), first)
                continue
        found.append((one.start, one.end, days, one))
    return found


def _within(mentions: Sequence[Mention], sentence: Sentence) -> Sequence[Mention]:
    first = bisect_left(mentions, sentence.start, key=lambda one: one.start)
    last = bisect_left(mentions, sentence.end, key=lambda one: one.start)
    return [one for one in mentions[first:last] if one.end <= sentence.end]


def _small(said: str, language: str) -> str:
    """In small letters, and as long as it was."""
    small = said.lower()
    if len(small) != len(said):
        small = "".join(low if len(low := each.lower()) == 1 else each for each in said)
    return _UKRAINIAN_APOSTROPHE.sub("ʼ", small) if language == "uk" else small
