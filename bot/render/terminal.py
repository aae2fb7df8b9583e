"""Posts as a terminal shows them. Feed text is never markup and never moves the cursor."""

from collections.abc import Sequence
from datetime import datetime

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
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
from summarise.model import Alert, Flag, Notice, Pointer, Rollup, SummarySentence


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
