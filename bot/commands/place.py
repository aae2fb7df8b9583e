"""Where a command was asked, by whom, and where its messages are to go."""

from typing import Any

import discord

from bot.commands.mistake import Mistake
from bot.words import mark, named, t

Place = discord.TextChannel | discord.Thread | discord.ForumChannel
"""What of a server can be posted to: a text or announcement channel, a thread, a forum."""

NEEDED = {
    "view_channel": mark("View Channel"),
    "send_messages": mark("Send Messages"),
    "embed_links": mark("Embed Links"),
    "read_message_history": mark("Read Message History"),
}
"""What the bot needs where it posts; history lets it make sure, after a crash, that nothing is doubled."""

THREADS = {"send_messages_in_threads": mark("Send Messages in Threads")}
SPEAKING = frozenset({"view_channel", "send_messages", "send_messages_in_threads"})
"""Of what the bot needs, what a member needs too who lets it post there."""

TIMELINE = {"create_public_threads": mark("Create Public Threads"), **THREADS}


def guild_of(interaction: discord.Interaction[Any]) -> str:
    """The guild's id; commands see and change this guild's rows alone."""
    if interaction.guild_id is None:
        raise Mistake(t("This works in a server only."))
    return str(interaction.guild_id)


def manager(interaction: discord.Interaction[Any]) -> str:
    """The guild's id, if the asker may manage the server."""
    guild = guild_of(interaction)
    if not interaction.permissions.manage_guild:
        raise Mistake(t("Changing this needs the Manage Server permission. Ask someone who has it."))
    return guild


def target_of(interaction: discord.Interaction[Any], channel: Place, *, timeline: bool = False) -> str:
    """The target that a channel, thread or forum of this guild is, if the bot and the asker may post there.

    With `timeline`, if the bot may open threads below its messages too.
    """
    if channel.guild.id != interaction.guild_id:
        raise Mistake(t("That channel is not in this server. Choose one that is."))
    kind, needed = _kind(channel)
    if timeline:
        needed = needed | TIMELINE if kind == "channel" else needed
    granted = channel.permissions_for(channel.guild.me)
    missing = [named(name) for flag, name in needed.items() if not getattr(granted, flag)]
    if missing:
        lacking = ", ".join(missing)
        raise Mistake(
            t(
                "In {channel} I lack: {permissions}. Allow that, then try again.",
                channel=channel.mention,
                permissions=lacking,
            )
        )
    if isinstance(channel, discord.Thread) and channel.locked and not granted.manage_threads:
        raise Mistake(t("{channel} is locked. Unlock it, or choose another thread.", channel=channel.mention))
    check_asker(interaction, channel)
    return f"{kind}:{channel.id}"


def asker_granted(interaction: discord.Interaction[Any], channel: Place) -> discord.Permissions:
    """What the asker may do there; everything for who may manage the server."""
    if interaction.permissions.manage_guild:
        return discord.Permissions.all()
    if not isinstance(interaction.user, discord.Member):
        return discord.Permissions.none()
    try:
        return channel.permissions_for(interaction.user)
    except discord.ClientException:  # a thread whose channel is not seen
        return discord.Permissions.none()


def check_asker(interaction: discord.Interaction[Any], channel: Place) -> None:
    """A Mistake where the asker may not post: nobody speaks through the bot where they may not."""
    granted, (_, needed) = asker_granted(interaction, channel), _kind(channel)
    speaking = ((flag, name) for flag, name in needed.items() if flag in SPEAKING)
    missing = [named(name) for flag, name in speaking if not getattr(granted, flag)]
    if missing:
        raise Mistake(
            t(
                "In {channel} you lack: {permissions}. Choose a channel that you may write in, or ask "
                "someone who may *Manage Server*.",
                channel=channel.mention,
                permissions=", ".join(missing),
            )
        )


def _kind(channel: Place) -> tuple[str, dict[str, str]]:
    """The form of its target, and what the bot needs there."""
    if isinstance(channel, discord.Thread):
        in_thread = {flag: name for flag, name in NEEDED.items() if flag != "send_messages"}
        return "thread", in_thread | THREADS
    if isinstance(channel, discord.ForumChannel):
        return "forum", NEEDED | THREADS
    return "channel", NEEDED


def asker(interaction: discord.Interaction[Any]) -> tuple[int | None, int]:
    """Who asks and where: what a command's cooldown counts."""
    return interaction.guild_id, interaction.user.id


def targets_here(interaction: discord.Interaction[Any]) -> tuple[str, ...]:
    """The targets whose messages stand where this was asked: the nearest first.

    In a thread also those of the channel that it hangs below, or of the forum whose post it is; in a direct
    conversation those to this person.
    """
    if interaction.guild_id is None:
        return (f"user:{interaction.user.id}",)
    here = interaction.channel_id
    if isinstance(interaction.channel, discord.Thread):
        above = interaction.channel.parent_id
        return f"thread:{here}", f"channel:{above}", f"forum:{above}"
    return (f"channel:{here}",)


def is_here(interaction: discord.Interaction[Any], target: str) -> bool:
    """Whether the target's messages stand where this was asked."""
    return target in targets_here(interaction)


def shown_target(target: str, guild: discord.Guild | None = None) -> str:
    """A target as people read it; whom a direct message goes to is nobody else's business.

    With its `guild`, a channel that is not there any more is called that.
    """
    kind, _, number = target.partition(":")
    if kind == "user":
        return t("a direct message")
    if guild is not None and is_gone(guild, target):
        return t("a channel that is gone")
    return f"<#{number}>" if kind in {"channel", "thread", "forum"} else target


def channel_name(interaction: discord.Interaction[Any], target: str) -> str:
    """A target in plain words, for lists that show no markdown."""
    kind, _, number = target.partition(":")
    if kind == "user":
        return t("a direct message")
    guild = interaction.guild
    channel = guild.get_channel_or_thread(int(number)) if guild and number.isdecimal() else None
    if channel is not None:
        return f"#{channel.name}"
    if guild is not None and is_gone(guild, target):
        return t("a channel that is gone")
    return t("a closed thread") if kind == "thread" else target


def place_of(interaction: discord.Interaction[Any], target: str) -> Place | None:
    """The channel, thread or forum that the target is, as far as the bot sees it."""
    _, _, number = target.partition(":")
    if interaction.guild is None or target.startswith("user:") or not number.isdecimal():
        return None
    found = interaction.guild.get_channel_or_thread(int(number))
    return found if isinstance(found, (discord.TextChannel, discord.Thread, discord.ForumChannel)) else None


def is_gone(guild: discord.Guild, target: str) -> bool:
    """Whether the guild's channels are known, and this channel or forum is not among them.

    A thread that is not seen may be archived.
    """
    kind, _, number = target.partition(":")
    known = kind in {"channel", "forum"} and number.isdecimal() and not guild.unavailable
    return known and bool(guild.channels) and guild.get_channel(int(number)) is None
