"""Questions to a person: on a terminal, over a pipe (a line an answer), or taken as proposed."""

import sys
from getpass import getpass
from textwrap import fill
from typing import Final

from rich.console import Console
from rich.text import Text

from config.errors import ConfigurationError

ENDED = "The answers ended before there was one that can be used. Nothing was written."
INDENT: Final = "   "
WIDEST: Final = 80
"""Columns of a paragraph."""


class Asker:
    """`asks_nobody` takes every proposal. Over a pipe, so does the end of the answers."""

    def __init__(self, out: Console, *, asks_nobody: bool = False) -> None:
        self._out = out
        self._asks_nobody = asks_nobody
        self.is_person = sys.stdin.isatty() and not asks_nobody
        self.has_ended = asks_nobody

    def tell(self, words: str = "", style: str = "") -> None:
        """A paragraph; nothing in it is markup. A terminal's is folded, as far in as it begins."""
        self._out.print(Text(self._folded(words), style=style), soft_wrap=True)

    def head(self, words: str) -> None:
        """What the next questions are about."""
        self.tell()
        self.tell(words, style="bold")

    def _folded(self, words: str) -> str:
        if not self._out.is_terminal:
            return words
        before = words[: len(words) - len(words.lstrip())]
        # an address stays whole, and can be clicked
        fold = {"break_long_words": False, "break_on_hyphens": False, "subsequent_indent": before}
        return fill(words, min(self._out.width, WIDEST), **fold)  # type: ignore[arg-type]

    def ask(self, question: str, proposal: str = "") -> str:
        """What is answered, trimmed; the proposal where that is nothing."""
        shown = f"{INDENT}{question}{f' [{proposal}]' if proposal else ''}: "
        return self._answer(shown, hidden=False) or proposal

    def ask_secret(self, question: str) -> str:
        """What is answered, which is never shown."""
        return self._answer(f"{INDENT}{question}: ", hidden=True)

    def agrees(self, question: str, *, proposal: bool, unanswered: bool = False) -> bool:
        """Whether the answer is yes, or what is `unanswered` where the answers have ended.

        Yes where it was wanted to ask nobody.
        """
        if self._asks_nobody:
            return True
        answer = self._answer(f"{INDENT}{question} [{'Y/n' if proposal else 'y/N'}]: ", hidden=False)
        if not answer:
            return unanswered if self.has_ended else proposal
        return answer.casefold() in ("y", "yes")

    def _answer(self, shown: str, *, hidden: bool) -> str:
        if self._asks_nobody:
            return ""
        if self.is_person:
            return self._typed(shown, hidden=hidden)
        self._out.print(Text(shown), soft_wrap=True)
        line = "" if self.has_ended else sys.stdin.readline()
        self.has_ended = self.has_ended or not line
        return line.strip()

    def _typed(self, shown: str, *, hidden: bool) -> str:
        try:
            # getpass asks once nothing is shown any more; rich would ask first
            return (getpass(shown) if hidden else self._out.input(Text(shown))).strip()
        except EOFError:
            self.has_ended = True
            raise ConfigurationError(ENDED) from None
