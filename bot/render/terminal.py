"""Posts as a terminal shows them. Feed text is never markup and never moves the cursor."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from summarise.model import (
    Alert,
    Digest,
    DigestItem,
    Disagreement,
    Flag,
    Notice,
    Pointer,
    Role,
    Rollup,
    Source,
    Summary,
    SummarySentence,
)
from summarise.text.clean import shown

PART: dict[Role, str] = {"speaker": "speaks", "subject": "acts", "mention": "named"}
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def alert_panel(alert: Alert, *, updated: bool) -> RenderableType:
    """One story as a panel: headline, sentences numbered by source, who, and where to read it."""
    heading = "UPDATED ALERT" if updated else "ALERT"
    body = Group(
        _headline(alert.summary),
        Text(),
        *_sentences(alert.summary, alert.sources),
        *_numbers(alert.disagreement),
        *_corrected(alert.corrections),
        Text(),
        _facts(alert.flags, alert.outlets, alert.voices),
        _sources(alert.sources),
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
        subtitle=Text(f"{_counted(len(digest.items))} since {_moment(digest.since)}", style="dim"),
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
        subtitle=Text(f"not read since {_moment(notice.since)}", style="dim"),
        subtitle_align="right",
        border_style="yellow",
        box=box.ROUNDED,
        padding=(0, 2),
    )


def rollup_panel(rollup: Rollup) -> RenderableType:
    """Further stories, a line each, the newest first."""
    lines = [Text(f"{plain(item.headline)}  {item.url or ''}") for item in reversed(rollup.items)]
    title = Text(f"{_counted(len(rollup.items))} more", style="bold white on red")
    return Panel(Group(*lines), title=title, title_align="left", border_style="red", box=box.ROUNDED)


def pointer_line(pointer: Pointer) -> RenderableType:
    """What an alert turned out to be."""
    return Text(f"One event with another alert: {plain(pointer.headline)}", style="dim")


def _counted(stories: int) -> str:
    return "1 story" if stories == 1 else f"{stories} stories"


def plain(text: str) -> str:
    """Feed text without characters that a terminal would obey."""
    return CONTROL.sub(" ", shown(text))


def _story(number: int, item: DigestItem) -> RenderableType:
    parts: list[RenderableType] = [Text.assemble((f"{number}. ", "bold cyan"), _headline(item.summary))]
    outlets = tuple(dict.fromkeys(source.outlet for source in item.sources))
    inner: list[RenderableType] = [*_sentences(item.summary, item.sources), *_numbers(item.disagreement)]
    inner.append(_facts(item.flags, outlets))
    if item.new_since:
        inner.append(Text(f"Told before; this is new since {_moment(item.new_since)}.", style="dim"))
    return Group(*parts, Padding(Group(*inner), (0, 0, 0, 3)))


def _headline(summary: Summary) -> Text:
    return Text(plain(summary.headline), style=f"bold link {summary.url}" if summary.url else "bold")


def _mark(numbers: Mapping[str, int], outlet: str, url: str | None) -> str:
    number = numbers.get(url or "")
    return f"[{number}]" if number else f"[{plain(outlet)}]"


def _sentences(summary: Summary, sources: Sequence[Source]) -> list[Text]:
    numbers = {source.url: number for number, source in reversed(list(enumerate(sources, 1))) if source.url}
    lines = []
    for sentence in summary.sentences:
        own = _mark(numbers, sentence.outlet, sentence.url)
        also = (_mark(numbers, other.outlet, other.url) for other in sentence.also)
        mark = f" {own}{''.join(dict.fromkeys(one for one in also if one != own))}"
        style = f"cyan link {sentence.url}" if sentence.url else "cyan"
        lines.append(Text.assemble(plain(sentence.text), (mark, style)))
    return lines


def _numbers(disagreement: Disagreement | None) -> list[Text]:
    """Two or three outlets' own sentences where their numbers differ."""
    if disagreement is None:
        return []
    return [Text("Outlets disagree:", style="bold yellow"), *map(_quote, disagreement.sentences)]


def _corrected(corrections: Sequence[SummarySentence]) -> list[Text]:
    """What outlets took back."""
    return [Text("Corrected:", style="bold yellow"), *map(_quote, corrections)] if corrections else []


def _quote(said: SummarySentence) -> Text:
    return Text.assemble(f"  “{plain(said.text)}” ", (f"[{plain(said.outlet)}]", "cyan"))


def _who(flags: Sequence[Flag]) -> str:
    return ", ".join(f"{plain(flag.name)} ({PART[flag.role]})" for flag in flags)


def _outlets(outlets: Sequence[str], voices: int) -> str:
    names = ", ".join(plain(outlet) for outlet in outlets)
    if len(outlets) == 1:
        return f"{names} — unconfirmed: one outlet"
    return f"{len(outlets)}: {names}{' — unconfirmed: all print one report' if voices == 1 else ''}"


def _sources(sources: Sequence[Source]) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(style="dim", overflow="fold")
    for number, source in enumerate(sources, 1):
        table.add_row(f"[{number}]", Text(f"{plain(source.outlet)}  {source.url or ''}"))
    return table


def _facts(flags: Sequence[Flag], outlets: Sequence[str], voices: int = 0) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    if flags:
        table.add_row("Who", Text(_who(flags)))
    table.add_row("Outlets", Text(_outlets(outlets, voices)))
    return table


def _span(first: datetime, last: datetime) -> str:
    began, ended = _moment(first), _moment(last)
    return began if began == ended else f"{began} – {ended}"


def _moment(at: datetime) -> str:
    return f"{at.day} {at:%b %Y %H:%M} UTC"
