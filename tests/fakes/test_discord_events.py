"""Scheduled events, made and changed by the real discord.py."""

from datetime import timedelta

import discord
import pytest

from .discord import FakeDiscord, Guild, Permission
from .discord_client import RealClient, online

DAY = timedelta(days=1)


async def schedule(client: RealClient, guild: Guild, name: str = "Summit") -> discord.ScheduledEvent:
    """Schedule two hours of an event outside Discord for tomorrow."""
    seen = client.get_guild(guild.id)
    assert seen is not None
    start = discord.utils.utcnow() + DAY
    return await seen.create_scheduled_event(
        name=name,
        start_time=start,
        end_time=start + timedelta(hours=2),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="Geneva",
    )


async def test_event_is_scheduled_changed_and_taken_back() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        async with online(fake) as client:
            event = await schedule(client, guild)
            seen = client.get_guild(guild.id)
            assert seen is not None
            assert [e.name for e in await seen.fetch_scheduled_events()] == ["Summit"]
            assert guild.events[event.id]["entity_metadata"] == {"location": "Geneva"}
            await event.edit(name="Talks", location="Vienna")
            assert (guild.events[event.id]["name"], event.location) == ("Talks", "Geneva")
            await event.cancel()
            with pytest.raises(discord.HTTPException) as refused:
                await event.edit(name="Again")
            assert refused.value.code == 180000
            await event.delete()
            assert guild.events == {}
        assert fake.violations == []


async def test_events_need_permission_and_are_a_hundred_at_most() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        async with online(fake) as client:
            event = await schedule(client, guild)
            for number in range(99):
                guild.events[number] = {**guild.events[event.id], "id": str(number)}
            with pytest.raises(discord.HTTPException) as refused:
                await schedule(client, guild)
            assert refused.value.code == 30038
            guild.events[event.id]["creator_id"] = str(guild.owner.id)
            fake.set_guild_permissions(guild, guild.bot_permissions & ~Permission.MANAGE_EVENTS)
            with pytest.raises(discord.Forbidden):
                await event.delete()
            fake.set_guild_permissions(guild, guild.bot_permissions & ~Permission.CREATE_EVENTS)
            with pytest.raises(discord.Forbidden):
                await schedule(client, guild)
        assert fake.violations == []


async def test_event_in_the_past_is_refused() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        async with online(fake) as client:
            event = await schedule(client, guild)
            fake.clock.advance(2 * DAY)
            with pytest.raises(discord.HTTPException):
                await schedule(client, guild, "Yesterday's")
            await event.edit(description="A word on what is past")
        assert [v.kind for v in fake.violations] == ["invalid request"]
