"""The floor of a cold refresh: two processes that parse with feedparser and do nothing else."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO

from benchmarks.measuring import Spent, watching_loop
from benchmarks.results import Sweeps
from benchmarks.wire import document


def run(*, feeds: int, edition: int = 0, bare: bool = True, watched: bool = False) -> Sweeps:
    """Parse each feed's document once; where not `bare`, without feedparser's sanitiser and link resolver."""
    return asyncio.run(_run(feeds, edition, bare, watched))


async def _run(feeds: int, edition: int, bare: bool, watched: bool) -> Sweeps:
    bodies = [document(feed, edition) for feed in range(feeds)]
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        await asyncio.gather(*(loop.run_in_executor(pool, _parse, bodies[0], bare) for _ in range(4)))
        async with watching_loop() as late:
            if not watched:
                late.stop()
            before = Spent.now()
            await asyncio.gather(*(loop.run_in_executor(pool, _parse, body, bare) for body in bodies))
            spent = Spent.now().since(before)
    return Sweeps(
        wall=[spent.wall],
        own=[spent.own],
        workers=[spent.workers],
        late_99=late.at(0.99),
        late_worst=late.worst,
        late_own=late.own_worst,
    )


def _parse(body: bytes, bare: bool) -> int:
    import feedparser

    if bare:
        return len(feedparser.parse(BytesIO(body)).entries)
    return len(feedparser.parse(BytesIO(body), resolve_relative_uris=False, sanitize_html=False).entries)
