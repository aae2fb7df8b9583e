"""Steady: each of the feeds has one item more."""

from benchmarks.report import Line, missing
from benchmarks.results import Refresh, Sweeps
from benchmarks.stage import RUNS, SAMPLE, Stage
from benchmarks.wire import FEEDS


def measure(stage: Stage) -> list[Line]:
    """CPU of the parsing beside feedparser's on whole documents; CPU of it all beside the peer's."""
    before, whole = stage.ours.refresh.articles, stage.bare_pool.workers[0] / FEEDS * 1000
    _ = stage.reader_database
    stage.serve(edition=1)
    runs = [(_ours(stage), _reader(stage)) for _ in range(RUNS)]
    ours = min((mine for mine, _ in runs), key=lambda run: run.own[0] + run.workers[0])
    parsing = min(mine.workers[0] for mine, _ in runs) / FEEDS * 1000
    own = (ours.own[0] + ours.workers[0]) / FEEDS * 1000
    others = min(theirs.own[0] for _, theirs in runs) / SAMPLE * 1000
    return [
        Line(
            what="CPU of parsing what is new",
            figure=parsing / whole,
            unit="× feedparser",
            target=1 / 8,
            beside=f"{parsing:.2f} ms a feed; feedparser on whole documents {whole:.1f}",
        ),
        Line(
            what="CPU of the whole refresh",
            figure=own / others,
            unit="× reader",
            target=1 / 4,
            beside=f"{own:.2f} ms a feed; reader {others:.1f} (on {SAMPLE} feeds)",
        ),
        missing("feeds in order", FEEDS - ours.read, ours.trouble),
        missing("new articles", FEEDS - (ours.articles - before)),
    ]


def _ours(stage: Stage) -> Refresh:
    folder = stage.folder("steady", copy_of=stage.ours.folder)
    return stage.run(Refresh, "ours", folder=folder, port=stage.port, feeds=list(range(FEEDS)), days=3)


def _reader(stage: Stage) -> Sweeps:
    folder = stage.folder("steady-reader", copy_of=stage.reader_database)
    return stage.run(Sweeps, "peer_reader", folder=folder, port=stage.port, feeds=SAMPLE, rounds=1)
