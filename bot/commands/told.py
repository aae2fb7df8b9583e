"""Sources and Quotes: who tells what a message tells, and what is said in it, as it stands by now."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

import discord
from discord.ui import Button, DynamicItem, Item

from bot.commands.answering import desk_of, think
from bot.commands.mistake import Mistake
from bot.commands.paging import State, paged, show_list
from bot.commands.place import guild_of
from bot.commands.pressed import Pressed, delivery_here
from bot.quoted import feeds_of
from bot.render.listing import Listing
from bot.render.parts import outlet_name
from bot.render.standing import retraction
from bot.render.told import quotes_listing, sources_listing, story_quotes
from bot.words import t
from summarise.editions.quoting import Told, by_kind, quoted
from summarise.model import Alert, Body, Digest, Pointer, Rollup, Source, StoryQuote, Update

MOST_SOURCES = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A story that a message tells, with what the message itself says of it, for when it is forgotten."""

    story: int
    headline: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What a button is about: stories, as the feeds of a guild tell them."""

    feeds: frozenset[int]
    subjects: tuple[Subject, ...]
    body: Body | None = None


class AboutStories(Pressed):
    """The part that buttons share whose custom id, "<name>:<about>", names a delivery or "s<story>".

    Stands before `DynamicItem[Button[Any]]` among a button's classes, which gives the template.
    """

    name: ClassVar[str]

    def __init__(self, about: str) -> None:
        button: Button[Any] = Button(label=self.name, custom_id=f"{self.name}:{about}")
        super().__init__(button)  # type: ignore[call-arg]  # DynamicItem, which comes after it
        self._about = about

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(match["about"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Show the list."""
        await think(interaction)
        await show_list(interaction, f"{self.name} of", {"about": self._about})


class SourcesButton(AboutStories, DynamicItem[Button[Any]], template=r"sources:(?P<about>s?[0-9]{1,18})"):
    """Lists every article of what the message tells."""

    name = "sources"


class QuotesButton(AboutStories, DynamicItem[Button[Any]], template=r"quotes:(?P<about>s?[0-9]{1,18})"):
    """Lists what is said in what the message tells."""

    name = "quotes"


@paged("sources of")
async def _sources(interaction: discord.Interaction[Any], asked: State) -> Listing:
    about = await _about(interaction, asked["about"])
    record = desk_of(interaction).archive.record
    stories: dict[object, tuple[str, Sequence[tuple[Source, datetime | None]]]] = {}
    for subject in about.subjects:
        found = await record.sources(about.feeds, (subject.story,), limit=MOST_SOURCES)
        told = [(Source(outlet=one.outlet, title=one.title, url=one.url), one.at) for one in found]
        # of two that are one story by now the first
        story = found[0].story if found else subject
        stories.setdefault(story, (subject.headline, told or [(one, None) for one in subject.sources]))
    body = about.body
    note = retraction(body, outlet_name) if isinstance(body, Alert) else ""
    empty = t("This server's feeds tell nothing of it any more.")
    return sources_listing(t("Sources"), tuple(stories.values()), empty, f"-# {note}" if note else "")


@paged("quotes of")
async def _quotes(interaction: discord.Interaction[Any], asked: State) -> Listing:
    about = await _about(interaction, asked["about"])
    record = desk_of(interaction).archive.record
    told: dict[int, tuple[str, tuple[Told, ...]]] = {}
    for subject in about.subjects:
        for story in await record.spoken(about.feeds, (subject.story,)):
            told.setdefault(story.id, (subject.headline, by_kind(quoted(story))))
        await asyncio.sleep(0)
    title, empty = t("Quotes"), t("Nobody is quoted in it, as this server's feeds tell it.")
    if len(about.subjects) > 1 and told:
        return story_quotes(title, tuple(told.values()), empty)
    quotes = [one for _, quotes in told.values() for one in quotes] or _as_told(about.body)
    return quotes_listing(title, quotes, empty)


async def _about(interaction: discord.Interaction[Any], about: str) -> About:
    """What the button is about, if that is to be seen where it was pressed."""
    archive = desk_of(interaction).archive
    if about.startswith("s"):
        feeds = await feeds_of(archive, guild_of(interaction))
        return About(feeds=feeds, subjects=(Subject(story=int(about[1:])),))
    delivery = await delivery_here(interaction, int(about))
    subjects = subjects_of(delivery.post.body)
    if not subjects:
        raise Mistake(t("That message is about no story."))
    feeds = await feeds_of(archive, delivery.guild)
    return About(feeds=feeds, subjects=subjects, body=delivery.post.body)


def subjects_of(body: Body) -> tuple[Subject, ...]:
    """The stories that a message with this body tells, in its order."""
    match body:
        case Alert():
            return (_alerted(body),)
        case Update():
            return (_alerted(body.alert),)
        case Pointer():
            return (Subject(story=body.story, headline=body.headline),)
        case Digest():
            return tuple(
                Subject(story=item.story, headline=item.summary.headline, sources=item.sources)
                for item in body.items
            )
        case Rollup():
            return tuple(Subject(story=item.story, headline=item.headline) for item in body.items)
        case _:
            return ()


def _alerted(alert: Alert) -> Subject:
    return Subject(story=alert.story, headline=alert.summary.headline, sources=alert.sources)


def _as_told(body: Body | None) -> tuple[Told, ...]:
    """What the message itself says that somebody said."""
    match body:
        case Alert():
            return _from(body.quotes, body.story, body.last_at)
        case Update():
            return _from(body.alert.quotes, body.alert.story, body.at)
        case Digest():
            return _from(body.quotes, 0, body.until)
        case _:
            return ()


def _from(quotes: Sequence[StoryQuote], story: int, moment: datetime) -> tuple[Told, ...]:
    return tuple(Told(story=story, quote=quote, at=moment) for quote in quotes)
