"""What commands are about: the one order in which /help and docs/commands.md tell of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from discord import app_commands

from bot.words import mark, named

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
Leaf = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
"""What can be given: a command without those below it, or what a right click offers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """`words` say in a sentence or two what it is for; `commands` are names, or the first words of names."""

    key: str
    title: str
    words: str
    commands: tuple[str, ...]


READING: Final = Topic(
    key="reading",
    title=mark("Reading"),
    words=mark("What the feeds of this server tell, in their own sentences, each with its source."),
    commands=("latest", "story", "search", "summary", "digest now", "quotes", "agenda", "trending", "why"),
)

TOPICS: Final = (
    Topic(
        key="begin",
        title=mark("Begin"),
        words=mark("`/setup` takes a minute: a channel, feeds, whom to watch and a daily digest."),
        commands=("setup", "help"),
    ),
    READING,
    Topic(
        key="watches",
        title=mark("Watches"),
        words=mark(
            "A watch posts an alert when a story names somebody or has a word. One story is one message, "
            "which changes as the story does. Buttons below it tell why, silence it, or follow it."
        ),
        commands=("watch",),
    ),
    Topic(
        key="digests",
        title=mark("Digests"),
        words=mark("A digest sums up at a set time what happened since the last one."),
        commands=("digest",),
    ),
    Topic(
        key="feeds",
        title=mark("Feeds"),
        words=mark("What this server reads. Everything else here knows these feeds alone."),
        commands=("feed",),
    ),
    Topic(
        key="actors",
        title=mark("Actors"),
        words=mark("People and organisations, whatever a report calls them."),
        commands=("actor",),
    ),
    Topic(
        key="personal",
        title=mark("For you alone"),
        words=mark("Your own watches and digests by direct message, by your own clock."),
        commands=("me",),
    ),
    Topic(
        key="settings",
        title=mark("Settings"),
        words=mark("For who may *Manage Server*: who else may change what, and how the bot does."),
        commands=("settings", "status"),
    ),
    Topic(
        key="menus",
        title=mark("Right click"),
        words=mark("On a message, under *Apps*."),
        commands=(),
    ),
)
"""In the order in which they are told. What no topic names is about reading."""

VERBS: Final = (
    "show",
    "schedule",
    "add",
    "preview",
    "list",
    "edit",
    "test",
    "check",
    "pause",
    "resume",
    "remove",
)
"""In which order commands of one group are told, wherever they are defined; others come after, by name."""


def name_of(command: Leaf) -> str:
    """Its whole name, such as "watch add"."""
    return command.qualified_name


def leaves(commands: Iterable[AnyCommand]) -> Iterator[Leaf]:
    """Every command that can be given, those of groups in the groups' places."""
    for command in commands:
        if isinstance(command, app_commands.Group):
            yield from leaves(command.commands)
        else:
            yield command


def topic_of(command: Leaf) -> Topic:
    """The topic that names it, or else that names the group it is in."""
    if isinstance(command, app_commands.ContextMenu):
        return next(topic for topic in TOPICS if topic.key == "menus")
    for name in _prefixes(command):
        for topic in TOPICS:
            if name in topic.commands:
                return topic
    return READING


def by_topic(commands: Iterable[AnyCommand]) -> tuple[tuple[Topic, tuple[Leaf, ...]], ...]:
    """The topics that have commands, each with them in the order in which it names them."""
    found = tuple(leaves(commands))
    topics = ((topic, [one for one in found if topic_of(one) is topic]) for topic in TOPICS)
    return tuple((topic, tuple(sorted(mine, key=partial(_place, topic)))) for topic, mine in topics if mine)


def _place(topic: Topic, command: Leaf) -> tuple[int, int, str]:
    """Where the topic names it, beyond all others where it does not; then by what it does."""
    named_in = [place for place, name in enumerate(topic.commands) if name in _prefixes(command)]
    name = name_of(command)
    verb = name.split()[-1]
    return (
        min(named_in, default=len(topic.commands)),
        VERBS.index(verb) if verb in VERBS else len(VERBS),
        name,
    )


def _prefixes(command: Leaf) -> tuple[str, ...]:
    """Its name, and those of the groups it is in, the longest first."""
    words = name_of(command).split()
    return tuple(" ".join(words[:length]) for length in range(len(words), 0, -1))


def spoken_name(command: Leaf) -> str:
    """What it is called in the language spoken, as it is typed or looked for."""
    if isinstance(command, app_commands.ContextMenu):
        return named(command.name, "command")
    return "/" + " ".join(named(word, "command") for word in name_of(command).split())


def spoken_description(command: Leaf) -> str:
    """What it does, in the language spoken; "" of what a right click offers."""
    return "" if isinstance(command, app_commands.ContextMenu) else named(command.description, "description")
