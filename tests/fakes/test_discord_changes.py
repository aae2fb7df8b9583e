"""What changes under a bot: guilds, channels, threads, permissions, and how often it may ask."""

from datetime import timedelta

import discord
import pytest

from .discord import ChannelType, FakeDiscord, Permission
from .discord_client import online


async def test_guild_throws_the_bot_out_and_takes_it_back() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        wire = fake.channel_of(guild)
        async with online(fake) as client:
            gone = client.wait_for("guild_remove", timeout=5)
            channels = fake.remove_guild(guild)
            await gone
            with pytest.raises(discord.NotFound) as refused:
                await client.get_partial_messageable(wire.id).send("hear")
            assert refused.value.code == 10003
            back = client.wait_for("guild_join", timeout=5)
            fake.invite_again(guild, channels)
            await back
            await client.text(wire).send("hear")
        assert [(r.status, r.path) for r in fake.invalid_at(wire)] == [(404, f"/channels/{wire.id}/messages")]
        assert fake.violations == []


async def test_message_in_an_archived_thread_takes_no_edits() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        forum = fake.add_channel(guild, "stories", ChannelType.FORUM)
        async with online(fake) as client:
            channel = client.get_channel(forum.id)
            assert isinstance(channel, discord.ForumChannel)
            made = await channel.create_thread(name="Talks", content="text")
            fake.change_channel(fake.backend.world.channels[made.thread.id], archived=True)
            with pytest.raises(discord.HTTPException) as refused:
                await made.message.edit(content="more")
            assert refused.value.code == 50083
            await made.thread.edit(archived=False)
            await made.message.edit(content="more")
            fake.change_channel(fake.backend.world.channels[made.thread.id], archived=True, locked=True)
            with pytest.raises(discord.Forbidden):
                await made.thread.edit(archived=False)
        assert fake.violations == []


async def test_message_names_its_thread_as_long_as_that_is_there() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        async with online(fake) as client:
            sent = await client.text(wire).send("story")
            thread = await sent.create_thread(name="Developments")
            assert (await client.text(wire).fetch_message(sent.id)).thread == thread
            heard = client.wait_for("thread_delete", timeout=5)
            fake.delete_channel(fake.backend.world.channels[thread.id])
            await heard
            assert (await client.text(wire).fetch_message(sent.id)).thread is None
        assert fake.violations == []


async def test_reply_needs_the_permission_to_read_what_it_answers() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        async with online(fake) as client:
            sent = await client.text(wire).send("story")
            fake.deny(wire, Permission.READ_MESSAGE_HISTORY)
            with pytest.raises(discord.Forbidden) as refused:
                await sent.reply("more")
            assert refused.value.code == 160002
        assert fake.violations == []


async def test_discords_own_limits_follow_its_clock() -> None:
    async with FakeDiscord() as fake:
        fake.limits.as_discord()
        news = fake.add_channel(fake.add_guild(), "news", ChannelType.ANNOUNCEMENT)
        async with online(fake) as client:
            sent = [await client.text(news).send(str(number)) for number in range(2)]
            fake.clock.advance(timedelta(seconds=5))
            sent += [await client.text(news).send(str(number)) for number in range(2)]
            assert fake.invalid_at(news) == []
            for _ in range(48):
                fake.limits.exceeds_all()
            assert fake.limits.exceeds_all() is not None
            fake.clock.advance(timedelta(seconds=1))
            assert fake.limits.exceeds_all() is None
        assert fake.violations == []
