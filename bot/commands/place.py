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
    """The target that a channel, thread or forum of this guild is, if the bot may post there.

    With `timeline`, if it may open threads below its messages too.
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
    return f"{kind}:{channel.id}"


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


def shown_target(target: str) -> str:
    """A target as people read it; whom a direct message goes to is nobody else's business."""
    kind, _, number = target.partition(":")
    if kind == "user":
        return t("a direct message")
    return f"<#{number}>" if kind in {"channel", "thread", "forum"} else target


def channel_name(interaction: discord.Interaction[Any], target: str) -> str:
    """A target in plain words, for lists that show no markdown."""
    kind, _, number = target.partition(":")
    if kind == "user":
        return t("a direct message")
    guild = interaction.guild
    channel = guild.get_channel_or_thread(int(number)) if guild and number.isdecimal() else None
    return f"#{channel.name}" if channel else target
