"""The floor of a start: discord.py and SQLAlchemy, a connection to the database, and the guilds known."""

import asyncio
import sys

import discord
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from tests.fakes.discord_client import RealClient, pointed_to


async def _run(rest: str, gateway: str, token: str, database: str) -> None:
    engine, client = create_async_engine(f"sqlite+aiosqlite:///{database}"), RealClient()

    @client.event
    async def on_ready() -> None:
        while any(guild.unavailable for guild in client.guilds):  # noqa: ASYNC110 - told one by one
            await asyncio.sleep(0.01)
        print(sum(not guild.unavailable for guild in client.guilds), flush=True)

    async with engine.connect() as connection:
        await connection.execute(sa.text("SELECT max(id) FROM article"))
        with pointed_to(rest, gateway):
            await client.start(token)


if __name__ == "__main__":
    discord.utils.setup_logging(level=40)
    asyncio.run(_run(*sys.argv[1:]))
