"""Why a form was taken for an actor, or was not, in words for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from summarise.actors.catalogue import Actor
from summarise.actors.index import Rule

KEPT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "“{form}” is a name of {actor}",
        "full": "surname “{form}” with {actor}'s own first name before it",
        "rank": "surname “{form}” follows “{word}”, an office of {actor}",
        "country": "surname “{form}” follows “{word}”, whose office {actor} has held",
        "leader": "surname “{form}”: {actor} was in office that day, and the article has “{word}”",
        "title": "“{form}” is the title of {actor} on that day",
        "known": "surname “{form}”: the article names {actor} in full or by a title",
        "unmistakable": "surname “{form}”: in the news only {actor} is called so",
    }
)
VETOED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "inside": "“{form}” is a part of the longer word “{word}”",
        "address": "“{form}” is inside an address, a handle, a hashtag or a file name, “{word}”",
        "adjective": "“{form}” is a part of the adjective “{word}”",
        "double": "“{form}” is a part of the double name “{word}”",
        "small": "“{form}” is not written with a capital as the name is",
        "acronym": "“{form}” is not written in capitals as the acronym is",
        "capitals": "“{form}” stands in a text all in capitals, where it may be a word",
        "veto": "“{form}” is followed by “{word}”, which the catalogue says makes it something else",
        "before": "“{form}” is preceded by “{word}”, which the catalogue says makes it something else",
        "organisation": "“{form}” is followed by “{word}”: an organisation's name, a place's or a namesake's",
        "attribute": "“{form}” is an attribute of “{word}” after it",
        "occupation": "“{form}” is preceded by “{word}”: a namesake of {actor}",
        "word": "“{form}” may be a word here, no verb or possessive tells that it is {actor}",
        "wordplay": "“{form}” is followed by “{word}”: a word, not a name",
        "place": "“{form}” is followed by “{word}”: a place",
        "named after": "“{form}” is preceded by “{word}”: something named after somebody",
        "plural": "“{form}” is the plural of a name: a family, or others like them",
        "first name": "“{form}” is the first name of somebody else here, followed by “{word}”",
        "other first name": "surname “{form}” follows another first name, “{word}”",
        "article": "surname “{form}” stands alone after “{word}”: a thing or a kind, not a person",
        "relative": "“{form}” is preceded by “{word}”: a relative or a namesake of {actor}",
        "other rank": "surname “{form}” follows “{word}”, which {actor} has never been",
        "not held": "title “{form}” was not held by {actor} on that day",
        "other holder": "title “{form}” is preceded by “{word}”: not who holds it",
        "several": "title “{form}” is one that several hold at once",
        "not yet": "title “{form}” is followed by “{word}”: not who holds it",
        "office": "title “{form}” is the office here, not who holds it",
        "other name": "title “{form}” belongs to the name beside it, “{word}”",
        "context": "“{form}” counts for {actor} only where the article has one of the words {word}",
        "alone": "surname “{form}” stands alone: the article names {actor} nowhere in full or by a title",
        "namesake": "surname “{form}” is borne by somebody else whom the article names in full",
        "nearer": "surname “{form}” means who was last named in full, not {actor}",
        "shared": "“{form}” belongs to several actors: {actor}",
        "everybody's": "“{form}” is somebody else's here, or in their name: everybody's actors come first",
        "covered": "“{form}” is a part of “{word}”",
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was decided about the form found at [start, end) of a text.

    `actors` are those whom the form can stand for by `rule`; it was `kept` as a mention of the only one, or
    not. `reason` is a key of KEPT or VETOED, and `word` what in the text decided.
    """

    start: int
    end: int
    form: str
    actors: tuple[Actor, ...]
    rule: Rule
    kept: bool
    reason: str
    word: str

    @property
    def because(self) -> str:
        """The reason in words: "surname “Trump” follows another first name, “Eric”"."""
        wording = KEPT[self.reason] if self.kept else VETOED[self.reason]
        names = ", ".join(actor.name for actor in self.actors)
        return wording.format(form=" ".join(self.form.split()), word=" ".join(self.word.split()), actor=names)
