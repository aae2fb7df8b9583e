"""What people said, as it was printed: speaker, words, who prints them, and where wordings differ."""

from collections.abc import Sequence
from itertools import islice

from bot.render.escape import escaped, plain
from bot.render.limits import fit, units
from bot.render.parts import and_more, outlet_link, outlet_links, outlet_name, outlet_names
from bot.render.standing import Show
from bot.words import t
from summarise.model import Source, StoryQuote, SummarySentence
from summarise.text.mend import shown

MOST_QUOTES = 4
LEAST = 360
"""Less room than this is given to no quote but the last."""

LONGEST_NAME = 80
LONGEST_WORDING = 120
WORDS_AT_LEAST = 40


def quote_lines(quotes: Sequence[StoryQuote], budget: int) -> str:
    """A paragraph for each of the first few; room that one leaves goes to those after it."""
    lines: list[str] = []
    told = tuple(islice(quotes, MOST_QUOTES))
    for count_left, quote in zip(range(len(told), 0, -1), told, strict=True):
        line = quote_line(quote, min(budget, max(LEAST, budget // count_left)) - 1)
        if line:
            lines.append(line)
            budget -= units(line) + 1
    return "\n".join(lines)


def quote_line(quote: StoryQuote, budget: int) -> str:
    """Who says what, linked to the outlets that print it; or nothing where the words find no room.

    What differs in other outlets' wordings stands below it in small print, where there is room.
    """
    speaker = spoken_by(quote, _name)
    start = f"{speaker}: " if speaker else ""
    first, *others = quote.printed
    words = plain(shown(first.text))
    room = budget - units(start) - 1
    by = _printed_by(first, max(room // 2, room - units(escaped(words))), room - 2 * WORDS_AT_LEAST)
    said = fit(words, room - units(by), escaped)
    if not said or units(said) < min(WORDS_AT_LEAST, units(words)):
        return ""
    line = f"{start}{said} {by}"
    below = _differs(quote.differences, others)
    return f"{line}\n{below}" if below and units(line) + units(below) < budget else line


def beyond(quotes: Sequence[StoryQuote], told: Sequence[SummarySentence]) -> tuple[StoryQuote, ...]:
    """The quotes without reported speech that stands in a sentence that is told anyway."""
    texts = [shown(sentence.text) for sentence in told]
    return tuple(
        quote
        for quote in quotes
        if quote.kind == "quote" or not any(shown(quote.printed[0].text) in text for text in texts)
    )


def spoken_by(quote: StoryQuote, name: Show) -> str:
    """The speaker, and for whom; empty where nobody is named."""
    speaker = name(quote.speaker or "")
    behalf = name(quote.behalf or "")
    if not speaker:
        return t("for {name}", name=behalf) if behalf else ""
    return t("{speaker}, for {name}", speaker=speaker, name=behalf) if behalf else speaker


def _name(name: str) -> str:
    said = fit(plain(name), LONGEST_NAME, escaped)
    return f"**{said}**" if said else ""


def _printed_by(printed: SummarySentence, budget: int, most: int) -> str:
    """Every outlet that prints it, as far as there is room; where one link alone needs more, up to `most`,
    that one; by name where not even that fits."""
    first = Source(outlet=printed.outlet, title="", url=printed.url)
    own = outlet_link(first.outlet, first.url)
    if units(own) + len(f" · {and_more(999)}") <= budget:
        return outlet_links((first, *printed.also), budget)
    return own if units(own) <= most else outlet_names((first, *printed.also), budget)


def _differs(differences: Sequence[str], others: Sequence[SummarySentence]) -> str:
    """Which words one other outlet has instead, and how many wordings more there are."""
    told = zip(differences, others, strict=False)
    found = next(((words, one) for words, one in told if plain(words)), None)
    if found is None:
        return f"-# {t('Wordings differ')}" if others else ""
    words, one = found
    more = ", " + and_more(len(others) - 1) if len(others) > 1 else ""
    instead = fit(plain(shown(words)), LONGEST_WORDING, escaped)
    said = t("Wordings differ: {outlet} has “{words}”", outlet=outlet_name(one.outlet), words=instead)
    return f"-# {said}{more}"
