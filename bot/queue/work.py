"""What a queue runs: a handler for each kind of work, so many side by side, by roles."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from config.settings import Role
from storage.model import JobKind, Shards
from storage.queue import Nudges

Handler = Callable[[str], Awaitable[object]]
"""Does the work that a row's id names; may run twice, and decides nothing itself."""

Handlers = Mapping[JobKind, Handler]

LIMITS: Mapping[JobKind, int] = {
    "poll": 32,
    "page": 24,
    "read": 4,
    "mend": 2,
    "publish": 2,
    "notice": 2,
    "hub": 2,
    "deliver": 64,
}
"""How many of each a process runs at once; workers, hosts and Discord bound them further.

Delivering mostly waits: channels that do not answer must leave room for those that do.
"""

WORK: Mapping[Role, tuple[JobKind, ...]] = {
    "schedule": (),
    "poll": ("poll", "page", "hub"),
    "read": ("read", "mend", "publish", "notice"),
    "bot": ("deliver",),
}
"""What each role does of what is queued; the scheduler alone asks for what is due."""

GRACE = 2.0
"""Seconds for running handlers when the process ends; their rows do the rest."""


class Queue(Nudges, Protocol):
    """Takes nudges and runs what they are about."""

    async def install(self) -> None:
        """Make ready what it is kept in, before the first nudge; several processes may do so at once."""
        ...

    def hold(self, shards: Shards) -> None:
        """From now on this process speaks for the guilds of these shards, and for no others."""
        ...

    async def run(self, handlers: Handlers) -> None:
        """Run until `stop`; an unexpected end of the queue is logged and the queue started anew."""
        ...

    def stop(self) -> None:
        """Take no further jobs; `run` returns when the running ones are done."""
        ...

    async def crowded(self) -> frozenset[JobKind]:
        """Kinds of which so much is under way that more would only wait."""
        ...

    async def lost(self) -> bool:
        """Whether all that was in it was lost since anybody asked last; what was taken from it, too."""
        ...

    async def trim(self) -> None:
        """Forget what the queue keeps of work that was done, which otherwise grows without end."""
        ...

    @property
    def grace(self) -> float:
        """Seconds that running handlers have left since `stop`."""
        ...
