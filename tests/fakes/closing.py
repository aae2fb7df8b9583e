"""Closing what a test opened, to the last thread."""

import asyncio
import threading

from storage.archive import Archive

PATIENCE = 5.0


async def close(archive: Archive) -> None:
    """Close it, and wait for SQLite's threads.

    One of a transaction that was cut off may still have to answer, to a loop that another test follows.
    """
    await archive.close()
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, PATIENCE)
