"""Languages, installations and private places, as the real discord.py hears of them."""

import discord
import pytest
from discord import app_commands

from .discord import FakeDiscord, NotOffered, Permission
from .discord_client import RealClient, online


class Translator(app_commands.Translator):
    """Knows three words of German."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return the German word."""
        german = {"watch": "beobachten", "add": "hinzufügen", "actor": "wen"}
        return german.get(string.message) if locale is discord.Locale.german else None


def speaking_client() -> RealClient:
    """Return a client whose commands tell in what language and by whose installation they were asked."""
    client = RealClient()
    group = app_commands.Group(name="watch", description="Watched actors")

    @group.command(name="add", description="Watch an actor")
    async def add(interaction: discord.Interaction, actor: str) -> None:
        await interaction.response.send_message(f"{interaction.locale} {interaction.guild_locale} {actor}")

    @add.autocomplete("actor")
    async def actors(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{interaction.locale} {typed}", value="x")]

    @client.tree.command(name="mine", description="For whoever brings it along")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def mine(interaction: discord.Interaction) -> None:
        ours = (interaction.is_guild_integration(), interaction.is_user_integration())
        place = interaction.context.to_array(), interaction.guild_id
        button: discord.ui.View = discord.ui.View(timeout=None)
        button.add_item(discord.ui.Button(label="More", custom_id="more"))
        await interaction.response.send_message(f"{ours} {place}", ephemeral=True, view=button)
        assert interaction.app_permissions.embed_links

    @client.tree.context_menu(name="Who is in this?")
    @app_commands.allowed_installs(guilds=False, users=True)
    async def who(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.defer(ephemeral=True)
        for number in range(6):
            await interaction.followup.send(f"{message.content} {number}")

    client.tree.add_command(group)
    return client


async def test_bot_hears_the_language_of_a_person_and_of_a_guild() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild(preferred_locale="de", system_channel="lobby")
        client = speaking_client()
        await client.tree.set_translator(Translator())
        async with online(fake, client):
            [seen] = client.guilds
            assert seen.preferred_locale is discord.Locale.german
            assert seen.system_channel is not None
            assert seen.system_channel.name == "lobby"
            reader = fake.add_member(guild, locale="fr")
            asked = await fake.interact("watch add", {"actor": "x"}, user=reader)
            assert (await asked.answer()).text == "fr de x"
            asked = await fake.interact("beobachten hinzufügen", {"actor": "x"}, locale="de")
            assert (await asked.answer()).text == "de de x"
            assert asked.payload["data"]["name"] == "watch"
            typing = await fake.autocomplete("watch add", "actor", "gut", locale="uk")
            assert [choice["name"] for choice in await typing.choices()] == ["uk gut"]
            for wrong in ("beobachten hinzufügen", "watch add"):
                with pytest.raises(NotOffered):
                    await fake.interact(
                        wrong, {"actor": "x"}, locale="tlh" if wrong == "watch add" else "en-GB"
                    )
            [german] = [c["name_localizations"] for c in fake.commands if c["name"] == "watch"]
            assert german == {"de": "beobachten"}
        assert fake.violations == []


async def test_app_that_a_person_installed_works_where_the_bot_is_not() -> None:
    async with FakeDiscord() as fake:
        guild, elsewhere = fake.add_guild(), fake.add_guild("Elsewhere", with_bot=False)
        friend = fake.add_member(guild, "friend")
        private = fake.add_private_channel(guild.owner, friend)
        group = fake.add_private_channel(guild.owner, friend, fake.add_member(guild, "third"))
        async with online(fake, speaking_client()) as client:
            assert [one.id for one in client.guilds] == [guild.id]
            for asked, told in [
                (await fake.interact("mine"), f"(True, False) ([0], {guild.id})"),
                (await fake.interact("mine", installed_to="both"), f"(True, True) ([0], {guild.id})"),
                (await fake.interact("mine", guild=elsewhere), f"(False, True) ([0], {elsewhere.id})"),
                (await fake.interact("mine", channel=private, user=friend), "(False, True) ([2], None)"),
                (await fake.interact("mine", channel=group, user=friend), "(False, True) ([2], None)"),
                (
                    await fake.interact("mine", channel=fake.conversation(friend)),
                    "(False, False) ([1], None)",
                ),
            ]:
                answer = await asked.answer()
                assert answer.content == told
                pressed = await fake.click(answer, "more", user=asked.user)
                assert pressed.owners == asked.owners
            with pytest.raises(NotOffered):
                await fake.interact("watch add", {"actor": "x"}, guild=elsewhere)
            with pytest.raises(NotOffered):
                await fake.interact("mine", guild=elsewhere, installed_to="guild")
            with pytest.raises(discord.Forbidden):
                await client.http.get_channel(private.id)
        assert fake.violations == []


async def test_app_of_a_person_may_follow_up_five_times() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild("Elsewhere", with_bot=False)
        async with online(fake, speaking_client()):
            said = fake.say(fake.channel_of(guild), guild.owner, "quoted")
            asked = await fake.context_menu("Who is in this?", said)
            assert (await asked.answer()).text == "quoted 0"
            assert (await asked.followup(4)).text == "quoted 5"
            with pytest.raises(NotOffered):
                await fake.context_menu("Who is in this?", said, installed_to="guild")
        assert fake.violations == []


async def test_guild_joined_while_the_bot_runs_is_greeted_with_its_language() -> None:
    async with FakeDiscord() as fake:
        client = RealClient()
        joined: list[tuple[str, str | None]] = []

        @client.event
        async def on_guild_join(guild: discord.Guild) -> None:
            assert guild.system_channel is not None
            joined.append((str(guild.preferred_locale), guild.system_channel.name))
            await guild.system_channel.send("hello")

        async with online(fake, client):
            guild = fake.add_guild(channel="wire", system_channel="wire", preferred_locale="es-ES")
            fake.deny(fake.channel_of(guild), Permission.ATTACH_FILES)
            await fake.wait_for(lambda d: d.messages(d.channel_of(guild)), what="a greeting")
            assert joined == [("es-ES", "wire")]
        assert fake.violations == []
