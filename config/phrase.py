"""Sentences that can be said in another language: a text of ours, and what stands in its {parts}."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A moment, which each reader is shown by their own clock."""

    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """Several parts as a sentence lists them: "A, B and C", "A, B or C", with commas or blanks alone."""

    items: "tuple[Part, ...]"
    word: Literal["and", "or", ",", " "] = "and"


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """An English text with {parts}; `many`, where there is one, is said of any `count` but 1.

    In both, {count} is the number. A part that is text is somebody else's: a name, a word, an outlet. One
    that is a number is written as the language writes it; a year, a port or a code is text.
    """

    text: str
    parts: "tuple[tuple[str, Part], ...]" = ()
    many: str | None = None
    count: int = 1

    def __str__(self) -> str:
        """The phrase in English."""
        text = self.text if self.many is None or self.count == 1 else self.many
        return text.format(count=f"{self.count:,}", **{name: english(part) for name, part in self.parts})


Part = str | int | float | Phrase | Listed | Moment

Reason = str | Phrase
"""A sentence for people; text where it was kept before there were phrases, or comes from elsewhere."""


def phrase(text: str, /, **parts: Part) -> Phrase:
    """The phrase with these parts."""
    return Phrase(text=text, parts=tuple(parts.items()))


def with_parts(of: Phrase, /, **parts: Part) -> Phrase:
    """The phrase with these parts beside its own."""
    return replace(of, parts=(*of.parts, *parts.items()))


def counted(one: str, many: str, count: int, /, **parts: Part) -> Phrase:
    """The phrase for so many, with these parts."""
    return Phrase(text=one, many=many, count=count, parts=tuple(parts.items()))


def either(items: Sequence[Part]) -> Listed:
    """ "A, B or C"."""
    return Listed(items=tuple(items), word="or")


def both(items: Sequence[Part]) -> Listed:
    """ "A, B and C"."""
    return Listed(items=tuple(items))


def row(items: Sequence[Part]) -> Listed:
    """ "a, b, c"."""
    return Listed(items=tuple(items), word=",")


def together(sentences: Sequence[Phrase]) -> Phrase | None:
    """These sentences, one after another; None of none."""
    if len(sentences) <= 1:
        return next(iter(sentences), None)
    return Phrase(text="{said}", parts=(("said", Listed(items=tuple(sentences), word=" ")),))


def english(part: Part) -> str:
    """The part in English; a moment in UTC."""
    match part:
        case int():
            return f"{part:,}"
        case float():
            return f"{part:g}"
        case Moment(at=at):
            return f"{at.astimezone(UTC):%H:%M} UTC"
        case Listed(items=items, word=word):
            *first, last = [english(item) for item in items] or [""]
            if not first:
                return last
            if word == " ":
                return " ".join((*first, last))
            return f"{', '.join(first)}{', ' if word == ',' else f' {word} '}{last}"
    return str(part)
