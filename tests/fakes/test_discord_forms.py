"""Buttons, selects and forms, used as a person does and answered by the real discord.py."""

from typing import Any

import discord
import pytest

from .discord import FakeDiscord, NotOffered
from .discord_client import RealClient, online, view


async def test_button_updates_its_message_and_select_brings_its_values() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        client = RealClient()
        button: discord.ui.Button[Any] = discord.ui.Button(label="Why?", custom_id="why")
        options = [discord.SelectOption(label=name) for name in ("world", "sport")]
        select: discord.ui.Select[Any] = discord.ui.Select(custom_id="topic", options=options)

        async def why(interaction: discord.Interaction) -> None:
            await interaction.response.edit_message(content="because", view=None)

        async def topic(interaction: discord.Interaction) -> None:
            await interaction.response.send_message(select.values[0], ephemeral=True)

        button.callback, select.callback = why, topic  # type: ignore[method-assign]
        async with online(fake, client):
            await client.text(fake.channel_of(guild)).send("alert", view=view(button, select))
            message = fake.messages(fake.channel_of(guild))[0]
            with pytest.raises(NotOffered):
                await fake.click(message, "topic", "weather")
            chosen = await fake.click(message, "topic", "sport")
            assert (await chosen.answer()).text == "sport"
            pressed = await fake.click(message, "why")
            assert (await pressed.answer()) is message
            assert message.text == "because"
            assert message.versions[0].content == "alert"
        assert fake.violations == []


async def test_modal_is_opened_filled_and_answered() -> None:
    async with FakeDiscord() as fake:
        fake.add_guild()
        client = RealClient()

        class Form(discord.ui.Modal, title="Feed"):
            """Asks for an address and a note."""

            url: Any = discord.ui.TextInput(label="Address", custom_id="url", min_length=5)
            note: Any = discord.ui.Label(
                text="Note", component=discord.ui.TextInput(custom_id="note", required=False)
            )

            async def on_submit(self, interaction: discord.Interaction) -> None:
                await interaction.response.send_message(f"{self.url.value} {self.note.component.value}")

        @client.tree.command(name="try", description="Try")
        async def ask(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(Form())

        async with online(fake, client):
            asked = await fake.interact("try")
            with pytest.raises(NotOffered):
                await fake.submit(asked, {"url": "x"})
            sent = await fake.submit(asked, {"url": "https://x.example", "note": "hi"})
            assert (await sent.answer()).text == "https://x.example hi"
        assert fake.violations == []
