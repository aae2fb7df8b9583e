"""Buttons, selects and forms, used as a person does and answered by the real discord.py."""

from typing import Any

import discord
import pytest

from .discord import ChannelType, FakeDiscord, NotOffered, Upload
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


async def test_selects_bring_channels_roles_people_and_several_values() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        wire, forum = fake.channel_of(guild), fake.add_channel(guild, "topics", ChannelType.FORUM)
        desk, reader = fake.add_role(guild, "desk"), fake.add_member(guild)
        client = RealClient()
        topics = [discord.SelectOption(label=name) for name in ("world", "sport", "arts")]
        several: discord.ui.Select[Any] = discord.ui.Select(custom_id="s", options=topics, max_values=2)
        where: discord.ui.ChannelSelect[Any] = discord.ui.ChannelSelect(
            custom_id="c", channel_types=[discord.ChannelType.text]
        )
        roles: discord.ui.RoleSelect[Any] = discord.ui.RoleSelect(custom_id="r")
        whom: discord.ui.MentionableSelect[Any] = discord.ui.MentionableSelect(custom_id="m", max_values=2)
        people: discord.ui.UserSelect[Any] = discord.ui.UserSelect(custom_id="u", min_values=0)
        selects: tuple[discord.ui.Select[Any], ...] = (several, where, roles, whom, people)  # type: ignore[assignment]

        async def tell(interaction: discord.Interaction) -> None:
            named = interaction.data["custom_id"]  # type: ignore[index, typeddict-item]
            [used] = [select for select in selects if select.custom_id == named]
            words = " ".join(str(getattr(value, "name", value)) for value in used.values)
            await interaction.response.send_message(f"chosen {words}", ephemeral=True)

        for select in selects:
            select.callback = tell  # type: ignore[method-assign]
        async with online(fake, client):
            await client.text(wire).send("settings", view=view(*selects))
            [message] = fake.messages(wire)
            for custom_id, values, told in [
                ("s", ("sport", "arts"), "chosen sport arts"),
                ("c", (wire,), "chosen wire"),
                ("r", (desk,), "chosen desk"),
                ("m", (reader, desk), "chosen reader desk"),
                ("u", (), "chosen "),
            ]:
                assert (await (await fake.click(message, custom_id, *values)).answer()).content == told
            fake.delete_channel(gone := fake.add_channel(guild, "gone"))
            for custom_id, wrong in [
                ("s", ("world", "world")),
                ("s", ("world", "sport", "arts")),
                ("c", (forum,)),
                ("c", (gone,)),
                ("r", ()),
            ]:
                with pytest.raises(NotOffered):
                    await fake.click(message, custom_id, *wrong)
        assert fake.violations == []


async def test_form_of_every_field_comes_back_filled() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        wire, desk = fake.channel_of(guild), fake.add_role(guild, "desk")
        client = RealClient()
        topics = [discord.SelectOption(label=n, default=n == "arts") for n in ("world", "sport", "arts")]

        class Form(discord.ui.Modal, title="Feed"):
            """Asks for a topic, a channel, a role and a file."""

            topic: Any = discord.ui.Label(
                text="Topic", component=discord.ui.Select(custom_id="topic", options=topics)
            )
            where: Any = discord.ui.Label(
                text="Where", component=discord.ui.ChannelSelect(custom_id="where", required=False)
            )
            whom: Any = discord.ui.Label(text="Whom", component=discord.ui.RoleSelect(custom_id="whom"))
            file: Any = discord.ui.Label(text="List", component=discord.ui.FileUpload(custom_id="file"))

            async def on_submit(self, interaction: discord.Interaction) -> None:
                parts = [*self.topic.component.values]
                for label in (self.where, self.whom):
                    parts += [one.name for one in label.component.values]
                parts += [(await one.read()).decode() for one in self.file.component.values]
                await interaction.response.send_message(" ".join(parts))

        @client.tree.command(name="try", description="Try")
        async def ask(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(Form())

        async with online(fake, client):
            asked, opml = await fake.interact("try"), Upload(filename="feeds.opml", data=b"<opml/>")
            with pytest.raises(NotOffered):
                await fake.submit(asked, {"whom": desk, "file": opml, "topic": "weather"})
            with pytest.raises(NotOffered):
                await fake.submit(asked, {"whom": desk, "file": "feeds.opml"})
            sent = await fake.submit(asked, {"whom": desk, "file": opml, "where": wire})
            assert (await sent.answer()).content == "arts wire desk <opml/>"
            asked = await fake.interact("try")
            sent = await fake.submit(asked, {"whom": [desk], "file": [opml], "topic": "sport", "where": []})
            assert (await sent.answer()).content == "sport desk <opml/>"
        assert fake.violations == []


async def test_click_is_acknowledged_then_updates_and_tells_aside() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        client = RealClient()
        button: discord.ui.Button[Any] = discord.ui.Button(label="Follow", custom_id="follow")

        async def follow(interaction: discord.Interaction) -> None:
            await interaction.response.defer()
            await interaction.edit_original_response(content="followed by one")
            await interaction.followup.send("You are told by DM.", ephemeral=True)

        button.callback = follow  # type: ignore[method-assign]
        async with online(fake, client):
            await client.text(wire).send("alert", view=view(button))
            [message] = fake.messages(wire)
            pressed = await fake.click(message, "follow")
            aside = await pressed.followup()
            assert (aside.text, aside.ephemeral) == ("You are told by DM.", True)
            assert await pressed.answer() is message
            assert message.content == "followed by one"
            assert fake.messages(wire) == [message]
        assert fake.violations == []
