"""A connection of asyncpg's that can be cancelled within many rows."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

import asyncpg


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """As asyncpg's, but where sending many rows is cancelled, it is cut.

    asyncpg stops sending there, between two rows, and awaits PostgreSQL's answer, which awaits the rest.
    """

    async def executemany(self, command: str, args: Iterable[Sequence[Any]], **how: Any) -> None:
        """Execute the command once per row of arguments."""
        sending = asyncio.ensure_future(super().executemany(command, args, **how))
        try:
            await asyncio.shield(sending)
        except asyncio.CancelledError:
            self.terminate()
            sending.cancel()  # from waiting until there is room for more
            await asyncio.gather(sending, return_exceptions=True)
            raise
