"""Posts as a terminal shows them. Feed text is never markup and never moves the cursor."""

from collections.abc import Sequence
from datetime import datetime

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
    moment,
    plain,
    quoted,
    sentences,
    source_list,
    who,
)
from summarise.model import Alert, Digest, DigestItem, Flag, Notice, Pointer, Rollup, SummarySentence


def alert_panel(alert: Alert, *, updated: bool) -> RenderableType:
    """One story as a panel: headline, sentences numbered by source, who, and where to read it."""
    heading = "UPDATED ALERT" if updated else "ALERT"
    body = Group(
        headline(alert.summary),
        Text(),
        *sentences(alert.summary.sentences, alert.sources),
        *disagreeing(alert.disagreement),
        *_corrected(alert.corrections),
        Text(),
        _facts(alert.flags, alert.outlets, alert.voices),
        source_list(alert.sources),
    )
    return Panel(
        body,
        title=Text(heading, style="bold white on red"),
        title_align="left",
        subtitle=Text(_span(alert.first_at, alert.last_at), style="dim"),
        subtitle_align="right",
        border_style="red",
        box=box.ROUNDED,
        padding=(1, 2),
    )


def digest_panel(digest: Digest) -> RenderableType:
    """A day's stories, numbered, the most reported first."""
    stories: list[RenderableType] = []
    for number, item in enumerate(digest.items, 1):
        if stories:
            stories.append(Rule(style="dim cyan"))
        stories.append(_story(number, item))
    return Panel(
        Group(*(stories or [Text("Nothing new.", style="dim")])),
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


def notice_panel(notice: Notice) -> RenderableType:
    """What is wrong with a feed, since when, and what can be done."""
    return Panel(
        Group(
            Text(plain(notice.title), style="bold"),
            *(Text(plain(sentence)) for sentence in notice.sentences),
            *(Text(plain(line), style="dim") for line in notice.advice),
        ),
        title=Text("NOTICE", style="bold black on yellow"),
        title_align="left",
        subtitle=Text(f"not read since {moment(notice.since)}", style="dim"),
        subtitle_align="right",
        border_style="yellow",
        box=box.ROUNDED,
        padding=(0, 2),
    )


def rollup_panel(rollup: Rollup) -> RenderableType:
    """Further stories, a line each, the newest first."""
    lines = [Text(f"{plain(item.headline)}  {item.url or ''}") for item in reversed(rollup.items)]
    title = Text(f"{counted(len(rollup.items))} more", style="bold white on red")
    return Panel(Group(*lines), title=title, title_align="left", border_style="red", box=box.ROUNDED)


def pointer_line(pointer: Pointer) -> RenderableType:
    """What an alert turned out to be."""
    return Text(f"One event with another alert: {plain(pointer.headline)}", style="dim")


def _story(number: int, item: DigestItem) -> RenderableType:
    parts: list[RenderableType] = [Text.assemble((f"{number}. ", "bold cyan"), headline(item.summary))]
    outlets = tuple(dict.fromkeys(source.outlet for source in item.sources))
    inner: list[RenderableType] = [
        *sentences(item.summary.sentences, item.sources),
        *disagreeing(item.disagreement),
    ]
    inner.append(_facts(item.flags, outlets))
    if item.new_since:
        inner.append(Text(f"Told before; this is new since {moment(item.new_since)}.", style="dim"))
    return Group(*parts, Padding(Group(*inner), (0, 0, 0, 3)))


def _corrected(corrections: Sequence[SummarySentence]) -> list[Text]:
    """What outlets took back."""
    return [Text("Corrected:", style="bold yellow"), *map(quoted, corrections)] if corrections else []


def _outlets(outlets: Sequence[str], voices: int) -> str:
    names = ", ".join(plain(outlet) for outlet in outlets)
    if len(outlets) == 1:
        return f"{names} — unconfirmed: one outlet"
    return f"{len(outlets)}: {names}{' — unconfirmed: all print one report' if voices == 1 else ''}"


def _facts(flags: Sequence[Flag], outlets: Sequence[str], voices: int = 0) -> RenderableType:
    rows = [("Who", who(flags))] if flags else []
    return facts([*rows, ("Outlets", _outlets(outlets, voices))])


def _span(first: datetime, last: datetime) -> str:
    began, ended = moment(first), moment(last)
    return began if began == ended else f"{began} – {ended}"
