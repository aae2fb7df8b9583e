"""`python -m benchmarks.together.scheduler URL`: a scheduler that ticks when it is told.

Each line on standard input has it tick until nothing is due; it answers with how many feeds it claimed and
when, on the machine's monotonic clock, it had claimed the last.
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from typing import Final

from benchmarks.together.listening import lines
from bot import logs
from bot.queue.shared import SharedQueue
from config.settings import Role
from storage.archive import Archive
from storage.engine import database_url
from storage.model import JobKind

SCHEDULE: Final[frozenset[Role]] = frozenset({"schedule"})
POLL: Final[frozenset[JobKind]] = frozenset({"poll"})


async def serve(url: str) -> None:
    """Claim until standard input ends."""
    archive = await Archive.open(url, SharedQueue(database_url(url), SCHEDULE))
    try:
        await archive.nudge_unfinished(datetime.now(UTC), POLL)  # the first one has its statements compiled
        print("ready", flush=True)
        async for _ in lines():
            claimed, at = 0, time.perf_counter()
            while taken := await archive.nudge_unfinished(datetime.now(UTC), POLL):
                claimed, at = claimed + taken, time.perf_counter()
            print(json.dumps([claimed, at]), flush=True)
    finally:
        await archive.close()


if __name__ == "__main__":
    logs.set_up("error", "console", ())
    asyncio.run(serve(sys.argv[1]))
