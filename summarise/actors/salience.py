"""How much an article is about each actor."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from math import log2
from typing import Final

from summarise.actors.owner import owner
from summarise.model import Mention, Part, Reading, Role, Speaker

STRENGTH: Final[dict[Role, int]] = {"mention": 0, "subject": 1, "speaker": 2}
"""The roles, weakest first."""

_HEADLINE = 3.0
_LEDE = 2.0
_FADING = 0.8
_ROLE: Final[dict[Role, float]] = {"mention": 0.0, "subject": 0.75, "speaker": 1.0}
_PASSING = 0.25


def salience(reading: Reading, guild: str | None = None) -> tuple[Part, ...]:
    """Everyone the article names, with their strongest role and their share of it; best first.

    With a `guild`, the actors that it added for itself are among them. An actor gains from standing in the
    headline, from how early the text first names them (each sentence counts four fifths of the one before),
    from the number of mentions in every role and of what they said (logarithms: the tenth says less than the
    second). Where two are alike, who is named first comes first. The signs are those of Dunietz and Gillick,
    "A New Entity Salience Task with Millions of Training Examples" (EACL 2014). The shares add up to 1; no
    actor, no part.
    """
    text = (*reading.mentions, *_of(guild, reading.added))
    headline = (*reading.headline_mentions, *_of(guild, reading.headline_added))
    names: dict[str, str] = {}
    roles: dict[str, Role] = {}
    for mention in chain(headline, sorted(text, key=lambda mention: mention.start)):
        names.setdefault(mention.actor, mention.name)
        known = roles.setdefault(mention.actor, mention.role)
        roles[mention.actor] = max(known, mention.role, key=STRENGTH.__getitem__)
    spoken = _spoken(reading)
    weights = _weights(reading, headline, text, roles, spoken)
    for actor in spoken.keys() & roles.keys():
        roles[actor] = "speaker"
    whole = sum(weights.values())
    parts = (
        Part(actor=actor, name=name, role=roles[actor], salience=weights[actor] / whole)
        for actor, name in names.items()
    )
    return tuple(sorted(parts, key=lambda part: -part.salience))


def _of(guild: str | None, added: tuple[Mention, ...]) -> Iterator[Mention]:
    return (mention for mention in added if guild is not None and owner(mention.actor) == guild)


def _weights(
    reading: Reading,
    headline: tuple[Mention, ...],
    text: tuple[Mention, ...],
    roles: dict[str, Role],
    spoken: Counter[str],
) -> dict[str, float]:
    starts = [sentence.start for sentence in reading.sentences]
    titled = {mention.actor for mention in headline}
    acts: defaultdict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    for mention in chain(headline, text):
        acts[mention.actor] += 1 + _ROLE[mention.role]
    for mention in text:
        first[mention.actor] = min(mention.start, first.get(mention.actor, mention.start))
    weights = {}
    for actor in roles:
        lede = _FADING ** max(0, bisect_right(starts, first[actor]) - 1) if actor in first else 0.0
        weights[actor] = (
            _PASSING
            + _HEADLINE * (actor in titled)
            + _LEDE * lede
            + log2(acts[actor])
            + log2(1 + spoken[actor])
        )
    return weights


def _spoken(reading: Reading) -> Counter[str]:
    """How many quotes and statements are each actor's; the parts of one quote count once."""
    said = {
        (speaker.actor, kind, quote.quote)
        for kind, quotes in (("quote", reading.quotes), ("statement", reading.statements))
        for quote in quotes
        for speaker in _speakers(quote.speaker, quote.behalf)
    }
    return Counter(actor for actor, _, _ in said if actor is not None)


def _speakers(*speakers: Speaker | None) -> Iterator[Speaker]:
    return (speaker for speaker in speakers if speaker is not None)
