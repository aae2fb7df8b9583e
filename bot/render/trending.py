"""What trends, as people read it: who is named far more than usual, and who newly together."""

from datetime import timedelta
from typing import Final

from bot.render.escape import at, link, plain
from bot.render.limits import fit
from bot.render.listing import Listing
from bot.render.parts import LONGEST_ADDRESS, outlet_name
from bot.render.trends import name_of
from bot.trends import Trending
from bot.words import mark, named, number, t, tn
from storage.model import Cited
from summarise.editions.trends import TWICE, Surge

MOST_TIMES: Final = 20
"""How many times the usual level is told as a number; beyond it, as more than that."""

RISING, PAIRED = mark("Named far more than usual"), mark("Newly named together")
HEADLINE: Final = 120
A_PAGE: Final = 8
A_DAY: Final = timedelta(days=1, hours=1)


def trending_listing(found: Trending) -> Listing:
    """First who is named far more than usual, then who is newly named together; each with a story to read."""
    rising = [f"**{name_of(who)}**: {_level(one)}{_read(cited)}" for who, one, cited in found.surges]
    paired = [
        f"**{t('{one} and {other}', one=name_of(one), other=name_of(other))}**: {_stories(pair.stories)}"
        f"{_read(cited)}"
        for one, other, pair, cited in found.pairs
    ]
    headings = [RISING] * len(rising) + [PAIRED] * len(paired)
    return Listing(
        title=t("Trending"),
        entries=(*rising, *paired),
        headings=tuple(f"### {named(heading)}" for heading in headings),
        empty=_nothing(found),
        note=_note(found),
        entries_a_page=A_PAGE,
    )


def _level(one: Surge) -> str:
    stories = _stories(one.stories)
    if one.times is None:
        return t("{stories}; not named in the time before", stories=stories)
    if one.times > MOST_TIMES:
        return t("{stories}, more than {times}× usual", stories=stories, times=number(MOST_TIMES))
    return t("{stories}, {times}× usual", stories=stories, times=number(round(max(one.times, TWICE))))


def _stories(count: int) -> str:
    return tn("{count} story", "{count} stories", count)


def _read(cited: Cited | None) -> str:
    """The story to read, on a line of its own."""
    if cited is None:
        return ""
    headline = link(fit(plain(cited.title) or t("article"), HEADLINE), cited.url, LONGEST_ADDRESS)
    return f"\n{headline} · {outlet_name(cited.outlet)}"


def _nothing(found: Trending) -> str:
    if found.usual is None:
        return t(
            "Wirewatch has not read this server's feeds for long enough to know what is usual. Ask again "
            "tomorrow."
        )
    if found.span.until - found.span.since > A_DAY:
        return t("Nobody is named far more than usual, and nobody newly together.")
    return t("Nobody is named far more than usual, and nobody newly together. Try `since:7 days`.")


def _note(found: Trending) -> str:
    since = at(found.span.since)
    if found.usual == "weeks":
        told = t("Since {moment}, compared with the same hours of the four weeks before.", moment=since)
    elif found.usual == "days":
        told = t("Since {moment}, compared with the days before.", moment=since)
    else:
        return ""
    return f"-# {told}"
