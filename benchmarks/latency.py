"""From a feed's answer to Discord: how long an article takes to become an alert in a channel."""

from statistics import quantiles

from benchmarks.report import Line, missing
from benchmarks.results import Latencies
from benchmarks.stage import Stage

WINDOW = 150.0
"""Seconds of the steady state that are watched: half of the feeds are polled in them."""

MEDIAN, MOST = 2.0, 5.0
"""Seconds, at the median and at the 95th percentile."""


def measure(stage: Stage) -> list[Line]:
    """The median and the 95th percentile, beside a bare request to the same Discord."""
    took = stage.run(Latencies, "latency", folder=stage.folder("latency"), seconds=WINDOW)
    cut = quantiles(took.seconds, n=20)
    parts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in took.legs.items())
    return [
        Line(
            what="from a feed's answer to Discord, median",
            figure=cut[9],
            unit="s",
            target=MEDIAN,
            beside=f"{len(took.seconds)} alerts; a bare request {took.floor * 1000:.1f} ms; {parts}",
        ),
        Line(
            what="the same at the 95th percentile",
            figure=cut[18],
            unit="s",
            target=MOST,
            beside=f"at most {max(took.seconds):.2f}; {took.limited} times 429",
        ),
        missing("alerts", took.missing),
    ]
