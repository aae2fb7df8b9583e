"""A loopback Discord: its REST and gateway, its rules and its faults, for the real client to talk to."""

from .asking import NotOffered
from .fake import TOKEN, FakeDiscord
from .faults import Gate
from .interaction import Interaction, Unanswered
from .journal import Request, Violation
from .message import Message, MessageFlag
from .permissions import ALL, EVERYONE, INVITED_BOT, Permission
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
    "User",
    "Violation",
]
