"""What calendars are told of an appointment: what strangers wrote, bounded and without control characters."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from bot.render.escape import plain, web_address
from bot.render.limits import fit
from bot.words import t
from summarise.editions.coming import Ahead
from summarise.model import Source
from summarise.text.mend import shown

LONGEST_ADDRESS: Final = 400
LONGEST_OUTLET: Final = 60
MOST_SOURCES: Final = 10


def title(thing: Ahead, budget: int) -> str:
    """What will happen, on one line; never empty."""
    return fit(plain(shown(thing.item.what.text)), budget) or t("An appointment")


def outlet(name: str) -> str:
    """An outlet's name, never empty."""
    return fit(plain(name), LONGEST_OUTLET) or t("an outlet")


def address(thing: Ahead) -> str | None:
    """Where it is announced, if that can be linked."""
    return next(
        (found for source in sources(thing) if (found := web_address(source.url, LONGEST_ADDRESS))), None
    )


def sources(thing: Ahead) -> tuple[Source, ...]:
    """Who announces it, the clearest first: at most ten."""
    return tuple(islice(_sources(thing), MOST_SOURCES))


def _sources(thing: Ahead) -> Iterator[Source]:
    said = thing.item.what
    yield Source(outlet=said.outlet, title="", url=said.url)
    yield from said.also
