"""What a story announces: each appointment once, whichever and however many of its outlets tell it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from summarise.model import AgendaItem, Appointment, Report, Sentence, Source, Story, SummarySentence
from summarise.text.words import words

MOST: Final = 30
"""So many items are kept, the clearest."""

_MOST_READ, _MOST_COMPARED = 1_000, 6
_VAGUE: Final = timedelta(days=31)
_APART: Final = timedelta(minutes=45)
_TOGETHER: Final = 2
_WITH_ONE_ACTOR, _WITHOUT, _OF_OTHERS, _ON_OTHER_DAYS = 0.2, 0.4, 0.7, 0.34


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Announcement:
    """One outlet's words for an appointment.

    `stems` are its words without the date's, `place` the number of its sentence.
    """

    report: Report
    told: Appointment
    what: Sentence
    place: int
    stems: frozenset[str]
    actors: frozenset[str]

    @property
    def last(self) -> date:
        """The last day that is meant."""
        return self.told.last or self.told.date

    @property
    def exact(self) -> bool:
        """Whether one day is told."""
        return self.last == self.told.date


def agenda(story: Story, on: date) -> tuple[AgendaItem, ...]:
    """What a story's reports announce and is not over before `on`, in order of its (last) day.

    Reports mean the same where they tell the same day (or one a span around the other's day) and name the
    same actors or tell of it in the same words; two things on one day stay two. An item speaks with its
    clearest announcement: one with an exact day that names who meets, tells the time of day and stands early
    in its article; who else announces it is its `also`. Where reports give different days for one thing all
    are kept side by side, that of the newest report first: nobody here knows which is right.
    """
    items: list[list[Announcement]] = []
    for one in sorted(_announcements(story.reports, on), key=_clarity)[:_MOST_READ]:
        best = max(items, key=lambda item: _likeness(item, one), default=None)
        if best and _likeness(best, one) > 0:
            best.append(one)
        elif len(items) < MOST:
            items.append([one])
    return tuple(_item(item) for item in _in_order(items))


def _announcements(reports: Iterable[Report], on: date) -> Iterable[Announcement]:
    for report in reports:
        text, language = report.article.text, report.reading.language
        starts = [sentence.start for sentence in report.reading.sentences]
        for told in report.reading.appointments:
            if (told.last or told.date) < on:
                continue
            what = told.what or Sentence(start=told.start, end=told.end)
            besides = f"{text[what.start : told.start]} {text[told.end : what.end]}"
            yield Announcement(
                report=report,
                told=told,
                what=what,
                place=bisect_right(starts, told.start),
                stems=frozenset(word for word in words(besides, language) if not word[0].isdecimal()),
                actors=frozenset(told.actors),
            )


def _clarity(one: Announcement) -> tuple[bool, int, bool, int, datetime, int, int]:
    """Smaller is clearer; of equals the first report is."""
    named = min(len(one.actors), _TOGETHER)
    article = one.report.article
    return not one.exact, -named, one.told.clock is None, one.place, article.at, article.id, one.told.start


def _likeness(item: Sequence[Announcement], one: Announcement) -> float:
    """How surely an announcement is of an item, 0 where it is not."""
    if item[0].exact and one.exact and item[0].told.date != one.told.date:
        return 0.0
    return max(_alike(other, one) for other in item[:_MOST_COMPARED]) if _one_day(item[0], one) else 0.0


def _one_day(one: Announcement, other: Announcement) -> bool:
    return (one.told.date <= other.told.date and other.last <= one.last) or (
        other.told.date <= one.told.date and one.last <= other.last
    )


def _alike(one: Announcement, other: Announcement) -> float:
    """How much two announcements of one day share, 0 where that is too little for one thing."""
    if one.told.at and other.told.at and abs(one.told.at - other.told.at) > _APART:
        return 0.0
    shared = one.actors & other.actors
    common = _share(one, other)
    foreign = one.report.reading.language != other.report.reading.language
    vague = max(one.last - one.told.date, other.last - other.told.date) > _VAGUE
    if shared and (foreign or _company(one, other)) and not vague:
        return 1 + common
    if shared and not vague:
        least = _WITH_ONE_ACTOR
    elif one.actors and other.actors:
        least = _OF_OTHERS
    else:
        least = _WITHOUT
    return common if common >= least else 0.0


def _company(one: Announcement, other: Announcement) -> bool:
    """Whether the same people meet: at least two, and nobody else but in one of the two."""
    shared = one.actors & other.actors
    return len(shared) >= _TOGETHER and shared in (one.actors, other.actors)


def _share(one: Announcement, other: Announcement) -> float:
    """The part of the fewer words that the other has too; 0 where that is a single word."""
    common = len(one.stems & other.stems)
    return common / min(len(one.stems), len(other.stems)) if common > 1 else 0.0


def _in_order(items: Sequence[list[Announcement]]) -> list[list[Announcement]]:
    """By the last day, but different days for one thing together, the newest report's first."""
    told: list[list[list[Announcement]]] = []
    for item in sorted(items, key=lambda item: (item[0].last, item[0].told.date)):
        same = next((group for group in told if any(_conflict(item, other) for other in group)), None)
        if same is None:
            told.append([item])
        else:
            same.append(item)
    return [item for group in told for item in sorted(group, key=_newest, reverse=True)]


def _conflict(item: Sequence[Announcement], other: Sequence[Announcement]) -> bool:
    """Whether two items are one thing, for which different reports give different days."""
    if {one.report.article.id for one in item} & {one.report.article.id for one in other}:
        return False
    return any(
        one.exact
        and another.exact
        and (one.actors == another.actors or not (one.actors and another.actors))
        and _share(one, another) >= _ON_OTHER_DAYS
        for one in item
        for another in other
    )


def _newest(item: Sequence[Announcement]) -> tuple[float, int]:
    newest = max((one.report.article for one in item), key=lambda article: (article.at, article.id))
    return newest.at.timestamp(), newest.id


def _item(item: Sequence[Announcement]) -> AgendaItem:
    clearest = item[0]
    timed = next((one.told for one in item if one.told.at), None) or next(
        (one.told for one in item if one.told.clock), clearest.told
    )
    others = {
        one.report.article.id: one.report.article
        for one in item
        if one.report.article.id != clearest.report.article.id
    }
    also = sorted(others.values(), key=lambda article: (article.at, article.id))
    return AgendaItem(
        date=clearest.told.date,
        last=clearest.last,
        clock=timed.clock,
        at=timed.at,
        what=SummarySentence.of(
            clearest.report.article, clearest.what, also=tuple(Source.of(article) for article in also)
        ),
        actors=tuple(dict.fromkeys(actor for one in item for actor in one.told.actors)),
    )
