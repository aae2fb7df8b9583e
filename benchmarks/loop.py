"""The event loop: how long it was held, seen by a sleeper that wants to wake every 5 ms."""

from benchmarks.report import Line
from benchmarks.results import Refresh, Sweeps
from benchmarks.stage import Stage

WORST, MOST = 50.0, 20.0
"""Milliseconds that the loop may be held once, and at the 99th percentile."""


def measure(stage: Stage) -> list[Line]:
    """In the calmer of the cold refreshes and during one feed of 2 MB, beside loops with little to do."""
    idle = stage.run(Sweeps, "idle", seconds=3.0)
    cold = min((run.refresh for run, _ in stage.cold_runs), key=lambda run: run.late_worst)
    pool = min((run for _, run in stage.cold_runs), key=lambda run: run.late_worst)
    stage.serve(large=[0])
    large = stage.run(Refresh, "ours", folder=stage.folder("large"), port=stage.port, feeds=[0], watched=True)
    stage.serve()
    floor = (
        f"by its own CPU {cold.late_own:.1f}, else waiting for a core; idle {idle.late_worst:.1f}; "
        f"waiting for a busy pool {pool.late_worst:.1f}"
    )
    floor_99 = f"idle {idle.late_99:.1f}; waiting for a busy pool {pool.late_99:.1f}"
    return [
        Line(what="held in a cold refresh", figure=cold.late_worst, unit="ms", target=WORST, beside=floor),
        Line(what="at the 99th percentile", figure=cold.late_99, unit="ms", target=MOST, beside=floor_99),
        Line(
            what="held by a feed of 2 MB",
            figure=large.late_worst,
            unit="ms",
            target=WORST,
            beside=f"{large.articles} articles in {large.wall[0]:.1f} s. {large.trouble}".strip(),
        ),
        Line(what="at the 99th percentile", figure=large.late_99, unit="ms", target=MOST),
    ]
