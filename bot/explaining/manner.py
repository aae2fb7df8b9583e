"""How what is explained is written where it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.explaining.times import ago, ahead, local
from bot.words import t
from bot.words.phrases import said
from config.phrase import Reason

Row = tuple[str, str]
"""A label and what is said."""

Section = tuple[str, tuple[Row, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """`said` makes what comes from elsewhere fit to stand there, `address` an address, as far as whoever
    reads it may know it; the others write moments, seen from now."""

    said: Callable[[str], str]
    address: Callable[[str], str]
    ago: Callable[[datetime, datetime], str]
    ahead: Callable[[datetime, datetime], str]
    at: Callable[[datetime], str]

    def told(self, reason: Reason) -> str:
        """A sentence of ours, with what comes from elsewhere in it made fit."""
        return said(reason, self.said)

    def when(self, moment: datetime, now: datetime) -> str:
        """How long ago, or how far ahead."""
        return self.ahead(moment, now) if moment > now else self.ago(moment, now)

    def last(self, moment: datetime | None, now: datetime) -> str:
        """How long ago, or never."""
        return t("never") if moment is None else self.ago(moment, now)

    def next(self, moment: datetime | None, now: datetime) -> str:
        """How far ahead, or never."""
        return t("never") if moment is None else self.ahead(moment, now)


PLAIN: Final = Manner(said=str, address=str, ago=ago, ahead=ahead, at=local)
"""As a terminal shows it."""
