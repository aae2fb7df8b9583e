"""Announcements, threads, forum posts, direct conversations, used by the real discord.py."""

import discord
import pytest

from .discord import ChannelType, FakeDiscord, Permission
from .discord_client import online


async def test_announcement_is_published_once() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        news = fake.add_channel(guild, "news", ChannelType.ANNOUNCEMENT)
        async with online(fake) as client:
            sent = await client.text(news).send("hear")
            await sent.publish()
            with pytest.raises(discord.HTTPException) as refused:
                await sent.publish()
            assert refused.value.code == 40033
        assert fake.violations == []


async def test_thread_is_started_on_a_message_and_written_in() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        async with online(fake) as client:
            sent = await client.text(wire).send("story")
            thread = await sent.create_thread(name="Developments")
            await thread.send("more")
            assert (thread.id, [m.content for m in fake.messages(thread.id)]) == (sent.id, ["more"])
            fake.deny(wire, Permission.SEND_MESSAGES_IN_THREADS)
            with pytest.raises(discord.Forbidden):
                await thread.send("again")
        assert fake.violations == []


async def test_forum_post_is_opened_with_its_tag_and_listed() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        forum = fake.add_channel(guild, "stories", ChannelType.FORUM, tags=("politics",), requires_tag=True)
        async with online(fake) as client:
            channel = client.get_channel(forum.id)
            assert isinstance(channel, discord.ForumChannel)
            with pytest.raises(discord.HTTPException) as refused:
                await channel.create_thread(name="Untagged", content="text")
            assert refused.value.code == 40067
            made = await channel.create_thread(
                name="Talks", content="text", applied_tags=channel.available_tags
            )
            assert [thread.name for thread in await channel.guild.active_threads()] == ["Talks"]
            await made.thread.edit(archived=True)
            assert [thread.name async for thread in channel.archived_threads()] == ["Talks"]
        assert [m.content for m in fake.messages(made.thread.id)] == ["text"]
        assert fake.violations == []


async def test_owner_is_written_to_directly_unless_closed() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        shut = fake.add_member(guild, "shut", accepts_dms=False)
        async with online(fake) as client:
            owner = (await client.application_info()).owner
            await owner.send("a feed is down")
            assert [m.content for m in fake.messages(fake.conversation(fake.backend.world.owner))] == [
                "a feed is down"
            ]
            with pytest.raises(discord.Forbidden) as refused:
                await (await client.fetch_user(shut.id)).send("hello")
            assert refused.value.code == 50007
        assert fake.violations == []
