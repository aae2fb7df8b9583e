"""A connection of asyncpg's on which sending many rows ends, whatever becomes of it."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

import asyncpg


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """As asyncpg's, but for two ways in which it waits for ever between two of many rows.

    Cancelled there, it stops sending and awaits PostgreSQL's answer, which awaits the rest: here it is cut.
    Lost there, it waits until there is room for more: here it is told that there is, and fails.
    """

    async def executemany(self, command: str, args: Iterable[Sequence[Any]], **how: Any) -> None:
        """Execute the command once per row of arguments."""
        protocol = self._protocol

        def is_lost(_: Any) -> None:
            protocol.resume_writing()

        self.add_termination_listener(is_lost)
        sending = asyncio.ensure_future(super().executemany(command, args, **how))
        try:
            await asyncio.shield(sending)
        except asyncio.CancelledError:
            self.terminate()
            sending.cancel()  # from waiting until there is room for more
            await asyncio.gather(sending, return_exceptions=True)
            raise
        finally:
            self.remove_termination_listener(is_lost)
