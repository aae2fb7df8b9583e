"""How a process stands with Discord's gateway."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True, slots=True)
class GatewayState:
    """So many shards are held (None before that is settled), and so many of them connected and told of their
    guilds, which are so many; `latency` is that of the slowest heartbeat, in seconds, where one is known.
    `lacking`: it holds none though a share is its own."""

    held: int | None
    connected: int
    guilds: int
    latency: float | None
    lacking: bool = False

    @property
    def is_connected(self) -> bool:
        """Whether all that is held is connected, and it is not lacking: a spare process waits for nothing."""
        return self.held is not None and self.connected == self.held and not self.lacking


class Gateway(Protocol):
    """Who is connected with Discord."""

    def state(self) -> GatewayState:
        """How it stands at the moment."""
        ...
