"""The one port to the queue: it hides whether a nudge travels inside the transaction or after it."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.model import Job


class Nudges(Protocol):
    """Where nudges go. Each of the two is called for every transaction that has jobs; one of them acts."""

    async def within(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None:
        """Before the commit, on the deciding connection (scaled: the queue is in the same database)."""
        ...

    async def after(self, jobs: Sequence[Job]) -> None:
        """After the commit (embedded: an earlier job could miss its row)."""
        ...


class NoNudges:
    """Nobody listens: for the command line, and for tests."""

    async def within(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None:
        """Do nothing."""

    async def after(self, jobs: Sequence[Job]) -> None:
        """Do nothing."""
