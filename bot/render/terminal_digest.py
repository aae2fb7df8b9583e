"""A digest as a terminal shows it, whole. Feed text is never markup and never moves the cursor."""

from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from bot.render.terminal_words import (
    counted,
    disagreeing,
    facts,
    headline,
    linked,
    moment,
    plain,
    sentences,
    who,
)
from summarise.model import AgendaItem, Digest, DigestItem, StoryQuote

INDENT = (0, 0, 0, 3)


def digest_panel(digest: Digest) -> RenderableType:
    """A day's stories, numbered, the most important first, then what was said and what is to come."""
    parts = _stories(digest) or [Text("Nothing new.", style="dim")]
    if digest.missed_since:
        parts.insert(0, Text(f"What came before {moment(digest.since)} is left out.\n", style="dim"))
    for name, lines in (
        ("Quotes of the day", [_quote(one) for one in digest.quotes]),
        ("Coming days", [_appointment(one) for one in digest.agenda]),
    ):
        if lines:
            parts += [_heading(name), *lines]
    return Panel(
        Group(*parts),
        title=Text(
            f"DIGEST · {digest.date:%A} {digest.date.day} {digest.date:%B %Y}", style="bold white on blue"
        ),
        title_align="left",
        subtitle=Text(f"{counted(len(digest.items))} since {moment(digest.since)}", style="dim"),
        subtitle_align="right",
        border_style="cyan",
        box=box.ROUNDED,
        padding=(1, 2),
    )


def _stories(digest: Digest) -> list[RenderableType]:
    parts: list[RenderableType] = []
    numbered = enumerate(digest.items, 1)
    for group, stories in groupby(numbered, key=lambda one: one[1].group):
        if group:
            parts.append(_heading(plain(group)))
        for place, (number, item) in enumerate(stories):
            if digest.style != "headlines" and parts and (place or not group):
                parts.append(Rule(style="dim cyan"))
            parts.append(_line(number, item) if digest.style == "headlines" else _story(number, item))
    return parts


def _heading(name: str) -> RenderableType:
    return Rule(Text(name, style="bold cyan"), style="cyan", align="left")


def _titled(number: int, item: DigestItem) -> Text:
    update = "Update: " if item.new_since else ""
    return Text.assemble((f"{number}. ", "bold cyan"), (update, "bold yellow"), headline(item.summary))


def _outlets(item: DigestItem) -> str:
    names = tuple(dict.fromkeys(plain(source.outlet) for source in item.sources))
    return f"{len(names)}: {', '.join(names)}" if len(names) > 1 else "".join(names)


def _line(number: int, item: DigestItem) -> RenderableType:
    return Text.assemble(_titled(number, item), "  ", (_outlets(item), "dim"))


def _story(number: int, item: DigestItem) -> RenderableType:
    inner: list[RenderableType] = [
        # no list of sources follows that numbers could mean
        *sentences(item.summary.sentences, ()),
        *disagreeing(item.disagreement),
    ]
    named = [("Who", who(item.flags))] if item.flags else []
    inner.append(facts([*named, ("Outlets", _outlets(item))]))
    if item.new_since:
        inner.append(Text(f"Told before; this is new since {moment(item.new_since)}.", style="dim"))
    return Group(_titled(number, item), Padding(Group(*inner), INDENT))


def _quote(said: StoryQuote) -> RenderableType:
    printed = said.printed[0]
    return Text.assemble(
        plain(said.speaker or "Somebody"),
        ": ",
        plain(printed.text),
        " ",
        linked(f"[{plain(printed.outlet)}]", printed.url, "cyan"),
    )


def _appointment(one: AgendaItem) -> RenderableType:
    day = f"{one.date:%a} {one.date.day} {one.date:%b}"
    last = f"–{one.last:%a} {one.last.day} {one.last:%b}" if one.last != one.date else ""
    clock = f" {one.clock:%H:%M}" if one.clock and not last else ""
    source = linked(f"[{plain(one.what.outlet)}]", one.what.url, "cyan")
    return Text.assemble((f"{day}{last}{clock}: ", "bold"), plain(one.what.text), " ", source)
