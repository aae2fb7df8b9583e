"""Which bot a token belongs to, as Discord tells it.

Discord: User (Get Current User), Application (Get Current Application, Application Flags), Teams.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.rest import Denied, Reply, Rest, Told, Unreached

REJECTED: Final = (
    "Discord does not accept DISCORD_TOKEN. Copy the token anew (Discord Developer Portal, your application, "
    "Bot, Reset Token) and set DISCORD_TOKEN, without quotes, or the file that DISCORD_TOKEN_FILE names."
)
PRIVILEGED: Final[Mapping[str, int]] = {
    "Presence Intent": 1 << 12 | 1 << 13,
    "Server Members Intent": 1 << 14 | 1 << 15,
    "Message Content Intent": 1 << 18 | 1 << 19,
}
"""Privileged intents as the Developer Portal calls them, and their flags: granted, or to small bots."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """A bot: its user's id and name, its application's id, whom that belongs to (a team: its owner), the
    privileged intents that are switched on, and what time Discord said it was."""

    bot: str
    name: str
    application: str
    owner: str | None = None
    owner_name: str = ""
    privileged: tuple[str, ...] = ()
    date: datetime | None = None


async def ask_account(rest: Rest) -> Account | Denied | Unreached:
    """Whose token it is; asks twice."""
    user, application = await asyncio.gather(rest.get("/users/@me"), rest.get("/oauth2/applications/@me"))
    return account_of(user, application)


def account_of(user: Reply, application: Reply) -> Account | Denied | Unreached:
    """The bot of these two answers, else the first of them that is not one."""
    for reply in (user, application):
        if not isinstance(reply, Told):
            return reply
    assert isinstance(user, Told)
    assert isinstance(application, Told)
    me, whole = _object(user.body), _object(application.body)
    bot, name = me.get("id"), me.get("username")
    if not (isinstance(bot, str) and isinstance(name, str) and isinstance(whole.get("id"), str)):
        return Unreached(reason="what answered is not Discord: a proxy?")
    owner = _object(whole.get("owner"))
    team = _object(whole.get("team"))
    flags = whole.get("flags")
    return Account(
        bot=bot,
        name=name[:100],
        application=str(whole["id"]),
        owner=_id(team.get("owner_user_id") if team else owner.get("id")),
        owner_name=str((team.get("name") if team else owner.get("username")) or "")[:100],
        privileged=privileged(flags if isinstance(flags, int) else 0),
        date=user.date,
    )


def privileged(flags: int) -> tuple[str, ...]:
    """The privileged intents that an application's flags switch on."""
    return tuple(name for name, bits in PRIVILEGED.items() if flags & bits)


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _id(value: object) -> str | None:
    return value if isinstance(value, str) and value.isdecimal() else None
