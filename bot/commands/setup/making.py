"""What finishing a set-up comes to as the server stands: what is new, there, paused, or has no room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.commands.feed.group import MOST_FEEDS
from bot.commands.setup.answers import Answers
from bot.commands.watch.group import MOST_WATCHES, is_personal
from bot.starter import Starter, chosen
from bot.words import number, t, tn
from storage.model import Subscription
from summarise.model import Watch


@dataclass(frozen=True, kw_only=True, slots=True)
class Feeds:
    """Of the starter feeds that were chosen: those to be read newly; how many of the others are which."""

    new: tuple[Starter, ...] = ()
    there: int = 0
    paused: int = 0
    left: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Watches:
    """Of the actors that were chosen: those to be watched newly, those who are, and those without room.

    `paused` are the watches of those who are that rest, and are to go on.
    """

    new: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    paused: tuple[Watch, ...] = ()
    left: tuple[str, ...] = ()


def feeds_made(answers: Answers, held: Sequence[Subscription]) -> Feeds:
    """What becomes of the starter feeds in a server that reads or has paused these."""
    rests = {row.feed.address: row.paused_at is not None for row in held}
    found = chosen(answers.topics, answers.languages)
    new = tuple(one for one in found if one.address not in rests)
    room = max(0, MOST_FEEDS - len(held))
    paused = sum(rests.get(one.address, False) for one in found)
    there = len(found) - len(new) - paused
    return Feeds(new=new[:room], there=there, paused=paused, left=len(new[room:]))


def watches_made(actors: Iterable[str], rows: Sequence[Watch], target: str) -> Watches:
    """What becomes of these actors in a server that has these watches: one each, of whoever names them."""
    actors = tuple(actors)
    plain = {row.actors[0]: row for row in rows if row.target == target and _is_plain(row)}
    new = tuple(actor for actor in actors if actor not in plain)
    room = max(0, MOST_WATCHES - sum(not is_personal(row) for row in rows))
    there = tuple(actor for actor in actors if actor in plain)
    paused = tuple(plain[actor] for actor in there if plain[actor].paused_at is not None)
    return Watches(new=new[:room], there=there, paused=paused, left=new[room:])


def _is_plain(row: Watch) -> bool:
    """Whether it asks for one actor and nothing else, and so tells of every story that names them."""
    narrower = row.keywords or row.feeds or row.outlets or row.languages or row.voices > 1
    return len(row.actors) == 1 and row.role == "mention" and not narrower


def feeds_not_made(feeds: Feeds) -> tuple[str, ...]:
    """A line for the starter feeds that stay paused, and one for those that have no room."""
    told = []
    if feeds.paused:
        told.append(
            tn(
                "{count} starter feed is paused here and stays so: `/feed resume` reads it again.",
                "{count} starter feeds are paused here and stay so: `/feed resume` reads them again.",
                feeds.paused,
            )
        )
    if feeds.left:
        told.append(
            tn(
                "{count} starter feed is left out: there is room for {most} feeds. "
                "`/feed remove` makes room.",
                "{count} starter feeds are left out: there is room for {most} feeds. "
                "`/feed remove` makes room.",
                feeds.left,
                most=number(MOST_FEEDS),
            )
        )
    return tuple(told)


def not_watched(names: str) -> str:
    """Why these (markdown) are not watched."""
    return t(
        "Not watched: {names}. This server has {count} watches already; `/watch remove` makes room.",
        names=names,
        count=number(MOST_WATCHES),
    )
