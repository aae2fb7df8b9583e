"""/summary about: what this server's feeds told lately of an actor, a topic, a feed, or of some words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

import discord

from bot.commands.actor.choosing import known_here
from bot.commands.answering import Choices, choices, desk_of, say, suggesting
from bot.commands.feed.choosing import feed_name
from bot.commands.feed.listing import within
from bot.commands.feed.topics import topics_here
from bot.commands.mistake import Mistake
from bot.commands.place import guild_of
from bot.commands.reads import feeds_here, refuse_paused
from bot.commands.since import since_here
from bot.naming import called
from bot.render.escape import at, escaped, plain
from bot.render.limits import CHOICE_NAME, CHOICES
from bot.render.overview import overview_answer
from bot.words import number, spoken, t, tn
from storage.model import Subscription
from summarise.editions.about import overview
from summarise.model import Story

SENTENCES: Final = 6
WEEK: Final = timedelta(days=7)
"""How far back it looks, unless told otherwise."""

HITS: Final = 40
"""Stories that some words find: of the best of them the weightiest are told."""

EACH: Final = 8
"""How many topics and feeds are suggested at most."""

DEADLINE: Final = 5.0
"""Seconds a worker may take."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What is asked about: an actor or some words, in these feeds; or whatever these feeds tell.

    `title` is plain.
    """

    title: str
    feeds: frozenset[int]
    actor: str | None = None
    words: str = ""


@suggesting
async def subjects(interaction: discord.Interaction[Any], current: str) -> Choices:
    """Topics, feeds and actors of this server, each said to be one, and the words themselves."""
    typed = plain(current).strip()
    wanted = typed.casefold()
    topics = [topic for topic in await topics_here(interaction) if wanted in topic.casefold()][:EACH]
    rows = await desk_of(interaction).archive.subscriptions.names(guild_of(interaction))
    own = ((called(row), row) for row in rows if not row.is_paused) if typed else ()
    feeds = list(islice(((name, row.id) for name, row in own if wanted in name.casefold()), EACH))
    people = (await known_here(interaction)).search(typed, CHOICES)
    named = [(t("Topic: {name}", name=topic), f"topic:{topic}") for topic in topics]
    named += [(t("Actor: {name}", name=plain(one.name)), f"actor:{one.id}") for one in people]
    named += [(t("Feed: {name}", name=plain(name)), f"feed:{feed}") for name, feed in feeds]
    told = [(t("Words: {words}", words=typed), typed)] if 0 < len(typed) <= CHOICE_NAME else []
    fitting = [(name, value) for name, value in named if len(value) <= CHOICE_NAME]
    return choices([*told, *fitting[: CHOICES - 1]])


async def tell_about(
    interaction: discord.Interaction[Any], about: str, since: str | None, sentences: int | None
) -> None:
    """Answer with the weightiest stories about it; after `think`. A Mistake where there is nothing."""
    if not interaction.is_guild_integration():
        raise Mistake(
            t("`about` asks the feeds of a server that has Wirewatch. Use it there, or give `url` or `text`.")
        )
    desk, now = desk_of(interaction), desk_of(interaction).now()
    begins = await since_here(interaction, since) or now - WEEK
    subject = await _subject(interaction, about.strip())
    stories = await _stories(interaction, subject, begins, now)
    items = await desk.workers.run(
        overview,
        stories,
        begins,
        now,
        sentences or SENTENCES,
        frozenset(filter(None, (subject.actor,))),
        subject.words,
        deadline=DEADLINE,
    )
    if not items:
        raise Mistake(
            t(
                "This server's feeds told nothing of {subject} since {time}. "
                "Ask for other words, or for longer with `since`.",
                subject=f"**{escaped(subject.title)}**",
                time=at(begins),
            )
        )
    await say(interaction, overview_answer(subject.title, items, _note(len(items), len(stories), begins)))


def _note(told: int, found: int, since: datetime) -> str:
    if found > told:
        said = t("The {told} weightiest of {found} stories", told=number(told), found=number(found))
    else:
        said = tn("{count} story", "{count} stories", told)
    return f"-# {t('{stories} since {time}.', stories=said, time=at(since))}"


async def _subject(interaction: discord.Interaction[Any], about: str) -> Subject:
    """What was chosen from the list; or whoever is called so, the topic of that name, or the words."""
    own = await feeds_here(interaction)
    rows = await desk_of(interaction).archive.subscriptions.of_guild(guild_of(interaction))
    kind, _, value = about.partition(":")
    known = await known_here(interaction)
    actor = known.find(value) if kind == "actor" else None
    if kind == "feed" and (found := _feed(rows, value)) is not None:
        return found
    if kind == "feed":
        await refuse_paused(interaction, value)
    if (topic := _topic(rows, value if kind == "topic" else about)) is not None:
        return topic
    if actor is None and len(named := known.called(about)) == 1:
        (actor,) = named
    if actor is not None:
        return Subject(title=plain(actor.name), feeds=own, actor=actor.id)
    if kind in {"actor", "feed", "topic"} and value:
        raise Mistake(t("That is not there any more. Choose from the list that appears, or type words."))
    return Subject(title=f"“{plain(about)}”", feeds=own, words=about)


def _feed(rows: Sequence[Subscription], chosen: str) -> Subject | None:
    row = next((row for row in rows if str(row.feed.id) == chosen), None)
    return None if row is None else Subject(title=feed_name(row), feeds=frozenset({row.feed.id}))


def _topic(rows: Sequence[Subscription], topic: str) -> Subject | None:
    mine = [row for row in rows if topic and within(row.topic, topic)]
    if not mine:
        return None
    depth = topic.count("/") + 1
    spelled = "/".join(mine[0].topic.split("/")[:depth])
    return Subject(title=plain(spelled), feeds=frozenset(row.feed.id for row in mine))


async def _stories(
    interaction: discord.Interaction[Any], subject: Subject, since: datetime, until: datetime
) -> tuple[Story, ...]:
    archive = desk_of(interaction).archive
    if subject.actor is not None:
        return await archive.subjects.naming(subject.feeds, subject.actor, since, until)
    if not subject.words:
        return await archive.subjects.of_feeds(subject.feeds, since, until)
    hits = await archive.search.find(subject.feeds, subject.words, since=since, limit=HITS, language=spoken())
    return await archive.subjects.these(subject.feeds, [hit.story for hit in hits])
