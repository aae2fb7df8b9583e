"""The link by which a server adds the bot: what it asks for, each thing with its reason.

Discord: OAuth2, Bot Authorization Flow; Permissions, Bitwise Permission Flags.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

AUTHORIZE: Final = "https://discord.com/oauth2/authorize"
SCOPES: Final = ("bot", "applications.commands")


@dataclass(frozen=True, kw_only=True, slots=True)
class Permission:
    """One of Discord's permissions, with its bit and what Wirewatch needs it for."""

    name: str
    bit: int
    reason: str


PERMISSIONS: Final = (
    Permission(name="View Channel", bit=10, reason="to see the channels that it is to post to"),
    Permission(name="Send Messages", bit=11, reason="to post alerts and digests, and the posts of forums"),
    Permission(name="Embed Links", bit=14, reason="every message is an embed or a layout with links"),
    Permission(
        name="Read Message History",
        bit=16,
        reason="to make sure after a crash that nothing is posted twice",
    ),
    Permission(name="Create Public Threads", bit=35, reason="for watches with a timeline below each alert"),
    Permission(name="Send Messages in Threads", bit=38, reason="for threads, timelines and forums"),
    Permission(name="Create Events", bit=44, reason="for the button that adds an appointment as an event"),
)
"""All that is asked for: no more than is used, and nothing that changes a server."""

INSTALLS: Final[Mapping[str, int]] = {"server": 0, "account": 1}
"""Discord's integration types: to a server, or to a person's own account, where it has commands alone."""


def invite_link(application: str) -> str:
    """The page where somebody who manages a server adds the bot of this application to it."""
    asked = {
        "client_id": application,
        "scope": " ".join(SCOPES),
        "permissions": str(sum(1 << one.bit for one in PERMISSIONS)),
        "integration_type": str(INSTALLS["server"]),
    }
    return f"{AUTHORIZE}?{urlencode(asked)}"


def account_link(application: str) -> str:
    """The page where a person adds the application's commands to their own account."""
    asked = {
        "client_id": application,
        "scope": "applications.commands",
        "integration_type": str(INSTALLS["account"]),
    }
    return f"{AUTHORIZE}?{urlencode(asked)}"


def application_of(token: str) -> str | None:
    """The id of the application whose bot has this token; None where its first part holds none.

    It is that of the bot's user, which is the application's too for every application since 2016.
    """
    first = token.strip().removeprefix("Bot ").partition(".")[0]
    try:
        number = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return number if number.isdecimal() and 15 <= len(number) <= 20 else None
