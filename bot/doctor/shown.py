"""The findings for people, in 80 columns."""

from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Final

from rich.text import Text

from bot.doctor.finding import Finding, State, worst
from feeds.clean import visible

WIDTH: Final = 80
NAME, LABEL = 14, 9
SIGNS: Final[Mapping[State, tuple[str, str]]] = {
    "well": ("ok", "green"),
    "warning": ("look", "yellow"),
    "trouble": ("TROUBLE", "bold red"),
    "skipped": ("-", "dim"),
}
SUMS: Final[Mapping[State, str]] = {
    "well": "Nothing is wrong.",
    "skipped": "Nothing was looked at.",
    "warning": "It works; what is marked `look` deserves a look.",
    "trouble": "Something is in trouble: do what stands beside it, then ask again.",
}


def shown(findings: tuple[Finding, ...]) -> Iterator[Text]:
    """A line after the other: state, check, what was found; below it, what to do."""
    for finding in findings:
        sign, style = SIGNS[finding.state]
        head = Text.assemble((f"{sign:<{LABEL}}", style), (f"{finding.name:<{NAME}}", "bold"))
        for line in _folded(finding.found, ""):
            yield Text.assemble(head, line)
            head = Text(" " * (LABEL + NAME))
        for line in _folded(finding.advice, "→ "):
            yield Text.assemble(head, (line, style))
    yield Text("")
    state = worst(findings)
    yield Text(SUMS[state], style=SIGNS[state][1])


def _folded(texts: tuple[str, ...], mark: str) -> Iterator[str]:
    for text in texts:
        for paragraph in text.splitlines():
            yield from wrap(
                visible(f"{mark}{paragraph}"),
                WIDTH - LABEL - NAME - 1,
                subsequent_indent=" " * len(mark),
                break_long_words=False,
                break_on_hyphens=False,
            )
