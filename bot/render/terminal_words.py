"""The pieces that a terminal's panels share. Feed text is never markup and never moves the cursor."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.render.escape import web_address
from summarise.model import Disagreement, Flag, Role, Source, Summary, SummarySentence
from summarise.text.mend import shown

ROLES: dict[Role, str] = {"speaker": "speaks", "subject": "acts", "mention": "named"}
CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\U000e0000-\U000e0fff]+"
)


def plain(text: str) -> str:
    """Feed text without characters that a terminal would obey."""
    return CONTROL.sub(" ", shown(text))


def linked(text: str, url: str | None, style: str) -> Text:
    """The text, which a terminal that can opens as a link."""
    address = web_address(url)
    return Text(text, style=f"{style} link {address}" if address else style)


def headline(summary: Summary) -> Text:
    """The headline, never empty, linked to its article."""
    return linked(plain(summary.headline) or "Untitled", summary.url, "bold")


def sentences(told: Sequence[SummarySentence], sources: Sequence[Source]) -> list[Text]:
    """Each sentence with the numbers of the sources that say so, as `source_list` counts them."""
    numbers = {source.url: number for number, source in reversed(list(enumerate(sources, 1))) if source.url}
    return [
        Text.assemble(plain(said.text), " ", linked(_marks(said, numbers), said.url, "cyan")) for said in told
    ]


MOST_MARKS = 5


def _marks(said: SummarySentence, numbers: Mapping[str, int]) -> str:
    own = _mark(numbers, said.outlet, said.url)
    also = (_mark(numbers, other.outlet, other.url) for other in said.also)
    others = tuple(one for one in dict.fromkeys(also) if one != own)
    more = f"+{len(others) - MOST_MARKS}" if len(others) > MOST_MARKS else ""
    return f"{own}{''.join(others[:MOST_MARKS])}{more}"


def _mark(numbers: Mapping[str, int], outlet: str, url: str | None) -> str:
    number = numbers.get(url or "")
    return f"[{number}]" if number else f"[{plain(outlet)}]"


def disagreeing(disagreement: Disagreement | None) -> list[RenderableType]:
    """Two or three outlets' own sentences where their numbers differ."""
    return section("Outlets disagree:", () if disagreement is None else map(quoted, disagreement.sentences))


def section(name: str, lines: Iterable[Text], style: str = "bold yellow") -> list[RenderableType]:
    """A name and below it, indented, its lines; nothing where there are none."""
    told = [Padding(line, (0, 0, 0, 2)) for line in lines]
    return [Text(name, style=style), *told] if told else []


def quoted(said: SummarySentence) -> Text:
    """A sentence in quotation marks with who printed it."""
    return Text.assemble(f"“{plain(said.text)}” ", linked(f"[{plain(said.outlet)}]", said.url, "cyan"))


def who(flags: Sequence[Flag]) -> str:
    """The watched actors with what they do in the story."""
    return ", ".join(f"{plain(flag.name)} ({ROLES[flag.role]})" for flag in flags)


def facts(rows: Sequence[tuple[str, str | Text]]) -> Table:
    """What is known, a name and a value a row; values are never markup."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for name, value in rows:
        table.add_row(name, Text(value) if isinstance(value, str) else value)
    return table


MOST_SOURCES = 10


def source_list(sources: Sequence[Source], cited: Sequence[SummarySentence] = ()) -> Table:
    """The first sources and those of the sentences, with number and address; the others are counted."""
    table = Table.grid(padding=(0, 1))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(style="dim", overflow="fold")
    called = {said.url for said in cited if said.url}
    numbered = enumerate(sources, 1)
    listed = [(number, one) for number, one in numbered if number <= MOST_SOURCES or one.url in called]
    for number, source in listed:
        table.add_row(f"[{number}]", Text(f"{plain(source.outlet)}  {plain(source.url or '')}"))
    if left := len(sources) - len(listed):
        table.add_row("", Text(f"and {left} more"))
    return table


def counted(stories: int) -> str:
    """How many stories, in words."""
    return "1 story" if stories == 1 else f"{stories} stories"


def moment(at: datetime) -> str:
    """A moment, the same for every reader."""
    return f"{at.day} {at:%b %Y %H:%M} UTC"


def span(first: datetime, last: datetime) -> str:
    """Two moments, or one where they are the same; on one day the date is told once."""
    if moment(first) == moment(last):
        return moment(first)
    began = f"{first.day} {first:%b %Y %H:%M}"
    return f"{began} – {f'{last:%H:%M} UTC' if first.date() == last.date() else moment(last)}"
