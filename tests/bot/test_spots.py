"""Where messages to a channel of wirewatch.toml go, by what it is on Discord."""

from bot.spots import Spot, spot_of
from tests.bot.asking import guild, wire
from tests.bot.conftest import Bot
from tests.fakes.discord import ChannelType


async def test_channel_is_a_target_by_its_kind(bot: Bot) -> None:
    home = guild(bot)
    news = bot.discord.add_channel(home, "news", ChannelType.ANNOUNCEMENT)
    forum = bot.discord.add_channel(home, "events", ChannelType.FORUM, tags=("War", "Peace"))
    owner = bot.discord.add_member(home)
    thread = bot.discord.add_thread(wire(bot), "talk", owner)
    tags = {tag.name: str(tag.id) for tag in forum.tags}
    for channel, target in ((wire(bot), "channel"), (news, "channel"), (forum, "forum"), (thread, "thread")):
        spot = await spot_of(bot.client, str(channel.id))
        expected = Spot(
            guild=str(home.id), target=f"{target}:{channel.id}", tags=tags if channel is forum else {}
        )
        assert spot == expected
    assert await spot_of(bot.client, "999999999999999999") is None
