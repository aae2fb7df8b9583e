"""Phrases of the desk in the language that is being spoken."""

from collections.abc import Callable

from bot.words.catalogue import translation
from bot.words.speaking import listed, number, spoken
from config.phrase import Listed, Moment, Part, Phrase, Reason, english


def said(
    reason: Reason,
    show: Callable[[str], str] = str,
    moment: Callable[[Moment], str] = english,
) -> str:
    """The sentence; `show` makes what comes from elsewhere fit to stand in it, `moment` shows moments."""
    if isinstance(reason, str):
        return show(reason)
    words = translation(spoken())
    many = reason.many
    text = words.of(reason.text) if many is None else words.counted(reason.text, many, reason.count)
    parts = {name: _part(part, show, moment) for name, part in reason.parts}
    return text.format(count=number(reason.count), **parts)


def _part(part: Part, show: Callable[[str], str], moment: Callable[[Moment], str]) -> str:
    match part:
        case Moment():
            return moment(part)
        case Listed(items=items, word=word):
            shown = [_part(item, show, moment) for item in items]
            return listed(shown, word) if word in ("and", "or") else f"{word.strip()} ".join(shown)
        case Phrase():
            return said(part, show, moment)
        case int() | float():
            return number(part)
    return show(part)
