"""What `/watch add` is given, as a watch has it; a Mistake with what to do for what cannot be."""

from typing import Any, Final

import discord
from rapidfuzz import fuzz, process

from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.mistake import Mistake
from bot.commands.place import Place, asker_granted, guild_of, target_of
from bot.render.escape import escaped, plain
from bot.render.limits import CHOICE_NAME
from bot.words import listed, mark, t
from config.values import has_word
from storage.archive import Archive

NOTHING: Final = mark("A watch needs at least an `actor`, `keywords`, a `feed` or an `outlet`.")
NONE: Final = (
    *("none", "-", "–", "no", "nobody", "nothing", "any", "all"),
    *("kein", "keine", "keinen", "keiner", "keins", "keines"),
    *("niemand", "niemanden", "nichts", "egal", "alle"),
)
"""Words by which an edit takes away what a watch had, in every language spoken."""

ALIKE: Final = 70.0
"""How alike (of 100) an outlet's name must be to be meant by a mistyped one."""

MOST_KEYWORDS, LONGEST_KEYWORD = 20, 60
MOST_TAGS = 5
"""Discord's limit of a forum post."""


@suggesting
async def own_outlets(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The outlets of this server's feeds that the typed text may mean, those that begin with it first."""
    rows = await desk_of(interaction).archive.subscriptions.names(guild_of(interaction))
    known = {plain(row.outlet): row.outlet for row in rows if 0 < len(row.outlet) <= CHOICE_NAME}
    wanted = current.strip().casefold()
    fitting = [name for name in known if wanted in name.casefold()]
    fitting.sort(key=lambda name: not name.casefold().startswith(wanted))
    if not fitting:
        alike = process.extract(wanted, list(known), scorer=fuzz.WRatio, processor=str.casefold, limit=5)
        fitting = [name for name, score, _ in alike if score >= ALIKE]
    return choices([(name, known[name]) for name in fitting])


def is_none(text: str) -> bool:
    """Whether an option takes away what there was."""
    return text.strip().casefold() in NONE


def keywords_of(text: str) -> tuple[str, ...]:
    """The words and phrases with commas between, each once."""
    words = tuple(dict.fromkeys(" ".join(plain(word).split()) for word in text.split(",")))
    words = tuple(word for word in words if word)
    if text.strip() and not any(map(has_word, words)):
        raise Mistake(t("There is no word in `keywords`. Write words or phrases with commas between."))
    if len(words) > MOST_KEYWORDS:
        raise Mistake(
            t("At most {count} keywords fit. Make a second one for the others.", count=MOST_KEYWORDS)
        )
    for word in words:
        if len(word) > LONGEST_KEYWORD or not has_word(word):
            raise Mistake(
                t(
                    "“{word}” cannot be a keyword: it needs a letter or a digit and at most {count} "
                    "characters.",
                    word=escaped(word[:LONGEST_KEYWORD]),
                    count=LONGEST_KEYWORD,
                )
            )
    return words


async def feed_of(archive: Archive, guild: str, chosen: str | None) -> tuple[int, ...]:
    """The feed chosen from the list, which this server reads."""
    if chosen is None:
        return ()
    rows = {str(row.feed.id): row.feed.id for row in await archive.subscriptions.of_guild(guild)}
    if chosen not in rows:
        raise Mistake(t("This server does not read that feed. Choose one from the list that appears."))
    return (rows[chosen],)


async def outlet_of(archive: Archive, guild: str, typed: str | None) -> tuple[str, ...]:
    """The outlet of one of this server's feeds, as it is called there."""
    if typed is None:
        return ()
    rows = await archive.subscriptions.of_guild(guild)
    known = {row.feed.outlet.casefold(): row.feed.outlet for row in rows if row.feed.outlet}
    if (name := known.get(typed.strip().casefold())) is None:
        raise Mistake(
            t(
                "No feed of this server is of “{outlet}”. Choose an outlet from the list.",
                outlet=escaped(typed),
            )
        )
    return (name,)


def destination(
    interaction: discord.Interaction[Any], channel: Place | None, *, dm: bool, publish: bool, timeline: bool
) -> str:
    """The target that was asked for, if it can be posted to in this way."""
    if dm == (channel is not None):
        raise Mistake(
            t("Say where alerts go: `channel:` for a channel, thread or forum, or `dm:True` for you.")
        )
    if channel is None:
        if publish or timeline:
            raise Mistake(t("`publish` and `timeline` are for channels. Leave them out of a direct message."))
        return f"user:{interaction.user.id}"
    if publish and not (isinstance(channel, discord.TextChannel) and channel.is_news()):
        raise Mistake(
            t(
                "{channel} is no announcement channel, so nobody follows what is published.",
                channel=channel.mention,
            )
        )
    if timeline and isinstance(channel, discord.Thread):
        raise Mistake(t("No thread can hang in a thread. Choose its channel, or leave `timeline` out."))
    return target_of(interaction, channel, timeline=timeline)


def ping_of(
    interaction: discord.Interaction[Any], role: discord.Role | None, channel: Place | None
) -> str | None:
    """The role to ping, if the bot and the asker may mention it in this channel."""
    if role is None:
        return None
    if channel is None:
        raise Mistake(t("A direct message reaches you alone. Leave `ping` out, or choose a channel."))
    if role.is_default():
        raise Mistake(t("I never ping everyone. Choose a role that people took for this."))
    if not role.mentionable and not channel.permissions_for(channel.guild.me).mention_everyone:
        raise Mistake(
            t(
                "I may not mention {role}. Let anyone mention that role (*Server Settings › Roles*), or give "
                "me *Mention Everyone* in {channel}.",
                role=role.mention,
                channel=channel.mention,
            )
        )
    check_asker_pings(interaction, role, channel)
    return str(role.id)


def check_asker_pings(interaction: discord.Interaction[Any], role: discord.Role, channel: Place) -> None:
    """A Mistake where the asker may not mention the role there themselves."""
    if not role.mentionable and not asker_granted(interaction, channel).mention_everyone:
        raise Mistake(
            t(
                "You may not mention {role} in {channel} yourself, so I do not do it for you. Choose a role "
                "that anyone may mention, or ask someone who may *Manage Server*.",
                role=role.mention,
                channel=channel.mention,
            )
        )


def tags_of(text: str, channel: Place | None) -> tuple[str, ...]:
    """The ids of the forum's tags of these names, with commas between."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not isinstance(channel, discord.ForumChannel):
        if names:
            raise Mistake(t("Tags are a forum's. Choose a forum as `channel`, or leave `tags` out."))
        return ()
    known = {tag.name.casefold(): tag for tag in channel.available_tags}
    offered = listed(escaped(tag.name) for tag in channel.available_tags) or "–"
    if unknown := [name for name in names if name.casefold() not in known]:
        raise Mistake(
            t(
                "{channel} has no tag “{tag}”. It has: {tags}.",
                channel=channel.mention,
                tag=escaped(unknown[0][:60]),
                tags=offered,
            )
        )
    if not names and channel.flags.require_tag:
        raise Mistake(
            t(
                "Every post of {channel} needs a tag. Give `tags`, of these: {tags}.",
                channel=channel.mention,
                tags=offered,
            )
        )
    if len(names) > MOST_TAGS:
        raise Mistake(t("A post takes at most {count} tags.", count=MOST_TAGS))
    return tuple(str(known[name.casefold()].id) for name in names)
