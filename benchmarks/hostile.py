"""Feeds that mean harm, and servers that hang: bounded in memory and time, and without harm to others."""

from benchmarks.report import Line, missing
from benchmarks.results import Refresh
from benchmarks.stage import Stage
from benchmarks.wire import FEEDS

DEADLINE = 3.0
"""Seconds for a fetch here: the real setting is larger, and only takes longer to watch."""

TO_SAVE = 0.25
"""Seconds after the last deadline in which its failure is saved."""

HUNG = 20
"""One host in so many hangs: 5%."""


def measure(stage: Stage) -> list[Line]:
    """A gzip bomb, a slow drip, and hosts that never answer."""
    return [*_bomb(stage), *_drip(stage), *_hung(stage)]


def _bomb(stage: Stage) -> list[Line]:
    stage.serve(bomb=[0])
    bomb = stage.run(Refresh, "ours", folder=stage.folder("bomb"), port=stage.port, feeds=[0])
    return [
        Line(
            what="memory for 1 MB of gzip that holds 1 GB",
            figure=bomb.extra,
            unit="MB",
            target=32,
            beside=f"recorded: {bomb.trouble}",
        ),
        missing("errors recorded", 1 - bool(bomb.failing and bomb.trouble)),
    ]


def _drip(stage: Stage) -> list[Line]:
    stage.serve(drip=[0])
    drip = stage.run(
        Refresh, "ours", folder=stage.folder("drip"), port=stage.port, feeds=[0], deadline=DEADLINE
    )
    return [
        Line(
            what="a byte at a time, against a deadline",
            figure=drip.wall[0],
            unit="s",
            target=DEADLINE + TO_SAVE,
            beside=f"deadline {DEADLINE:g} s, the sweep around it included; recorded: {drip.trouble}",
        ),
        missing("errors recorded", 1 - bool(drip.failing and drip.trouble)),
    ]


def _hung(stage: Stage) -> list[Line]:
    stage.serve()
    well = _warm(stage)
    hung = list(range(0, FEEDS, HUNG))
    stage.serve(hung=hung)
    ill = _warm(stage)
    stage.serve()
    added = ill.wall[0] - well.wall[0]
    return [
        Line(
            what=f"{len(hung)} of {FEEDS:,} hosts hang",
            figure=added,
            unit="s more",
            target=DEADLINE + TO_SAVE,
            beside=f"a warm sweep took {well.wall[0]:.1f} s, with them {ill.wall[0]:.1f} s; "
            f"one deadline is {DEADLINE:g} s",
        ),
        missing("other feeds in order", FEEDS - len(hung) - ill.read),
        missing("errors recorded", len(hung) - ill.failing),
    ]


def _warm(stage: Stage) -> Refresh:
    folder = stage.folder("hung", copy_of=stage.ours.folder)
    feeds = list(range(FEEDS))
    return stage.run(Refresh, "ours", folder=folder, port=stage.port, feeds=feeds, days=3, deadline=DEADLINE)
