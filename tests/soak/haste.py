"""Processes that wait for each other a fifth of the usual time, which would be most of a test."""

from datetime import timedelta
from functools import partial
from importlib import import_module
from typing import Final

HASTE: Final = 5

WAITS: Final = (
    ("bot.presence", "BEAT"),
    ("bot.queue.lane", "HEARTBEAT"),
    ("bot.shards.keeping", "GLANCE"),
    ("bot.shards.leased", "BEAT"),
    ("bot.shards.leased", "LEASE"),
    ("bot.shards.leased", "MARGIN"),
    ("bot.shards.line", "GOODBYE"),
    ("storage.processes", "SILENCE"),
    ("storage.shards", "LEASE"),
    ("storage.shards", "SILENCE"),
)
"""Where the product keeps how long it waits: module and name."""


def hurry() -> None:
    """Let this process, which is to run the bot, be so hasty."""
    from bot.shards import choosing
    from bot.shards.holding import APART
    from bot.shards.leased import Leased

    for module, name in WAITS:
        held = import_module(module)
        wait: timedelta | float = getattr(held, name)
        setattr(held, name, wait / HASTE)
    choosing.Leased = partial(Leased, apart=APART / HASTE)  # type: ignore[attr-defined,assignment]
