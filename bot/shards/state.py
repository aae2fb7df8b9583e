"""How a process stands with Discord's gateway."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True, slots=True)
class GatewayState:
    """So many shards are held (None before that is settled), and so many of them connected and told of their
    guilds, which are so many; `latency` is that of the slowest heartbeat, in seconds, where one is known."""

    held: int | None
    connected: int
    guilds: int
    latency: float | None

    @property
    def is_connected(self) -> bool:
        """Whether all that is held is connected: a spare process, which holds nothing, is not waited for."""
        return self.held is not None and self.connected == self.held


class Gateway(Protocol):
    """Who is connected with Discord."""

    def state(self) -> GatewayState:
        """How it stands at the moment."""
        ...
