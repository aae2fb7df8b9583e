"""What the bot may do in a place, by what the gateway has told: nothing here asks Discord.

Where a thing is not known (not ready, a guild that is unavailable, a channel that is not seen) it says so,
and Discord's own answer decides.
"""

from dataclasses import dataclass
from typing import Final

import discord

from bot.sending.places import Kind, Place
from config.phrase import Phrase, phrase, row

SEEN = discord.TextChannel | discord.Thread | discord.ForumChannel
WRITTEN_IN = (discord.TextChannel, discord.VoiceChannel, discord.StageChannel)

ALWAYS: Final = {"view_channel": phrase("View Channel"), "embed_links": phrase("Embed Links")}
WRITE: Final = {"send_messages": phrase("Send Messages")}
IN_THREADS: Final = {"send_messages_in_threads": phrase("Send Messages in Threads")}
NEEDED: Final[dict[Kind, dict[str, Phrase]]] = {
    "channel": ALWAYS | WRITE,
    "thread": ALWAYS | IN_THREADS,
    "forum": ALWAYS | WRITE | IN_THREADS,
    "user": {},
}
THREADS: Final = ("create_public_threads", *IN_THREADS)

LEFT: Final = phrase("The bot is not in that server any more. Invite it again.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Whether the place is seen, and what stands in the way of posting there."""

    known: bool
    obstacle: Phrase | None = None


UNKNOWN: Final = Standing(known=False)


def standing(client: discord.Client, place: Place, guild: str) -> Standing:
    """How the bot stands in a place of that guild."""
    if place.kind == "user" or not client.is_ready():
        return UNKNOWN
    if guild.isdecimal() and client.get_guild(int(guild)) is None:
        return Standing(known=True, obstacle=LEFT)
    channel = _seen(client, place.id)
    if channel is None:
        return UNKNOWN
    return Standing(known=True, obstacle=_wrong(channel, place) or _missing(channel, place))


def may_read_history(client: discord.Client, channel: str) -> bool | None:
    """Whether the channel's messages can be read back; Discord shows none, and no error, otherwise.

    None where that is not known.
    """
    seen = _seen(client, channel)
    return None if seen is None else _granted(seen).read_message_history


def may_open_threads(client: discord.Client, channel: str) -> bool | None:
    """Whether a thread can be opened below a message of the channel and written in; None where not known."""
    seen = _seen(client, channel)
    if seen is None:
        return None
    granted = _granted(seen)
    return all(getattr(granted, flag) for flag in THREADS)


def is_announcing(client: discord.Client, channel: str) -> bool | None:
    """Whether messages of the channel can be published to who follows it; None where not known."""
    seen = _seen(client, channel)
    return None if seen is None else isinstance(seen, discord.TextChannel) and seen.is_news()


def forum_of(client: discord.Client, forum: str) -> discord.ForumChannel | None:
    """The forum, where it is seen."""
    seen = _seen(client, forum)
    return seen if isinstance(seen, discord.ForumChannel) else None


def sees_thread(client: discord.Client, thread: str) -> bool:
    """Whether the thread is open; one that is not seen may be archived or deleted."""
    return isinstance(client.get_channel(int(thread)), discord.Thread)


def circumstances(client: discord.Client, *channels: str) -> str:
    """What the bot sees of the channels that a refusal can depend on: another text when it changes."""
    return " ".join(map(repr, (_circumstance(client.get_channel(int(channel))) for channel in channels)))


def _circumstance(seen: object) -> tuple[object, ...]:
    if not isinstance(seen, discord.abc.GuildChannel | discord.Thread) or seen.guild.me is None:
        return ()
    return seen.type, _granted(seen).value, getattr(seen, "locked", None)


def _seen(client: discord.Client, channel: str) -> discord.abc.GuildChannel | discord.Thread | None:
    found = client.get_channel(int(channel))
    if not isinstance(found, discord.abc.GuildChannel | discord.Thread):
        return None
    return None if found.guild.unavailable or found.guild.me is None else found


def _granted(channel: discord.abc.GuildChannel | discord.Thread) -> discord.Permissions:
    try:
        return channel.permissions_for(channel.guild.me)
    except discord.ClientException:  # a thread whose channel is not seen
        return discord.Permissions.none()


def _wrong(channel: discord.abc.GuildChannel | discord.Thread, place: Place) -> Phrase | None:
    """What the channel has become that keeps it from being such a place."""
    if place.kind == "forum" and not isinstance(channel, discord.ForumChannel):
        return phrase("The channel is no forum any more. Choose another one.")
    if place.kind == "channel" and not isinstance(channel, WRITTEN_IN):
        return phrase("A channel of this type takes no messages. Choose another one.")
    if isinstance(channel, discord.Thread) and channel.locked and not _granted(channel).manage_threads:
        return phrase("The thread is locked. Unlock it, or choose another one.")
    return None


def _missing(channel: discord.abc.GuildChannel | discord.Thread, place: Place) -> Phrase | None:
    granted = _granted(channel)
    missing = [name for flag, name in NEEDED[place.kind].items() if not getattr(granted, flag)]
    if not missing:
        return None
    return phrase(
        "The bot lacks {permissions} there. Allow that in the channel's settings.", permissions=row(missing)
    )
