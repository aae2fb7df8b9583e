"""Saying things in the language that is being spoken."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Literal

from babel.lists import format_list
from babel.numbers import format_decimal

from bot.words.catalogue import ENGLISH, translation

_spoken: Final[ContextVar[str]] = ContextVar("spoken", default=ENGLISH)


def spoken() -> str:
    """The code of the language that is being spoken."""
    return _spoken.get()


def speak(language: str) -> None:
    """From now on this task speaks the language, which is one of LANGUAGES."""
    _spoken.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """What is said inside is said in this language, which is one of LANGUAGES."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def t(text: str, /, **parts: object) -> str:
    """The text in the language spoken, with its {parts}."""
    said = translation(_spoken.get()).of(text)
    return said.format(**parts) if parts else said


def tn(one: str, many: str, count: int, /, **parts: object) -> str:
    """The one for 1, the other for any other number, with {count} as it is written here, and its {parts}."""
    said = translation(_spoken.get()).counted(one, many, count)
    return said.format(count=number(count), **parts)


def named(text: str, /, context: str = "") -> str:
    """The text in the language spoken, marked where it was defined; the same word may differ by context."""
    return translation(_spoken.get()).of(text, context)


def mark(text: str, /) -> str:
    """The text itself: it is translated where it is used, with `named`."""
    return text


def number(count: float) -> str:
    """A number as it is written in the language spoken: 1,000 or 1.000, 2.5 or 2,5."""
    return format_decimal(count, locale=_spoken.get())


def listed(names: Iterable[str], word: Literal["and", "or"] = "and") -> str:
    """ "A, B and C", "A, B or C"; "" of nothing."""
    style: Literal["standard", "or"] = "standard" if word == "and" else "or"
    locale = "en_GB" if _spoken.get() == ENGLISH else _spoken.get()  # without the comma before "and"
    return format_list(list(names), style, locale)
