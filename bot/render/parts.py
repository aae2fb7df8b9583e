"""The pieces that alerts, digests and answers share, each within a budget."""

from collections.abc import Callable, Sequence
from itertools import islice

from bot.render.escape import at, escaped, link, plain
from bot.render.limits import fit, joined, units
from bot.words import mark, named, number, phrases, t
from config.phrase import Reason
from summarise.model import Disagreement, Flag, Source, SummarySentence
from summarise.model.reading import Role
from summarise.text.mend import shown

ROLES: dict[Role, str] = {
    "speaker": mark("speaks"),
    "subject": mark("in the lead"),
    "mention": mark("mentioned"),
}

LONGEST_OUTLET = 60
LONGEST_PART = 300
LONGEST_ADDRESS = 400


def and_more(left: int) -> str:
    """What says that so many did not fit."""
    return t("and {count} more", count=number(left))


def small_more(left: int) -> str:
    """The same in small print, on a line of its own."""
    return f"-# {and_more(left)}"


def sentence(reason: Reason, budget: int) -> str:
    """A sentence of the desk's in the language spoken, what is foreign in it escaped; empty where it is."""
    told = phrases.said(reason, lambda text: fit(plain(text), LONGEST_PART, escaped), lambda one: at(one.at))
    if told.strip() and units(told) <= budget:
        return told
    return fit(plain(phrases.said(reason)), budget, escaped)


def headline(text: str, budget: int) -> str:
    """A headline, never empty."""
    return fit(plain(shown(text)) or t("Untitled"), budget, escaped)


def cited(sentence: SummarySentence, budget: int) -> str:
    """The sentence, the link to its article, and who else says so; the sentence is cut, the links are not."""
    source = outlet_link(sentence.outlet, sentence.url)
    others = [one for one in outlets_of(sentence.also) if one.outlet != sentence.outlet]
    if others and 4 * units(source) < budget:
        source = f"{source} · {outlet_links(others, budget // 4)}"
    said = fit(plain(shown(sentence.text)), budget - units(source) - 1, escaped)
    return f"{said} {source}" if said else ""


def outlet_link(outlet: str, url: str | None) -> str:
    """An outlet's name, linked where the address is short enough and may be linked."""
    return link(fit(plain(outlet) or t("source"), LONGEST_OUTLET), url, LONGEST_ADDRESS)


def outlet_name(outlet: str) -> str:
    """An outlet's name."""
    return fit(plain(outlet) or t("source"), LONGEST_OUTLET, escaped)


def outlets_of(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Each outlet's first source, in order of first report."""
    first: dict[str, Source] = {}
    for source in sources:
        first.setdefault(source.outlet, source)
    return tuple(first.values())


def outlet_links(sources: Sequence[Source], budget: int) -> str:
    """Every outlet, linked to its first report, as far as the budget goes."""
    links = [outlet_link(source.outlet, source.url) for source in outlets_of(sources)]
    return joined(links, " · ", budget, and_more)


def outlet_names(sources: Sequence[Source], budget: int) -> str:
    """Every outlet by name, as far as the budget goes."""
    names = [outlet_name(source.outlet) for source in outlets_of(sources)]
    return joined(names, ", ", budget, and_more)


def who(flags: Sequence[Flag], budget: int) -> str:
    """The watched actors with what they do in the story, one a line."""
    lines = [f"**{fit(plain(flag.name), 100, escaped)}** ({named(ROLES[flag.role])})" for flag in flags]
    return joined(lines, "\n", budget, and_more)


def names(flags: Sequence[Flag], budget: int) -> str:
    """The watched actors by name."""
    return joined([fit(plain(flag.name), 100, escaped) for flag in flags], ", ", budget, and_more)


def cited_lines(sentences: Sequence[SummarySentence], most: int, budget: int) -> str:
    """At most so many sentences, a paragraph each; room that one leaves goes to those after it.

    Where there is little room the first ones get it: none is squeezed beside its links.
    """
    lines: list[str] = []
    shown = tuple(islice(sentences, most))
    for count_left, sentence in zip(range(len(shown), 0, -1), shown, strict=True):
        line = cited(sentence, min(budget, max(budget // count_left, _ROOM_OF_ONE)) - 2)
        if line:
            lines.append(line)
            budget -= units(line) + 2
    return "\n\n".join(lines)


_ROOM_OF_ONE = 700


def quotes(disagreement: Disagreement | None, budget: int) -> str:
    """What outlets say who disagree, each quoted on a line of its own; empty where two find no room.

    Links that are too long are left out before the quotes are.
    """
    said = () if disagreement is None else disagreement.sentences
    for source in (outlet_link, _unlinked):
        lines = [line for each in said if (line := _quote(each, source, budget // max(1, len(said)) - 1))]
        if len(lines) >= _TWO:
            return "\n".join(lines)
    return ""


_TWO = 2


def quoted(sentences: Sequence[SummarySentence], budget: int) -> str:
    """Each sentence quoted on a line of its own with who printed it; those that find no room are left out."""
    each = budget // max(1, len(sentences)) - 1
    lines = [_quote(said, outlet_link, each) or _quote(said, _unlinked, each) for said in sentences]
    return "\n".join(filter(None, lines))


def _quote(sentence: SummarySentence, source: Callable[[str, str | None], str], budget: int) -> str:
    by = source(sentence.outlet, sentence.url)
    said = fit(plain(shown(sentence.text)), budget - units(by) - len("“” "), escaped)
    return f"“{said}” {by}" if said else ""


def _unlinked(outlet: str, _: str | None) -> str:
    return outlet_name(outlet)
