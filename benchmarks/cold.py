"""Cold: an empty database, and every feed is new."""

from benchmarks.report import Line, missing
from benchmarks.results import Sweeps
from benchmarks.stage import SAMPLE, Stage
from benchmarks.wire import FEEDS, ITEMS


def measure(stage: Stage) -> list[Line]:
    """Wall time beside that of two processes that only parse; memory of the whole tree of processes."""
    ours, pool = stage.ours, stage.bare_pool
    lean = stage.run(Sweeps, "pool", feeds=SAMPLE, bare=False).wall[0] / SAMPLE * FEEDS
    wall, refresh = ours.refresh.wall[0], ours.refresh
    return [
        Line(
            what="wall time of a cold refresh",
            figure=wall / pool.wall[0],
            unit="× floor",
            target=1.15,
            beside=f"{wall:.1f} s; a bare two-process feedparser pool {pool.wall[0]:.1f} s, "
            f"without its sanitiser {lean:.1f} s (from {SAMPLE} feeds)",
        ),
        Line(
            what="process tree",
            figure=ours.tree,
            unit="MB",
            target=220,
            beside=f"PSS at its highest; the main process alone {ours.main:.0f} MB",
        ),
        Line(
            what="CPU of the cold refresh",
            figure=(refresh.own[0] + refresh.workers[0]) / FEEDS * 1000,
            unit="ms a feed",
            beside=f"main process {refresh.own[0]:.1f} s, workers {refresh.workers[0]:.1f} s",
        ),
        missing("feeds in order", FEEDS - refresh.read, refresh.trouble),
        missing("articles", FEEDS * ITEMS - refresh.articles),
    ]
