"""Discord's limits, and how text is made to fit them.

Lengths are counted in UTF-16 units: never less than what Discord counts, whichever way it counts.
"""

from collections.abc import Callable, Iterable, Sequence

EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELD_VALUE = 1024
EMBED_TOTAL = 6000
V2_COMPONENTS = 40
V2_TEXT = 4000
CHOICES = 25
CHOICE_NAME = 100

ELLIPSIS = "…"


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit(text: str, budget: int, show: Callable[[str], str] = str) -> str:
    """`show(text)`, or the longest beginning of the text that with an ellipsis fits the budget.

    Cuts between words where that costs less than half. A budget of less than one unit gives "". `show` may
    lengthen a text, never shorten it.
    """
    if len(text) <= budget and units(whole := show(text)) <= budget:
        return whole
    fits, over = 0, min(len(text), max(budget, 0) + 1)
    while over - fits > 1:
        middle = (fits + over) // 2
        if units(show(text[:middle])) < budget:
            fits = middle
        else:
            over = middle
    space = text.rfind(" ", 0, fits)
    cut = space if space > fits // 2 else fits
    shown = show(text[:cut].rstrip()) + ELLIPSIS
    return shown if units(shown) <= budget else ""


def joined(
    parts: Sequence[str], separator: str, budget: int, more: Callable[[int], str], beyond: int = 0
) -> str:
    """The parts from the first on that fit the budget, then `more(how many did not)` where some did not.

    `beyond` are further ones that count among those, though they are not given.
    """
    if not beyond and units(text := separator.join(parts)) <= budget:
        return text
    kept: list[str] = []
    used = units(more(len(parts) + beyond))
    for part in parts:
        used += units(part) + units(separator)
        if used > budget:
            break
        kept.append(part)
    return separator.join([*kept, more(len(parts) - len(kept) + beyond)])


def total(texts: Iterable[str]) -> int:
    """The length of several texts together."""
    return sum(map(units, texts))
