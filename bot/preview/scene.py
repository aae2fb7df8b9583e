"""When, where and in which colours a message is looked at."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Final, Literal, get_args

Look = Literal["dark", "light", "system"]

LOOKS: Final[tuple[Look, ...]] = get_args(Look)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """The reader's clock and zone; `look` "system" is whatever the reader's machine prefers.

    `sent` is when the message came; without it, it comes now.
    """

    now: datetime
    sent: datetime | None = None
    zone: tzinfo = UTC
    look: Look = "system"
