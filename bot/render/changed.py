"""How an outlet changed its headline: the words that went struck out, those in their place bold."""

from collections.abc import Sequence
from itertools import islice

from bot.render.difference import Change, difference
from bot.render.escape import escaped, plain
from bot.render.limits import fit, units
from summarise.text.mend import shown

MOST_STEPS = 3
LONGEST = 300


def steps(were: Sequence[str], now: str) -> tuple[tuple[Change, ...], ...]:
    """Each change of the headline that a reader can see, the latest first; `were` are those before it."""
    lines = [fit(plain(shown(line)), LONGEST) for line in (now, *islice(were, MOST_STEPS))]
    pairs = zip(lines[1:], lines, strict=False)
    return tuple(difference(old, new) for old, new in pairs if old and new and old != new)


def changed_lines(were: Sequence[str], now: str, budget: int) -> str:
    """A line for each change, the latest first, as far as there is room."""
    lines: list[str] = []
    for step in steps(were, now):
        line = " ".join(map(_marked, step))
        budget -= units(line) + 1
        if budget < 0:
            break
        lines.append(line)
    return "\n".join(lines)


def _marked(change: Change) -> str:
    """Discord strikes out to the next two tildes, escaped or not: what is struck out holds none."""
    if change.kind == "gone":
        return f"~~{escaped(change.text.replace('~', '-'))}~~"
    return f"**{escaped(change.text)}**" if change.kind == "new" else escaped(change.text)
