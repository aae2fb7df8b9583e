"""What Wirewatch says of itself to a server: a greeting, and who changed what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, kw_only=True, slots=True)
class Greeting:
    """The first words to a server that the bot was added to; or a test message that this member wanted."""

    wanted_by: str | None = None
    kind: Literal["greeting"] = "greeting"


@dataclass(frozen=True, kw_only=True, slots=True)
class Logged:
    """A change that the member `by` (an id) made at a moment, in a sentence of markdown."""

    by: str
    text: str
    at: datetime
    kind: Literal["logged"] = "logged"
