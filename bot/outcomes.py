"""What sending a delivery comes to. Only `Unsettled` leaves doubt."""

from dataclasses import dataclass
from datetime import datetime

from config.phrase import Reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """The target has it under this id."""

    message_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """The target will not have this one, now or later; others it may."""

    reason: Reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Delayed:
    """It has certainly not arrived; try again at `until`, or when the usual wait has passed."""

    reason: Reason
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsettled:
    """It may have arrived or not; try again at `until`, or when the usual wait has passed."""

    reason: Reason
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Stopped:
    """The target takes nothing from us until somebody changes something there.

    `asked` says that Discord was asked, and not only what is known of it; `whole_guild` that no other target
    of its guild takes anything either.
    """

    reason: Reason
    asked: bool = True
    whole_guild: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Gone:
    """What it is about was deleted: nothing more is to be said there."""

    reason: Reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Overdue:
    """It has to wait until then, and nothing else of the target has to wait for it."""

    reason: Reason
    until: datetime


Outcome = Sent | Refused | Delayed | Unsettled | Stopped | Gone | Overdue

FINAL = Sent | Refused | Gone | Overdue
"""Outcomes after which the target's next delivery may go."""
