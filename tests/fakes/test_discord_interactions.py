"""Interactions, asked as a person's client would and answered by the real discord.py."""

import discord
import pytest
from discord import app_commands

from .discord import FakeDiscord, NotOffered, Permission
from .discord_client import RealClient, layout, online


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
