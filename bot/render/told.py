"""What was said and who tells it, as entries of a list."""

from collections.abc import Sequence
from datetime import datetime

from bot.render.escape import ago, at, escaped, link, plain
from bot.render.limits import fit
from bot.render.listing import Listing
from bot.render.parts import LONGEST_ADDRESS, outlet_name
from bot.render.said import quote_line
from bot.words import t
from summarise.editions.quoting import Told
from summarise.model import Source

QUOTE = 800
QUOTES_A_PAGE, SOURCES_A_PAGE = 5, 15
TITLE, HEADLINE = 120, 150


def quotes_listing(title: str, told: Sequence[Told], empty: str, note: str = "") -> Listing:
    """What somebody said, each with who prints it and when it was first printed; `title` is escaped."""
    return Listing(
        title=title,
        entries=tuple(map(_quote, told)),
        headings=tuple(_kind(one) for one in told),
        empty=empty,
        note=note,
        entries_a_page=QUOTES_A_PAGE,
    )


def story_quotes(title: str, stories: Sequence[tuple[str, Sequence[Told]]], empty: str) -> Listing:
    """What is said in stories, each (its headline, what is said) below its headline."""
    told = [(headline, one) for headline, quotes in stories for one in quotes]
    return Listing(
        title=title,
        entries=tuple(_quote(one) for _, one in told),
        headings=tuple(_beneath(headline, one) for headline, one in told),
        empty=empty,
        entries_a_page=QUOTES_A_PAGE,
    )


def sources_listing(
    title: str, stories: Sequence[tuple[str, Sequence[tuple[Source, datetime | None]]]], empty: str, note: str
) -> Listing:
    """Who tells stories, each (its headline, its articles and when they appeared) below its headline."""
    told = [(headline, *one) for headline, sources in stories for one in sources]
    return Listing(
        title=title,
        entries=tuple(_source(source, moment) for _, source, moment in told),
        headings=tuple(_heading(headline) for headline, _, _ in told) if len(stories) > 1 else (),
        empty=empty,
        note=note,
        entries_a_page=SOURCES_A_PAGE,
    )


def _quote(one: Told) -> str:
    return f"{quote_line(one.quote, QUOTE) or '…'}\n-# {at(one.at)}"


def _kind(one: Told) -> str:
    return f"### {t('Direct quotes') if one.quote.kind == 'quote' else t('Reported speech')}"


def _beneath(headline: str, one: Told) -> str:
    heading = _heading(headline)
    return heading if one.quote.kind == "quote" else f"{heading} · {t('reported speech')}"


def _heading(headline: str) -> str:
    return f"**{fit(plain(headline) or t('Untitled'), HEADLINE, escaped)}**"


def _source(source: Source, moment: datetime | None) -> str:
    title = link(fit(plain(source.title) or t("article"), TITLE), source.url, LONGEST_ADDRESS)
    when = "" if moment is None else f" · {ago(moment)}"
    return f"- {outlet_name(source.outlet)}: {title}{when}"
