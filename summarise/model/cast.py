"""Who is in a story, what they said and what is announced: what all its outlets tell, put together."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from summarise.model.reading import Day, Role
from summarise.model.summary import SummarySentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What somebody is in an article or a story: their strongest role there, and how much it is about them.

    `salience` is a share: those of all parts add up to 1.
    """

    actor: str
    name: str
    role: Role
    salience: float


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryQuote:
    """What somebody said, as every outlet prints it: the fullest wording first, then the others by time.

    Each of `printed` is a verbatim slice with its `also`, who prints the same words or some of them; where a
    cue splits a quote, the slice runs from its first part to its last. More than one means that the wordings
    differ; `differences` are then, for each after the first, the words that it has instead. `voices` are the
    independent sources: an outlet is one, and so are all that print one wire report.
    """

    kind: Literal["quote", "statement"]
    actor: str | None
    speaker: str | None
    behalf_actor: str | None
    behalf: str | None
    printed: tuple[SummarySentence, ...]
    differences: tuple[str, ...] = ()
    voices: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaItem:
    """What is announced for a day or a span of days, once for all outlets that announce it.

    `what` is the clearest announcement, with the others as its `also`; dates are as in Appointment.
    """

    date: Day
    last: Day
    clock: time | None
    at: datetime | None
    what: SummarySentence
    actors: tuple[str, ...]
