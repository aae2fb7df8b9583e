"""Slash commands, a module per group."""

from typing import Any

from discord import app_commands

from bot.commands.actor import actor
from bot.commands.digest import digest
from bot.commands.feed import feed
from bot.commands.status import status
from bot.commands.summary import summary
from bot.commands.watch import watch

GROUPS: tuple[app_commands.Group | app_commands.Command[Any, ..., Any], ...] = (
    digest,
    summary,
    watch,
    actor,
    feed,
    status,
)
