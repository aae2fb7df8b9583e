"""Readers: what an article takes from its row to its story, PostgreSQL and the queue included."""

from statistics import median

from benchmarks.report import Line, missing
from benchmarks.stage import Stage
from benchmarks.together.results import Read

ARTICLES = 400
RUNS = 3
LONGEST = 600.0

RISE = 1.15
"""How much more CPU an article may take with two readers than with one."""

QUEUE = 3.0
"""Milliseconds of CPU that the queue may take for an article."""


def measure(stage: Stage) -> list[Line]:
    """The queue in memory and the shared one on the same articles, then two readers, in turns.

    What is compared is compared within a turn, as the machine is not equally quick at all times; what is
    shown is the middle of the turns.
    """
    runs = [
        [
            _read(stage, 1, "memory"),
            _read(stage, 1, "shared"),
            _read(stage, 2, "shared"),
            _read(stage, 2, "shared", heaped=True),
        ]
        for _ in range(RUNS)
    ]
    queue = sorted(one.each - memory.each for memory, one, _, _ in runs)
    rise = sorted(two.each / one.each for _, one, two, _ in runs)
    heap = sorted(heaped.each / one.each for _, one, _, heaped in runs)
    memory, one, two, heaped = (
        sorted(each, key=lambda read: read.each)[RUNS // 2] for each in zip(*runs, strict=True)
    )
    return [
        Line(
            what="CPU of the queue for an article, PostgreSQL included",
            figure=median(queue),
            unit="ms",
            target=QUEUE,
            beside=f"{queue[0]:.1f} to {queue[-1]:.1f}; queue in memory {memory.each:.1f} ms an article,"
            f" of which PostgreSQL {memory.postgresql:.1f}; shared {one.each:.1f}, {one.postgresql:.1f}",
        ),
        Line(
            what="CPU of an article with two readers, beside one",
            figure=median(rise),
            unit="×",
            target=RISE,
            beside=f"{rise[0]:.2f} to {rise[-1]:.2f}; {two.each:.1f} and {one.each:.1f} ms,"
            f" of which PostgreSQL {two.postgresql:.1f} and {one.postgresql:.1f}",
        ),
        Line(
            what="the same where all reports of a story come at once",
            figure=median(heap),
            unit="×",
            beside=f"{heap[0]:.2f} to {heap[-1]:.2f}; {heaped.each:.1f} ms: who comes second computes anew",
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


def _read(stage: Stage, readers: int, queue: str, *, heaped: bool = False) -> Read:
    given = {"articles": ARTICLES, "readers": readers, "queue": queue, "heaped": heaped}
    return stage.run(Read, "readers", longest=LONGEST, **given)
