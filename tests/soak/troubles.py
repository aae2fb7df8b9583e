"""Trouble with Discord, by name: armed before a life begins, or made while it is connected."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from tests.fakes.discord import FakeDiscord

Trouble = Callable[[FakeDiscord], object]

PATHS: Final = {"POST": "/channels/*/messages", "PATCH": "/channels/*/messages/*"}
WAIT: Final = 0.7
"""Seconds that a 429 asks to wait."""


def _lost(method: str, discord: FakeDiscord, *, committed: bool, reset: bool = False) -> object:
    return discord.faults.lose_answer(method, PATHS[method], committed=committed, reset=reset)


def _status(method: str, status: int, times: int, discord: FakeDiscord, *, committed: bool = False) -> object:
    return discord.faults.status(status, method, PATHS[method], times=times, committed=committed)


def _limited(method: str, scope: str, discord: FakeDiscord, *, via: bool = True) -> object:
    return discord.faults.rate_limit(method, PATHS[method], retry_after=WAIT, scope=scope, via=via, times=2)


def _garbled(method: str, discord: FakeDiscord) -> object:
    return discord.faults.garble(method, PATHS[method])


def _of(method: str) -> dict[str, Trouble]:
    return {
        f"lost answer to {method}": partial(_lost, method, committed=True),
        f"reset after {method}": partial(_lost, method, committed=True, reset=True),
        f"lost {method}": partial(_lost, method, committed=False),
        f"500 to {method}": partial(_status, method, 500, 1),
        f"500 after {method}": partial(_status, method, 500, 1, committed=True),
        f"502 to {method}": partial(_status, method, 502, 2),
        f"502 after {method}": partial(_status, method, 502, 1, committed=True),
        f"503 to {method}": partial(_status, method, 503, 3),
        f"503 after {method}": partial(_status, method, 503, 1, committed=True),
        f"504 to {method}": partial(_status, method, 504, 1),
        f"504 after {method}": partial(_status, method, 504, 1, committed=True),
        f"429 to {method}": partial(_limited, method, "user"),
        f"shared 429 to {method}": partial(_limited, method, "shared"),
        f"global 429 to {method}": partial(_limited, method, "global"),
        f"429 from the edge to {method}": partial(_limited, method, "user", via=False),
        f"garbled answer to {method}": partial(_garbled, method),
    }


BEFORE: Final[Mapping[str, Trouble]] = {
    **_of("POST"),
    **_of("PATCH"),
    "gateway refused": lambda discord: discord.faults.refuse_gateway(2),
    "gateway hangs up": lambda discord: discord.faults.refuse_gateway(1, status=None),
}
"""Armed before the life begins."""

DURING: Final[Mapping[str, Trouble]] = {
    "gateway dropped": lambda discord: discord.drop_gateway(),
    "gateway dropped, session forgotten": lambda discord: discord.drop_gateway(forget=True),
    "gateway closed with 4000": lambda discord: discord.close_gateway(4000),
    "asked to reconnect": lambda discord: discord.ask_reconnect(),
    "session invalid": lambda discord: discord.invalidate_session(resumable=False),
    "malformed event": lambda discord: discord.send_malformed(),
}
"""Made once the bot is connected."""
