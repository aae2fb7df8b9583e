"""Posts as a terminal shows them. Feed text is never markup and never moves the cursor."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.render.changed import steps
from bot.render.coming import day_and_clock
from bot.render.said import beyond, spoken_by
from bot.render.standing import RETRACTED, escalated, outlet_count, retraction, rolled, unconfirmed
from bot.render.terminal_words import (
    disagreeing,
    facts,
    headline,
    linked,
    moment,
    plain,
    quoted,
    section,
    sentences,
    source_list,
    span,
    who,
)
from bot.words.phrases import said
from summarise.model import Alert, Notice, Pointer, Rollup, RollupItem, StoryQuote, Summary, Update

MOST_OUTLETS: Final = 12
MOST_QUOTES: Final = 4
MOST_LISTED: Final = 30


def alert_panel(alert: Alert, *, updated: bool) -> RenderableType:
    """One story as a panel: headline, sentences numbered by source, who, and where to read it."""
    heading = f"{'UPDATED ALERT' if updated else 'ALERT'}{' · RETRACTED' if alert.retracted else ''}"
    parts = (
        [headline(alert.summary), *_lines((retraction(alert, plain),))],
        sentences(alert.summary.sentences, alert.sources),
        _changed(alert.were, alert.summary),
        _corrected(alert),
        disagreeing(alert.disagreement),
        _said(alert),
        [facts(_rows(alert))],
        [source_list(alert.sources, alert.summary.sentences)] if alert.sources else [],
    )
    return _panel(parts, heading, _colour(alert), span(alert.first_at, alert.last_at))


def update_panel(update: Update) -> RenderableType:
    """What is new since the alert was last told."""
    alert = update.alert
    renamed = update.renamed or not (update.sentences or update.sources or update.escalations)
    taken_back = {"corrected", "retracted"}.intersection(update.escalations)
    parts = (
        [headline(alert.summary), *_lines(escalated(update, plain))],
        sentences(update.sentences, update.sources),
        _changed(alert.were[:1], alert.summary) if renamed else [],
        _corrected(alert) if taken_back else [],
        [source_list(update.sources, update.sentences)] if update.sources else [],
    )
    return _panel(parts, "UPDATE", _colour(alert), moment(update.at))


def notice_panel(notice: Notice) -> RenderableType:
    """What is wrong with a feed or a target, since when, and what can be done."""
    parts = (
        [
            Text(plain(said(notice.title)), style="bold"),
            *(Text(plain(said(sentence))) for sentence in notice.sentences),
        ],
        [Text(plain(said(line)), style="dim") for line in notice.advice],
    )
    began = "since" if notice.feed is None else "not read since"
    return _panel(parts, "NOTICE", "yellow", f"{began} {moment(notice.since)}")


def rollup_panel(rollup: Rollup) -> RenderableType:
    """Further stories, each with its address, the newest first."""
    newest = list(reversed(rollup.items))
    left = max(0, len(newest) - MOST_LISTED) + rollup.more
    parts = (
        [Text(f"{rolled(rollup)}:")],
        [line for item in newest[:MOST_LISTED] for line in _listed(item)],
        [Text(f"and {left} more", style="dim")] if left else [],
    )
    return _panel(parts, "MORE", "red", f"since {moment(rollup.since)}")


def pointer_line(pointer: Pointer) -> RenderableType:
    """What an alert turned out to be."""
    return Text(f"One event with another alert: {plain(pointer.headline)}", style="dim")


def _panel(
    parts: Iterable[Sequence[RenderableType]], heading: str, colour: str, below: str
) -> RenderableType:
    """A frame of that colour around the parts, a blank line between those that say something."""
    lines = [line for part in parts if part for line in (Text(), *part)][1:]
    return Panel(
        Group(*lines),
        title=Text(f" {heading} ", style=f"bold {'white' if colour == 'red' else 'black'} on {colour}"),
        title_align="left",
        subtitle=Text(below, style="dim"),
        subtitle_align="right",
        border_style=colour,
        box=box.ROUNDED,
        padding=(1, 2),
    )


def _lines(texts: Sequence[str]) -> list[RenderableType]:
    return [Text(text, style="bold yellow") for text in texts if text]


def _colour(alert: Alert) -> str:
    if alert.retracted:
        return "white"
    return "yellow" if unconfirmed(alert) else "red"


def _changed(were: Sequence[str], now: Summary) -> list[RenderableType]:
    """What its outlet's headline was, the latest first; what went is struck out."""
    old = ([one for one in step if one.kind != "new"] for step in steps(were, now.headline))
    lines = (
        Text(" ").join(Text(plain(one.text), style="strike" if one.kind == "gone" else "") for one in step)
        for step in old
    )
    return section("Headline changed; it was:", lines)


def _corrected(alert: Alert) -> list[RenderableType]:
    """What outlets took back."""
    return section("Corrected:", map(quoted, alert.corrections))


def _said(alert: Alert) -> list[RenderableType]:
    """What people said beyond the sentences."""
    quotes = beyond(alert.quotes, alert.summary.sentences)[:MOST_QUOTES]
    return section("Said:", (line for quote in quotes for line in _quote(quote)), "bold cyan")


def _quote(quote: StoryQuote) -> list[Text]:
    """What somebody said, as it was printed, and how another outlet prints it."""
    first, *others = quote.printed
    speaker = spoken_by(quote, plain)
    outlets = dict.fromkeys(plain(outlet) for outlet in (first.outlet, *(one.outlet for one in first.also)))
    by = linked(f"[{', '.join(outlets)}]", first.url, "cyan")
    told = [Text.assemble((f"{speaker}: " if speaker else "", "bold"), plain(first.text), " ", by)]
    for words, one in zip(quote.differences[:1], others, strict=False):
        told.append(Text(f"  wordings differ: {plain(one.outlet)} has “{plain(words)}”", style="dim"))
    return told


def _rows(alert: Alert) -> list[tuple[str, str | Text]]:
    rows: list[tuple[str, str | Text]] = [("Who", who(alert.flags))] if alert.flags else []
    if alert.upcoming:
        said = alert.upcoming.what
        when = moment(alert.upcoming.at) if alert.upcoming.at else day_and_clock(alert.upcoming)
        source = linked(f"[{plain(said.outlet)}]", said.url, "cyan")
        rows.append(("Next", Text.assemble((f"{when}: ", "bold"), plain(said.text), " ", source)))
    return [*rows, ("Reports", _outlets(alert))]


def _outlets(alert: Alert) -> str:
    named = [plain(outlet) for outlet in alert.outlets[:MOST_OUTLETS]]
    if left := len(alert.outlets) - len(named):
        named.append(f"and {left} more")
    doubt = unconfirmed(alert)
    return f"{outlet_count(alert)}: {', '.join(named)}{f' — {doubt[0].lower()}{doubt[1:]}' if doubt else ''}"


def _listed(item: RollupItem) -> list[RenderableType]:
    outlets = f"{item.outlets} outlets" if item.outlets > 1 else ""
    about = "  ".join(filter(None, (outlets, moment(item.last_at), plain(item.url or ""))))
    mark = f"{RETRACTED}: " if item.retracted else ""
    title = linked(mark + (plain(item.headline) or "Untitled"), item.url, "bold")
    return [title, Padding(Text(about, style="dim", overflow="fold"), (0, 0, 0, 2))]
