"""What the bot may do in a channel, by what Discord's REST API says of guild, member and channel. Pure.

Discord: Permissions (Permission Hierarchy, Permission Overwrites, Implicit Permissions, Timed out members).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

ALL: Final = (1 << 64) - 1
ADMINISTRATOR: Final = 1 << 3
VIEW: Final = 1 << 10
SEND: Final = 1 << 11
EMBED: Final = 1 << 14
HISTORY: Final = 1 << 16
THREADS: Final = 1 << 35
IN_THREADS: Final = 1 << 38
NAMES: Final[Mapping[int, str]] = {
    VIEW: "View Channel",
    SEND: "Send Messages",
    EMBED: "Embed Links",
    HISTORY: "Read Message History",
    THREADS: "Create Public Threads",
    IN_THREADS: "Send Messages in Threads",
}
NEEDED: Final[Mapping[str, tuple[int, ...]]] = {
    "channel": (VIEW, SEND, EMBED),
    "thread": (VIEW, IN_THREADS, EMBED),
    "forum": (VIEW, SEND, IN_THREADS, EMBED),
}
"""What posting takes, by the kind of target (`bot.sending.places.Kind`)."""

OF_TIMED_OUT: Final = VIEW | HISTORY

Json = Mapping[str, Any]


def granted(guild: Json, member: Json, channel: Json, now: datetime) -> int:
    """The bits that the member holds in the channel; of a thread, give its parent."""
    me = str(member["user"]["id"])
    if str(guild["owner_id"]) == me:
        return ALL
    roles = {str(guild["id"]), *map(str, member["roles"])}
    base = 0
    for role in guild["roles"]:
        if str(role["id"]) in roles:
            base |= int(role["permissions"])
    if base & ADMINISTRATOR:
        return ALL
    overwrites = channel.get("permission_overwrites") or ()
    for told in (
        [one for one in overwrites if str(one["id"]) == str(guild["id"])],
        [one for one in overwrites if int(one["type"]) == 0 and str(one["id"]) in roles - {str(guild["id"])}],
        [one for one in overwrites if int(one["type"]) == 1 and str(one["id"]) == me],
    ):
        base = base & ~_bits(told, "deny") | _bits(told, "allow")
    if not base & VIEW:
        return 0
    return base & OF_TIMED_OUT if _is_timed_out(member, now) else base


def lacking(bits: int, needed: Sequence[int]) -> tuple[str, ...]:
    """The names of those that are needed and not held."""
    return tuple(NAMES[bit] for bit in needed if not bits & bit)


def _bits(overwrites: Iterable[Json], key: str) -> int:
    bits = 0
    for one in overwrites:
        bits |= int(one[key])
    return bits


def _is_timed_out(member: Json, now: datetime) -> bool:
    until = member.get("communication_disabled_until")
    return bool(until) and datetime.fromisoformat(str(until)) > now
