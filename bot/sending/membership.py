"""Whether a person is still in the server whose news they follow by direct message.

Without the members intent no gateway tells who leaves. Someone who has left, or was put out, shall not go on
hearing what the server's feeds bring.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from typing import Final, Protocol

from discord.http import Route

from bot.outcomes import Delayed, Refused
from bot.sending.requests import Answer, Refusal, Requests
from config.phrase import phrase

NO_MEMBER: Final = frozenset({10007, 10013})
"""Unknown Member, Unknown User (Discord: JSON error codes)."""

SERVERS_FAULT: Final = 500
"""From this HTTP status on an answer says nothing of what was asked."""

KNOWN_FOR: Final = timedelta(hours=6)
"""How long it is gone by that somebody is a member."""

REMEMBERED: Final = 5000

GONE: Final = "yes"
BACK: Final = "no"

LEFT_BY_THEM: Final = phrase("This person is not in that server any more.")


class Facts(Protocol):
    """Where it is kept who has left (`storage.guilds`)."""

    async def note(self, key: str, value: str) -> None:
        """Keep a small fact."""
        ...

    async def note_of(self, key: str) -> str | None:
        """The fact that was kept."""
        ...


class Membership:
    """Asks Discord, now and then, about those who are written to; about who has left never again."""

    def __init__(self, requests: Requests, steady: Callable[[], float]) -> None:
        """`steady` tells the seconds of a clock that nobody sets."""
        self._requests = requests
        self._steady = steady
        self._members: OrderedDict[str, float] = OrderedDict()

    async def obstacle(self, guild: str, person: str, facts: Facts) -> Refused | Delayed | None:
        """Why the person is told nothing of this guild's news; None where they may be, or nobody can say."""
        name = f"{guild} {person}"
        if not guild.isdecimal() or self._members.get(name, 0.0) > self._steady():
            return None
        if await facts.note_of(_left(guild, person)) == GONE:
            return Refused(reason=LEFT_BY_THEM)
        route = Route("GET", "/guilds/{guild_id}/members/{user_id}", guild_id=guild, user_id=person)
        said = await self._requests.ask(route)
        if isinstance(said, Delayed):
            return said
        if isinstance(said, Refusal) and said.code in NO_MEMBER:
            await facts.note(_left(guild, person), GONE)
            return Refused(reason=LEFT_BY_THEM)
        if not isinstance(said, Answer) and not (isinstance(said, Refusal) and said.status < SERVERS_FAULT):
            return None  # not even Discord can say at the moment
        self._members[name] = self._steady() + KNOWN_FOR.total_seconds()
        if len(self._members) > REMEMBERED:
            self._members.popitem(last=False)
        return None


async def came_back(guild: str, person: str, facts: Facts) -> None:
    """Somebody who uses the bot in a guild is a member of it."""
    if await facts.note_of(_left(guild, person)) == GONE:
        await facts.note(_left(guild, person), BACK)


def _left(guild: str, person: str) -> str:
    return f"left {guild} {person}"
