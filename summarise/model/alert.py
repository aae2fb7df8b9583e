"""What messages about stories say: alerts, what is new below them, and what stands in their place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from config.phrase import Reason
from summarise.model.cast import AgendaItem, StoryQuote
from summarise.model.summary import Disagreement, Flag, Source, Summary, SummarySentence

Escalation = Literal["corroborated", "speaks", "corrected", "retracted"]
"""What is worth a ping: a second independent source, a watched actor who now speaks, words taken back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """What one message about a story says.

    `reasons` are sentences that tell why it was sent. `voices` are the independent sources behind `sources`:
    an outlet is one, and so are all that print one wire report (0 where nobody counted). `corrections` are
    what its reports took back, the latest first; `retracted` says that its lede's outlet withdrew it,
    `withdrawn_by` which outlets did (empty: not told). `began_with` is how many outlets told it when the
    target was first told (0: unknown), `were` the headlines that its outlet has changed since, the latest
    first. `escalated` is what the target was told of as such so far, `heard_speaking` the watched actors who
    were told to speak, `fired` the ids of the watches that it was told for (empty: not known).
    """

    story: int
    summary: Summary
    flags: tuple[Flag, ...]
    sources: tuple[Source, ...]
    first_at: datetime
    last_at: datetime
    reasons: tuple[Reason, ...]
    disagreement: Disagreement | None = None
    voices: int = 0
    corrections: tuple[SummarySentence, ...] = ()
    quotes: tuple[StoryQuote, ...] = ()
    upcoming: AgendaItem | None = None
    began_with: int = 0
    were: tuple[str, ...] = ()
    retracted: bool = False
    withdrawn_by: tuple[str, ...] = ()
    escalated: tuple[Escalation, ...] = ()
    heard_speaking: tuple[str, ...] = ()
    fired: tuple[int, ...] = ()
    kind: Literal["alert"] = "alert"

    @property
    def outlets(self) -> tuple[str, ...]:
        """Each outlet once, in order of first report."""
        return tuple(dict.fromkeys(source.outlet for source in self.sources))


@dataclass(frozen=True, kw_only=True, slots=True)
class Update:
    """What a message below an alert says: `sentences` and `sources` that came since it was last told.

    `alert` is how the alert would read now. A thread is named for its headline. `escalations` are what this
    message is pinged for, `speaking` the watched actors who speak now and did not (empty: not told), and
    `renamed` says that its headline is one of what is new.
    """

    alert: Alert
    escalations: tuple[Escalation, ...]
    sentences: tuple[SummarySentence, ...]
    sources: tuple[Source, ...]
    at: datetime
    speaking: tuple[str, ...] = ()
    renamed: bool = False
    kind: Literal["update"] = "update"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pointer:
    """Stands in place of an alert whose story turned out to be `story`, which the target was told as well."""

    story: int
    headline: str
    kind: Literal["pointer"] = "pointer"


@dataclass(frozen=True, kw_only=True, slots=True)
class RollupItem:
    """A story of which a target hears in a list; `retracted` as in Alert."""

    story: int
    headline: str
    url: str | None
    outlets: int
    last_at: datetime
    reasons: tuple[Reason, ...] = ()
    retracted: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Rollup:
    """Stories beyond the `limit` of alerts that a target hears of in an hour, or that came during a cooldown
    (`limit` 0), newest last, and how many `more` came before those."""

    items: tuple[RollupItem, ...]
    since: datetime
    limit: int
    more: int = 0
    kind: Literal["rollup"] = "rollup"
