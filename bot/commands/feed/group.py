"""The group of the commands about feeds."""

from typing import Final

from discord import app_commands

MOST_FEEDS: Final = 500
"""What one server may read and pause."""

feed: Final = app_commands.Group(name="feed", description="What this server reads", guild_only=True)
