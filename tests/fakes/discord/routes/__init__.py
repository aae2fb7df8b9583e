"""Discord's REST operations, a module for each resource; importing one registers its routes."""

from . import application, channels, commands, events, guilds, interactions, messages, threads, webhooks

__all__ = [
    "application",
    "channels",
    "commands",
    "events",
    "guilds",
    "interactions",
    "messages",
    "threads",
    "webhooks",
]
