"""Warm: nothing is new, every feed answers 304, and that is written down."""

from benchmarks.report import Line, missing
from benchmarks.results import Refresh, Sweeps
from benchmarks.stage import AT_ONCE, SAMPLE, Stage
from benchmarks.wire import FEEDS

ROUNDS = 5


def measure(stage: Stage) -> list[Line]:
    """CPU beside the floor's and the peer's, the best of some rounds each; the main process's memory."""
    database = stage.folder("warm", copy_of=stage.ours.folder)
    stage.serve()
    floors = [_floor(stage)]
    ours = stage.run(
        Refresh, "ours", folder=database, port=stage.port, feeds=list(range(FEEDS)), rounds=ROUNDS, days=3
    )
    floors.append(_floor(stage))
    peer = stage.run(
        Sweeps, "peer_reader", folder=stage.reader_database, port=stage.port, feeds=SAMPLE, rounds=ROUNDS
    )
    floor = min(floors) / FEEDS * 1000
    own = min(main + workers for main, workers in zip(ours.own, ours.workers, strict=True)) / FEEDS * 1000
    others = min(peer.own) / SAMPLE * 1000
    return [
        Line(
            what="CPU of a warm refresh",
            figure=own / floor,
            unit="× floor",
            target=2,
            beside=f"{own:.2f} ms a feed; bare aiohttp {floor:.2f}; reader {others:.2f} "
            f"({others / floor:.1f} ×, on {SAMPLE} feeds)",
        ),
        Line(
            what="main process, all imported",
            figure=ours.rss,
            unit="MB",
            target=130,
            beside=f"resident; {ours.pss:.0f} MB of its own share (PSS)",
        ),
        missing("feeds in order", FEEDS - ours.read, ours.trouble),
    ]


def _floor(stage: Stage) -> float:
    floor = stage.run(Sweeps, "floor", port=stage.port, feeds=FEEDS, rounds=ROUNDS, at_once=AT_ONCE)
    return min(floor.own)
