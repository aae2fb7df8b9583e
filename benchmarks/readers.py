"""Readers: what an article takes from its row to its story, PostgreSQL and the queue included."""

from benchmarks.report import Line, missing
from benchmarks.stage import Stage
from benchmarks.together.results import Read

ARTICLES = 600
RUNS = 2
LONGEST = 600.0

RISE = 1.15
"""How much more CPU an article may take with two readers than with one."""

QUEUE = 3.0
"""Milliseconds of CPU that the queue may take for an article."""


def measure(stage: Stage) -> list[Line]:
    """The queue in memory and the shared one on the same articles, then two readers; the best of two runs."""
    runs = [
        [_read(stage, 1, "memory"), _read(stage, 1, "shared"), _read(stage, 2, "shared")] for _ in range(RUNS)
    ]
    memory, one, two = (min(each, key=lambda read: read.each) for each in zip(*runs, strict=True))
    return [
        Line(
            what="CPU of the queue for an article, PostgreSQL included",
            figure=one.each - memory.each,
            unit="ms",
            target=QUEUE,
            beside=f"queue in memory {memory.each:.1f} ms an article, of which PostgreSQL"
            f" {memory.postgresql:.1f}; shared {one.each:.1f}, {one.postgresql:.1f}",
        ),
        Line(
            what="CPU of an article with two readers, beside one",
            figure=two.each / one.each,
            unit="×",
            target=RISE,
            beside=f"{two.each:.1f} and {one.each:.1f} ms, of which PostgreSQL"
            f" {two.postgresql:.1f} and {one.postgresql:.1f}",
        ),
        Line(
            what="an article holds the stories' lock",
            figure=one.lock,
            unit="ms",
            beside=f"with two readers {two.lock:.1f} ms; {one.articles / one.seconds:.0f} articles a second"
            f" with one, {two.articles / two.seconds:.0f} with two",
        ),
        missing("articles not read", sum(read.unread for each in runs for read in each)),
    ]


def _read(stage: Stage, readers: int, queue: str) -> Read:
    return stage.run(Read, "readers", longest=LONGEST, articles=ARTICLES, readers=readers, queue=queue)
