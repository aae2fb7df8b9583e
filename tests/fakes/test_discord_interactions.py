"""Interactions, asked as a person's client would and answered by the real discord.py."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from discord import app_commands

from .discord import FakeDiscord, NotOffered, Permission, Unanswered
from .discord_client import RealClient, layout, online, view


def client_with_watch() -> RealClient:
    """Return a client with `/watch add`, which has autocomplete, and `/watch role`, which resolves."""
    client = RealClient()
    group = app_commands.Group(
        name="watch", description="Watched actors", default_permissions=discord.Permissions(manage_guild=True)
    )

    @group.command(name="add", description="Watch an actor")
    async def add(
        interaction: discord.Interaction, actor: str, most: app_commands.Range[int, 1, 5] = 3
    ) -> None:
        await interaction.response.send_message(f"{actor} {most}", ephemeral=True)

    @add.autocomplete("actor")
    async def actors(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"António {typed}", value="antonio-guterres")]

    @group.command(name="role", description="Ping a role")
    async def role(
        interaction: discord.Interaction, role: discord.Role, where: discord.TextChannel, who: discord.Member
    ) -> None:
        await interaction.response.send_message(f"{role.name} {where.name} {who.name}")

    client.tree.add_command(group)
    return client


async def test_slash_command_is_answered() -> None:
    async with FakeDiscord() as fake:
        fake.add_guild()
        async with online(fake, client_with_watch()):
            asked = await fake.interact("watch add", {"actor": "putin", "most": 5})
            answer = await asked.answer()
            assert (answer.content, answer.ephemeral) == ("putin 5", True)
            assert fake.messages(asked.channel) == []
        assert fake.violations == []


async def test_users_roles_and_channels_are_resolved() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        role, reader = fake.add_role(guild, "desk"), fake.add_member(guild, "reader")
        options = {"role": role, "where": fake.channel_of(guild), "who": reader}
        async with online(fake, client_with_watch()):
            asked = await fake.interact("watch role", options)
            assert (await asked.answer()).content == "desk wire reader"
        assert fake.violations == []


async def test_autocomplete_gets_its_choices() -> None:
    async with FakeDiscord() as fake:
        fake.add_guild()
        async with online(fake, client_with_watch()):
            asked = await fake.autocomplete("watch add", "actor", "gut")
            assert await asked.choices() == [{"name": "António gut", "value": "antonio-guterres"}]
        assert fake.violations == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("watch add", {}),
        ("watch add", {"actor": "x", "most": 6}),
        ("watch add", {"actor": 1}),
        ("watch add", {"actor": "x", "unknown": 1}),
        ("watch", {}),
        ("watch drop", {}),
        ("nothing", {}),
    ],
)
async def test_what_a_person_could_not_type_is_not_sent(name: str, options: dict[str, object]) -> None:
    async with FakeDiscord() as fake:
        fake.add_guild()
        async with online(fake, client_with_watch()):
            with pytest.raises(NotOffered):
                await fake.interact(name, options)


async def test_command_is_hidden_from_a_member_without_its_permission() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        reader = fake.add_member(guild)
        async with online(fake, client_with_watch()):
            with pytest.raises(NotOffered):
                await fake.interact("watch add", {"actor": "x"}, user=reader)
            asked = await fake.interact(
                "watch add", {"actor": "x"}, user=reader, permissions=Permission.MANAGE_GUILD
            )
            await asked.answer()


async def test_deferred_answer_is_filled_by_an_edit_and_followed_up() -> None:
    async with FakeDiscord() as fake:
        fake.add_guild()
        client = RealClient()

        @client.tree.command(name="try", description="Try")
        async def slow(interaction: discord.Interaction) -> None:
            await interaction.response.defer(ephemeral=True)
            await interaction.edit_original_response(content="done")
            await interaction.followup.send("more", ephemeral=True)

        async with online(fake, client):
            asked = await fake.interact("try")
            assert (await asked.responded()).deferred
            assert (await asked.answer()).text == "done"
            assert (await asked.followup()).text == "more"
            assert asked.ephemeral
        assert fake.violations == []


async def test_first_followup_takes_the_place_of_a_deferral() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        client = RealClient()

        @client.tree.command(name="try", description="Try")
        async def slow(interaction: discord.Interaction) -> None:
            await interaction.response.defer()
            await interaction.followup.send(view=layout(discord.ui.TextDisplay("here it is")))

        async with online(fake, client):
            asked = await fake.interact("try")
            answer = await asked.answer()
            assert answer.v2
            assert asked.followups == []
            assert fake.messages(fake.channel_of(guild)) == [answer]
        assert fake.violations == []


async def test_command_works_in_a_direct_conversation() -> None:
    async with FakeDiscord() as fake:
        fake.add_guild()
        client = RealClient()

        @client.tree.command(name="try", description="Try")
        async def hello(interaction: discord.Interaction) -> None:
            await interaction.response.send_message(f"guild {interaction.guild_id}")

        async with online(fake, client):
            owner = fake.backend.world.owner
            asked = await fake.interact("try", channel=fake.conversation(owner), user=owner)
            assert (await asked.answer()).text == "guild None"
        assert fake.violations == []


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


async def test_context_menus_bring_their_target() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        reader = fake.add_member(guild, "reader")
        client = RealClient()

        @client.tree.context_menu(name="Summarise")
        async def summarise(interaction: discord.Interaction, message: discord.Message) -> None:
            await interaction.response.send_message(f"of {message.content}")

        @client.tree.context_menu(name="Watches of")
        async def watches(interaction: discord.Interaction, member: discord.Member) -> None:
            await interaction.response.send_message(f"of {member.name}")

        async with online(fake, client):
            said = fake.say(fake.channel_of(guild), reader, "long text")
            assert (await (await fake.context_menu("Summarise", said)).answer()).text == "of long text"
            assert (await (await fake.context_menu("Watches of", reader)).answer()).text == "of reader"
        assert fake.violations == []


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
