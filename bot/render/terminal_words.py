"""The pieces that a terminal's panels share. Feed text is never markup and never moves the cursor."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.table import Table
from rich.text import Text

from bot.render.escape import web_address
from summarise.model import Disagreement, Flag, Role, Source, Summary, SummarySentence
from summarise.text.clean import shown

ROLES: dict[Role, str] = {"speaker": "speaks", "subject": "acts", "mention": "named"}
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]+")


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
    lines = []
    for sentence in told:
        own = _mark(numbers, sentence.outlet, sentence.url)
        also = (_mark(numbers, other.outlet, other.url) for other in sentence.also)
        mark = f"{own}{''.join(dict.fromkeys(one for one in also if one != own))}"
        lines.append(Text.assemble(plain(sentence.text), " ", linked(mark, sentence.url, "cyan")))
    return lines


def _mark(numbers: Mapping[str, int], outlet: str, url: str | None) -> str:
    number = numbers.get(url or "")
    return f"[{number}]" if number else f"[{plain(outlet)}]"


def disagreeing(disagreement: Disagreement | None) -> list[Text]:
    """Two or three outlets' own sentences where their numbers differ."""
    if disagreement is None:
        return []
    return [Text("Outlets disagree:", style="bold yellow"), *map(quoted, disagreement.sentences)]


def quoted(said: SummarySentence) -> Text:
    """A sentence in quotation marks with who printed it."""
    return Text.assemble(f"  “{plain(said.text)}” ", (f"[{plain(said.outlet)}]", "cyan"))


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


def source_list(sources: Sequence[Source]) -> Table:
    """Each source with its number and address."""
    table = Table.grid(padding=(0, 1))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(style="dim", overflow="fold")
    for number, source in enumerate(sources, 1):
        table.add_row(f"[{number}]", Text(f"{plain(source.outlet)}  {plain(source.url or '')}"))
    return table


def counted(stories: int) -> str:
    """How many stories, in words."""
    return "1 story" if stories == 1 else f"{stories} stories"


def moment(at: datetime) -> str:
    """A moment, the same for every reader."""
    return f"{at.day} {at:%b %Y %H:%M} UTC"
