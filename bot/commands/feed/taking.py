"""Which feeds of a list a server may take in, and under which topics: as if each had been added by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.commands.feed.group import MOST_FEEDS
from bot.commands.feed.topics import tidied
from bot.commands.mistake import Mistake
from bot.words import number, t
from feeds.clean import line
from feeds.guard import Network, address_refusal, not_asked, shown
from feeds.opml import Outline, Remark

LONGEST_NAME = 80
LONGEST_TOPIC_TOLD = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Takable:
    """The feeds that can be taken, why others are not, and which of their topics cannot be."""

    outlines: tuple[Outline, ...]
    refused: tuple[Remark, ...]
    topics: tuple[Remark, ...]


def takable(
    wanted: Iterable[Outline], room: int, topics: Iterable[str], allowed: tuple[Network, ...]
) -> Takable:
    """So many of these feeds as there is room for, tidied as typed ones are.

    `topics` are those that the server has, whose spelling counts; `allowed` are private networks that
    everybody may name. What a host's name leads to is decided when it is asked.
    """
    taken: list[Outline] = []
    refused: list[Remark] = []
    for one in wanted:
        if len(taken) >= room:
            refused.append(no_room(one))
        elif why := address_refusal(one.address, allowed):
            refused.append(Remark(words=not_asked(one.address, why), sourceline=one.sourceline))
        else:
            taken.append(_silent(one))
    known = list(topics)
    spelled: dict[str, str] = {"": ""}
    odd: list[Remark] = []
    for one in taken:
        if one.topic in spelled:
            continue
        try:
            spelled[one.topic] = tidied(one.topic, known)
        except Mistake as why_not:
            spelled[one.topic] = ""
            left = t(
                "the topic “{topic}” was left out. {why}",
                topic=line(one.topic, LONGEST_TOPIC_TOLD),
                why=str(why_not),
            )
            odd.append(Remark(words=left, sourceline=one.sourceline))
        else:
            known.append(spelled[one.topic])
    outlines = tuple(replace(one, topic=spelled[one.topic]) for one in taken)
    return Takable(outlines=outlines, refused=tuple(refused), topics=tuple(odd))


def no_room(outline: Outline) -> Remark:
    """That the server reads as many feeds as it may."""
    words = t("there is room for {count} feeds, so this one was left out.", count=number(MOST_FEEDS))
    return Remark(words=f"{outline_name(outline)}: {words}", sourceline=outline.sourceline)


def outline_name(outline: Outline) -> str:
    """What the list calls the feed; nothing of it is escaped."""
    return line(outline.outlet or outline.title, LONGEST_NAME) or shown(outline.address)


def _silent(outline: Outline) -> Outline:
    """How a feed's backlog and its pages are read is for whoever runs the bot to say: others read it too."""
    return replace(outline, backlog="silent", full_text=None)
