"""How far somebody is in the walk of /setup, and what they chose so far."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Final, Literal, get_args

Step = Literal["channel", "feeds", "actors", "digest", "check", "finishing", "done", "cancelled"]

WALK: Final[tuple[Step, ...]] = ("channel", "feeds", "actors", "digest", "check")
"""The steps that are walked, in their order."""

MOST_ACTORS: Final = 10
"""So many actors are watched from here; `/watch add` takes more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What was chosen: a channel by id, topics and languages of feeds, actors by id, a digest's time.

    `section` is the part of the well-known actors in view. Without a `clock` ("08:00") there is no digest.
    """

    step: Step = "channel"
    channel: str = ""
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    section: str = ""
    actors: tuple[str, ...] = ()
    clock: str = ""
    zone: str = "UTC"

    def at(self, step: Step) -> "Answers":
        """The same answers at another step."""
        return replace(self, step=step)

    def further(self, steps: int) -> "Answers":
        """The same answers so many steps further, as far as the walk goes."""
        place = max(0, min(WALK.index(self.step) + steps, len(WALK) - 1))
        return self.at(WALK[place])

    def watching(self, more: Iterable[str], less: Iterable[str] = ()) -> "Answers":
        """With more actors and without others, in the order in which they were chosen: MOST_ACTORS."""
        gone = set(less) - set(more := tuple(more))
        kept = [actor for actor in self.actors if actor not in gone]
        return replace(self, actors=tuple(dict.fromkeys([*kept, *more]))[:MOST_ACTORS])


def dumped(answers: Answers) -> str:
    """The answers as JSON, the same answers always as the same text."""
    return json.dumps(asdict(answers), sort_keys=True)


def loaded(text: str) -> Answers:
    """The answers that were dumped; what is not known is left as it is at first."""
    told = json.loads(text)
    known = {field.name: told[field.name] for field in fields(Answers) if field.name in told}
    lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    answers = Answers(**{**known, **lists})
    return answers if answers.step in get_args(Step) else answers.at("cancelled")
