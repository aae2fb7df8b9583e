"""One text of an article under judgement, and what is known of it before any form is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from summarise.actors.catalogue import Actor
from summarise.actors.explain import KEPT
from summarise.actors.index import Rule, Sense
from summarise.actors.match.profile import Profiles

_KEPT = frozenset(KEPT)
_TOLD = 8
PENDING = "pending"
"""The reason of a bare surname or a word in capitals, for which the rest of the article decides."""


class Finding(NamedTuple):
    """A form at [start, end) with what it may mean there, and the reason to keep it or not."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    rule: Rule
    reason: str
    word: str = ""

    @property
    def kept(self) -> bool:
        return self.reason in _KEPT

    @property
    def actor(self) -> Actor:
        """The actor meant, or the first who could be."""
        return self.senses[0].actor


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A text with all folded texts of its article and the article's day.

    `lacking` remembers of whom the article lacks the words that they need; its texts share it.
    """

    text: str
    article: Sequence[str]
    on: date | None
    profiles: Profiles
    lacking: dict[str, bool] = field(default_factory=dict)

    def lacks_context(self, actor: Actor) -> bool:
        """Whether the actor's short forms need words that the article has not."""
        lacks = self.lacking.get(actor.id)
        if lacks is None:
            wanted = self.profiles.of(actor).context
            lacks = bool(wanted) and not any(
                _has_word(text, word) for text in self.article for word in wanted
            )
            self.lacking[actor.id] = lacks
        return lacks

    def unmet(self, actor: Actor) -> str:
        """The words that the actor's short forms need, the first ones, for people."""
        return ", ".join(actor.context[:_TOLD]) + ("…" if len(actor.context) > _TOLD else "")


def _has_word(text: str, word: str) -> bool:
    """Whether a word of the text begins so ("India" is in "Indian", not in "Windiam")."""
    at = text.find(word)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum() or not word[0].isascii():
            return True
        at = text.find(word, at + 1)
    return False
