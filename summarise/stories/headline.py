"""A story's headline: the clearest title among its reports', never one of our own making."""

import re
from datetime import timedelta

from summarise.model import Report
from summarise.text.words import words

SHORTEST, LONGEST = 15, 110
"""Characters of a clear title."""

LATEST = timedelta(days=1)
"""A headline is of the story's last day, where its reports are dated."""

_LABEL = re.compile(
    r"\W*(?:live|live ?blog|as it happened|(?:live |latest )?updates?|breaking(?: news)?|watch|listen|video"
    r"|audio|podcast|photos?|(?:in )?pictures|gallery|opinion|analysis|editorial|column|explainer|exclusive"
    r"|fact check|quiz|newsletter|morning briefing|en direct|en vivo|liveticker|ticker)"
    r"\b\s*(?:[:|–—-]|updates?\b|blog\b)",
    re.IGNORECASE,
)


def headline_of(reports: tuple[Report, ...]) -> Report | None:
    """The report with the clearest title: plain, of a fair length, and about what the others are about.

    Where no title is clear any other will do, the plainest first; None where no report has a title.
    """
    titled = [report for report in reports if report.article.title.strip()]
    if not titled:
        return None
    fresh = _of_last_day(titled)
    support = _support(titled)
    return max(fresh, key=lambda report: (_clarity(report.article.title), support[report.article.id]))


def _of_last_day(reports: list[Report]) -> list[Report]:
    dated = [report.article.published_at for report in reports if report.article.published_at]
    if not dated:
        return reports
    since = max(dated) - LATEST
    return [r for r in reports if r.article.published_at is None or r.article.published_at >= since]


def _clarity(title: str) -> int:
    """How many of four faults a title is free of."""
    title = title.strip()
    letters = [character for character in title if character.isalpha()]
    shouts = len(letters) > 3 and all(map(str.isupper, letters))
    return sum(
        (
            SHORTEST <= len(title) <= LONGEST,
            not _LABEL.match(title),
            not shouts,
            not title.endswith(("?", "…", "...")),
        )
    )


def _support(reports: list[Report]) -> dict[int, float]:
    """For each article, how far the words of its title are words of the reports, from 0 to 1."""
    known = [frozenset(report.reading.terms) for report in reports]
    support: dict[int, float] = {}
    for report in reports:
        title = frozenset(words(report.article.title, report.reading.language))
        shares = [len(title & terms) / len(title) for terms in known if title]
        support[report.article.id] = sum(shares) / len(shares) if shares else 0.0
    return support
