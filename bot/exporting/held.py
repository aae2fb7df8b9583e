"""What a server has settled: what a file says of each row, beside the row itself."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.exporting.model import Server, ServerActor, ServerDigest, ServerFeed, ServerFile, ServerWatch
from storage.model import AddedActor, Subscription
from summarise.model import DigestPlan, Watch

R = TypeVar("R")
S = TypeVar("S")


@dataclass(frozen=True, kw_only=True, slots=True)
class Row(Generic[R, S]):
    """A row of the archive, and what a file says of it."""

    row: R
    said: S


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """Every row that a file can say; `left` are sentences about those that none can."""

    server: Server
    feed: tuple[Row[Subscription, ServerFeed], ...] = ()
    actor: tuple[Row[AddedActor, ServerActor], ...] = ()
    watch: tuple[Row[Watch, ServerWatch], ...] = ()
    digest: tuple[Row[DigestPlan, ServerDigest], ...] = ()
    left: tuple[str, ...] = ()

    @property
    def file(self) -> ServerFile:
        """All of it as a file."""
        return ServerFile(
            server=self.server,
            feed=tuple(one.said for one in self.feed),
            actor=tuple(one.said for one in self.actor),
            watch=tuple(one.said for one in self.watch),
            digest=tuple(one.said for one in self.digest),
        )
