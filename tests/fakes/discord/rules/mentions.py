"""Whom a message would ping, from "Allowed Mentions" in Discord's message reference."""

import re
from typing import Any

from tests.fakes.discord.message import walk
from tests.fakes.discord.world import Json, Pings

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)")


def pings(content: str, components: Any, allowed: Json | None, *, replied_to: int | None = None) -> Pings:
    """Return whom a message names in content or text displays and is allowed to ping; embeds never do."""
    text = "\n".join([content, *(str(c["content"]) for c in walk(components) if c.get("content"))])
    users = {int(found) for found in USER.findall(text)}
    roles = {int(found) for found in ROLE.findall(text)}
    everyone = bool(EVERYONE.search(text))
    reply = {replied_to} if replied_to is not None else set()
    if allowed is None:
        return Pings(everyone=everyone, roles=frozenset(roles), users=frozenset(users | reply))
    parse = allowed.get("parse") or []
    return Pings(
        everyone=everyone and "everyone" in parse,
        roles=frozenset(roles if "roles" in parse else roles & ids(allowed.get("roles"))),
        users=frozenset(
            (users if "users" in parse else users & ids(allowed.get("users")))
            | (reply if allowed.get("replied_user") else set())
        ),
    )


def ids(listed: Any) -> set[int]:
    """Return a list of snowflakes as numbers."""
    return {int(item) for item in listed or () if item is not None}
