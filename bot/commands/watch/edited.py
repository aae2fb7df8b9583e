"""What a watch becomes by an edit: what was given, and the rest as it was."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import discord

from bot.commands.actor.choosing import actor_of
from bot.commands.answering import desk_of
from bot.commands.clock import quiet_of
from bot.commands.mistake import Mistake
from bot.commands.naming import catalogue_here
from bot.commands.place import Place, check_asker, place_of
from bot.commands.watch.wanting import (
    NOTHING,
    check_asker_pings,
    destination,
    feed_of,
    is_none,
    keywords_of,
    outlet_of,
    ping_of,
    tags_of,
)
from bot.render.escape import escaped
from bot.watch_words import language_meant
from bot.words import named, t
from summarise.actors.catalogue import Catalogue
from summarise.model import Role, Watch


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """The options of an edit as they were given; None (or False) was not."""

    actors: tuple[str | None, ...] = ()
    every: bool | None = None
    role: Role | None = None
    keywords: str | None = None
    feed: str | None = None
    outlet: str | None = None
    language: str | None = None
    outlets: int | None = None
    channel: Place | None = None
    dm: bool = False
    ping: discord.Role | None = None
    unping: bool = False
    quiet: str | None = None
    zone: str | None = None
    urgent: int | None = None
    cooldown: int | None = None
    publish: bool | None = None
    timeline: bool | None = None
    tags: str | None = None

    @property
    def moves(self) -> bool:
        """Whether it says where alerts go."""
        return self.dm or self.channel is not None

    @property
    def changes_manner(self) -> bool:
        """Whether it says what only some places can do."""
        given = (self.ping, self.publish, self.timeline, self.tags)
        return self.moves or any(one is not None for one in given)


async def edited(interaction: discord.Interaction[Any], row: Watch, edit: Edit) -> Watch:
    """The watch with what was given; a Mistake where that cannot be."""
    archive, known = desk_of(interaction).archive, await catalogue_here(interaction)
    after = replace(
        row,
        actors=_actors(row.actors, edit.actors, known),
        every=row.every if edit.every is None else edit.every,
        role=edit.role or row.role,
        keywords=row.keywords if edit.keywords is None else _none_or(edit.keywords, keywords_of),
        languages=row.languages if edit.language is None else _none_or(edit.language, _language),
        voices=edit.outlets or row.voices,
        cooldown=row.cooldown if edit.cooldown is None else timedelta(minutes=edit.cooldown),
    )
    if edit.feed is not None:
        feeds = () if is_none(edit.feed) else await feed_of(archive, row.guild, edit.feed)
        after = replace(after, feeds=feeds)
    if edit.outlet is not None:
        outlets = () if is_none(edit.outlet) else await outlet_of(archive, row.guild, edit.outlet)
        after = replace(after, outlets=outlets)
    if not (after.actors or after.keywords or after.feeds or after.outlets):
        raise Mistake(named(NOTHING))
    after = await _quieter(interaction, after, edit)
    after = replace(after, ping=None) if edit.unping else after
    return _placed(interaction, after, edit) if edit.changes_manner else _stayed(interaction, after)


def _stayed(interaction: discord.Interaction[Any], row: Watch) -> Watch:
    """The watch where it is, if the asker may post and ping there: what they change speaks there."""
    place = place_of(interaction, row.target)
    if place is not None:
        check_asker(interaction, place)
        if (role := _role_of(interaction, row.ping)) is not None:
            check_asker_pings(interaction, role, place)
    return row


def _role_of(interaction: discord.Interaction[Any], ping: str | None) -> discord.Role | None:
    return interaction.guild.get_role(int(ping)) if interaction.guild and ping else None


def _actors(held: tuple[str, ...], given: tuple[str | None, ...], known: Catalogue) -> tuple[str, ...]:
    """Each place keeps whom it has, or takes whom it was given, or nobody."""
    places: list[str | None] = [*held, *([None] * max(0, len(given) - len(held)))]
    for place, text in enumerate(given):
        if text is not None:
            places[place] = None if is_none(text) else actor_of(text, known).id
    return tuple(dict.fromkeys(actor for actor in places if actor is not None))


def _none_or(text: str, read: Any) -> tuple[str, ...]:
    found: tuple[str, ...] = () if is_none(text) else read(text)
    return found


def _language(text: str) -> tuple[str, ...]:
    if (code := language_meant(text)) is None:
        raise Mistake(t("“{text}” is no language that I know. Choose one from the list.", text=escaped(text)))
    return (code,)


async def _quieter(interaction: discord.Interaction[Any], row: Watch, edit: Edit) -> Watch:
    if edit.quiet is not None and is_none(edit.quiet):
        if edit.zone is not None or edit.urgent:
            raise Mistake(t("`zone` and `urgent` are about quiet hours, and you take those away."))
        return replace(row, quiet=None)
    person = await desk_of(interaction).archive.persons.of(str(interaction.user.id))
    return replace(row, quiet=quiet_of(edit.quiet, edit.zone, edit.urgent, row.quiet, person.zone))


def _placed(interaction: discord.Interaction[Any], row: Watch, edit: Edit) -> Watch:
    """The watch where it goes, told in a way that this place can do.

    What the watch had, and the place that it moves to cannot do, is let go.
    """
    place = edit.channel if edit.moves else place_of(interaction, row.target)
    dm = edit.dm or (not edit.moves and row.target.startswith("user:"))
    if place is None and not dm:
        raise Mistake(t("I no longer see the channel of this watch. Give another `channel` too."))
    publish = _kept(edit.publish, row.publish and not (edit.moves and not _is_news(place)))
    timeline = _kept(edit.timeline, row.timeline and not (edit.moves and _has_no_timeline(place)))
    target = destination(interaction, place, dm=dm, publish=publish, timeline=timeline)
    tags = row.tags
    if edit.tags is not None or target != row.target:
        tags = tags_of("" if edit.tags is None or is_none(edit.tags) else edit.tags, place)
    ping = row.ping
    if edit.ping is not None:
        ping = ping_of(interaction, edit.ping, place)
    elif target != row.target:
        ping = None if place is None else ping_of(interaction, _role_of(interaction, ping), place)
    elif place is not None:
        _stayed(interaction, row)
    return replace(row, target=target, publish=publish, timeline=timeline, tags=tags, ping=ping)


def _kept(given: bool | None, held: bool) -> bool:
    return held if given is None else given


def _is_news(place: Place | None) -> bool:
    return isinstance(place, discord.TextChannel) and place.is_news()


def _has_no_timeline(place: Place | None) -> bool:
    return place is None or isinstance(place, discord.Thread)
