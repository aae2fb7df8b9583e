"""A loopback Discord: its REST and gateway, its rules and its faults, for the real client to talk to.

async with FakeDiscord() as discord:              # point the bot at discord.rest_url, discord.gateway_url
    guild = discord.add_guild()                   # with an owner and a channel
    await discord.wait_for(lambda d: d.connected)
    asked = await discord.interact("watch add", {"actor": "antonio-guterres"})
    assert "Guterres" in (await asked.answer()).text
    assert discord.violations == []
"""

from .asking import NotOffered
from .fake import TOKEN, FakeDiscord, token_of
from .faults import Gate
from .interaction import Interaction, Unanswered
from .journal import Request, Violation
from .message import Message, MessageFlag
from .permissions import ALL, EVERYONE, INVITED_BOT, Permission
from .uploads import Upload
from .world import Channel, ChannelType, Guild, Pings, Role, User

__all__ = [
    "ALL",
    "EVERYONE",
    "INVITED_BOT",
    "TOKEN",
    "Channel",
    "ChannelType",
    "FakeDiscord",
    "Gate",
    "Guild",
    "Interaction",
    "Message",
    "MessageFlag",
    "NotOffered",
    "Permission",
    "Pings",
    "Request",
    "Role",
    "Unanswered",
    "Upload",
    "User",
    "Violation",
    "token_of",
]
