"""Answers that come late, twice or never."""

from datetime import timedelta
from typing import Any

import discord
import pytest

from .discord import FakeDiscord, Unanswered
from .discord_client import RealClient, online


async def test_silence_is_a_violation() -> None:
    async with FakeDiscord(answer_within=0.05) as fake:
        fake.add_guild()
        client = RealClient()

        @client.tree.command(name="try", description="Try")
        async def silent(interaction: discord.Interaction) -> None:
            """Answer nothing."""

        async with online(fake, client):
            asked = await fake.interact("try")
            with pytest.raises(Unanswered):
                await asked.responded(0.1)
        assert [violation.kind for violation in fake.violations] == ["unanswered"]


async def test_late_double_and_expired_answers_are_refused() -> None:
    async with FakeDiscord() as fake:
        fake.add_guild()
        client = RealClient()
        codes: list[int] = []

        async def code_of(sending: Any) -> None:
            try:
                await sending
            except discord.HTTPException as error:
                codes.append(error.code)

        @client.tree.command(description="Try")
        async def late(interaction: discord.Interaction) -> None:
            fake.clock.advance(timedelta(seconds=4))
            await code_of(interaction.response.send_message("too late"))

        @client.tree.command(description="Try")
        async def double(interaction: discord.Interaction) -> None:
            again = discord.InteractionResponse(interaction)
            await interaction.response.send_message("once")
            await code_of(again.send_message("twice"))

        @client.tree.command(description="Try")
        async def expired(interaction: discord.Interaction) -> None:
            await interaction.response.defer()
            fake.clock.advance(timedelta(minutes=16))
            await code_of(interaction.followup.send("much too late"))

        async with online(fake, client):
            for name in ("late", "double", "expired"):
                await fake.interact(name)
                done = len(codes)
                await fake.wait_for(lambda d, done=done: len(codes) > done or d.violations[done:])  # type: ignore[misc]
            await fake.wait_for(lambda d: len(d.violations) == 3)
        assert codes == [10062, 40060, 50027]
        kinds = [violation.kind for violation in fake.violations]
        assert kinds == ["unanswered", "double answer", "expired token"]
