"""Grouping: what it takes to find an article's story among ever more open ones."""

from math import log

from benchmarks.report import Line
from benchmarks.results import Placements
from benchmarks.stage import Stage

STORIES = [1_000, 5_000, 50_000]
ARTICLES = 400
A_SECOND = 500
"""Articles that one core is to place in a second among 5,000 stories."""


def measure(stage: Stage) -> list[Line]:
    """CPU of an article among 5,000 stories, and how it grows from 1,000 to 50,000."""
    few, some, many = stage.run(Placements, "grouping", stories=STORIES, articles=ARTICLES).each
    return [
        Line(
            what="placing an article among 5,000 stories",
            figure=some,
            unit="ms",
            target=1000 / A_SECOND,
            beside=f"{1000 / some:,.0f} articles a second of one core",
        ),
        Line(
            what="the same among 50,000, beside 1,000",
            figure=many / few,
            unit="×",
            target=log(STORIES[-1]) / log(STORIES[0]),
            beside=f"{many:.2f} and {few:.2f} ms; the target is the ratio of the logarithms",
        ),
    ]
