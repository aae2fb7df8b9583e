"""The group that the commands about actors are in."""

from discord import app_commands

actor = app_commands.Group(
    name="actor",
    description="People and organisations: who they are, how often they are named, and your own",
    guild_only=True,
)
