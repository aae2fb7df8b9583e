"""Condensing: an article of thirty sentences, beside sumy's rankers on the same."""

from benchmarks.report import Line
from benchmarks.results import Sweeps
from benchmarks.stage import Stage

ARTICLES = 200
PEERS = 60
ROUNDS = 3


def measure(stage: Stage) -> list[Line]:
    """CPU of an article beside sumy's LexRank and TextRank, each the best of some rounds."""
    ours = _each(stage, "wirewatch", ARTICLES)
    lexrank, textrank = (_each(stage, who, PEERS) for who in ("lexrank", "textrank"))
    return [
        Line(
            what="condensing an article, of LexRank's time",
            figure=ours / lexrank,
            unit="of sumy's",
            target=1 / 4,
            beside=f"{ours:.2f} ms; sumy's LexRank {lexrank:.1f} ms ({lexrank / ours:.1f} ×), its TextRank "
            f"{textrank:.1f} ms ({textrank / ours:.1f} ×)",
        ),
        Line(
            what="condensing a thousand articles",
            figure=ours,
            unit="s",
            target=4,
            beside=f"CPU of one core; sumy's LexRank {lexrank:.0f} s",
        ),
    ]


def _each(stage: Stage, who: str, articles: int) -> float:
    """Milliseconds of CPU for an article."""
    swept = stage.run(Sweeps, "condensing", who=who, articles=articles, rounds=ROUNDS)
    return min(swept.own) / articles * 1000
