"""The floor of an answer: discord.py, one command and one suggestion that are always the same."""

import asyncio
import sys

import discord
from discord import app_commands

from tests.fakes.discord_client import RealClient, pointed_to


async def _run(rest: str, gateway: str, token: str) -> None:
    client = RealClient()

    @client.tree.command(name="same", description="Always the same")
    @app_commands.rename(_="word")
    async def same(interaction: discord.Interaction, _: str) -> None:
        await interaction.response.send_message("The same.", ephemeral=True)

    @same.autocomplete("_")
    async def words(_: discord.Interaction, __: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name="The same", value="same")]

    with pointed_to(rest, gateway):
        await client.start(token)


if __name__ == "__main__":
    asyncio.run(_run(*sys.argv[1:]))
