"""A story's headline: the clearest title among its reports', never one of our own making."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from summarise.model import Report
from summarise.stories.counts import counts
from summarise.stories.tolls import FATE
from summarise.text.words import words

MARGIN: Final = 0.06
"""By so much a later title must be better than an earlier one: a headline changes only with need."""

STALE: Final = 0.25
"""What a title loses for each day beyond the first, up to three, between its report and the story's last."""

OTHER_LANGUAGE: Final = 1.5
"""What a title loses that is not in the language of most reports."""

TITLES, LEDES, SMOOTHED = 1.0, 0.7, 4
"""What its words earn for being in other titles and in first sentences; a title of a few words earns less."""

OUTDATED: Final = 0.2
"""What a title loses whose number of dead, injured or the like a later title exceeds."""

CORRECTED: Final = 0.6
"""From this share of common words on, an outlet's later title replaces its earlier one."""

_LEDE = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    report: Report
    text: str
    words: frozenset[str]
    fault: float


def headline_of(reports: tuple[Report, ...]) -> Report | None:
    """The report with the clearest title, which is cut to its headline (an untouched slice of the title).

    Clear is a title that shares most with the other titles and the first sentences, in the language of most
    reports, of a good length, and neither question, teaser, opinion nor live blog. Of an outlet's titles that
    say nearly the same its last one counts. The reports are in order of time: an earlier title stays until a
    later one is better by a margin. Where none is clear, the least bad one; None where no report has a title.
    """
    told = [entry for entry in map(_entry, reports) if entry.text]
    if not told:
        return None
    outdated = _outdated(told)
    entries = _current(told)
    support = _support(entries)
    language = _main_language(reports)
    ages = _ages(entries)
    best, most = entries[0], float("-inf")
    for entry, backed, age in zip(entries, support, ages, strict=True):
        foreign = entry.report.reading.language != language
        old = entry.report.article.id in outdated
        score = backed - entry.fault - STALE * age - OTHER_LANGUAGE * foreign - OUTDATED * old
        if score > most + MARGIN:
            best, most = entry, score
    report = best.report
    return replace(report, article=replace(report.article, title=best.text))


def _entry(report: Report) -> _Entry:
    from summarise.stories.titles import faults, shown  # its expressions take a while to compile

    title = report.article.title
    part = shown(title, report.article.outlet)
    text = title[part.start : part.end]
    stems = frozenset(words(text, report.reading.language))
    return _Entry(report=report, text=text, words=stems, fault=faults(text, part.label))


def _current(entries: Sequence[_Entry]) -> list[_Entry]:
    """The titles, each in the place of those that its outlet corrected with it, where it is no worse."""
    places: dict[str, list[int]] = {}
    current: list[_Entry] = []
    for entry in entries:
        mine = places.setdefault(entry.report.article.outlet, [])
        corrected = next((n for n in mine[-_LOOKED_AT:] if _corrects(entry, current[n])), None)
        if corrected is None:
            mine.append(len(current))
            current.append(entry)
        else:
            current[corrected] = entry
    return current


_LOOKED_AT = 20


def _corrects(later: _Entry, earlier: _Entry) -> bool:
    common = len(later.words & earlier.words)
    longer = max(len(later.words), len(earlier.words))
    return later.fault <= earlier.fault and common >= CORRECTED * longer


def _support(entries: Sequence[_Entry]) -> list[float]:
    """How far each title's words are in the other titles and in the first sentences, each told once."""
    titles = {entry.words for entry in entries}
    ledes = {lede for entry in entries if (lede := _lede(entry.report))}
    in_titles, in_ledes = _counted(titles), _counted(ledes)
    others = max(1, len(titles) - 1)
    return [
        (
            TITLES * sum(in_titles[word] - 1 for word in entry.words) / others
            + LEDES * sum(in_ledes[word] for word in entry.words) / max(1, len(ledes))
        )
        / (len(entry.words) + SMOOTHED)
        for entry in entries
    ]


def _outdated(entries: Sequence[_Entry]) -> frozenset[int]:
    """The articles whose titles count fewer of what a later one counts."""
    highest: dict[tuple[str, str], float] = {}
    old: set[int] = set()
    for entry in reversed(entries):
        language = entry.report.reading.language
        said = {(c.of, c.who): c.value for c in counts(entry.text, language) if c.of in FATE}
        if any(highest.get(what, value) > value for what, value in said.items()):
            old.add(entry.report.article.id)
        highest |= {what: max(value, highest.get(what, value)) for what, value in said.items()}
    return frozenset(old)


def _counted(sets: Iterable[frozenset[str]]) -> Counter[str]:
    return Counter(word for stems in sets for word in stems)


def _lede(report: Report) -> frozenset[str]:
    """The words of the first two sentences."""
    text = report.article.text
    said = " ".join(text[s.start : s.end][:_LEDE] for s in report.reading.sentences[:2])
    return frozenset(words(said, report.reading.language))


def _main_language(reports: Sequence[Report]) -> str:
    """The language of most reports, the earliest of those that are as common."""
    return Counter(report.reading.language for report in reports).most_common(1)[0][0]


def _ages(entries: Sequence[_Entry]) -> list[float]:
    """Days beyond the first from each report to the last one, at most three; 0 where a date is missing."""
    dates: list[datetime | None] = [entry.report.article.published_at for entry in entries]
    last = max((at for at in dates if at), default=None)
    return [
        min(3.0, max(0.0, (last - at).total_seconds() / 86_400 - 1)) if at and last else 0.0 for at in dates
    ]
