"""Made-up stories that no grouper joins or splits: each in words of its own, told by one to three outlets."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.fakes.feeds import Item, item, rss

OUTLETS = ("Harbour Gazette", "Northern Courier", "Evening Post")
LONGEST_GAP = 8.0
"""How many stories begin, at most, between two reports of one."""

CORRECTED = 0.15
"""The part of stories whose first report is corrected later."""

WINDOW = 150
"""Items that a feed holds: more than come while the process is away."""

_ONSETS = (*"bdfgklmnprstvz", "br", "dr", "kl", "tr")
_SYLLABLES = tuple(onset + vowel for onset in _ONSETS for vowel in "aeiou")
_WORDS = 18


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """An event: `mark` is a word that nothing else says, `actors` the names of those whom it concerns."""

    number: int
    mark: str
    words: tuple[str, ...]
    actors: tuple[str, ...]
    outlets: tuple[str, ...]
    corrected: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """A report appears in an outlet's feed; or, with `corrects`, its words change there."""

    story: Story
    outlet: str
    corrects: bool = False


def stories(seed: int, count: int, actors: Sequence[str]) -> tuple[Story, ...]:
    """So many stories; each concerns one of these actors, every fifth two or three."""
    chance = random.Random(f"stories {seed}")
    coined = _coined(chance)
    return tuple(
        Story(
            number=number,
            mark=next(coined).capitalize(),
            words=tuple(next(coined) for _ in range(_WORDS)),
            actors=tuple(chance.sample(actors, min(len(actors), chance.choice((1, 1, 1, 1, 2, 3))))),
            outlets=tuple(chance.sample(OUTLETS, chance.choice((1, 2, 2, 3)))),
            corrected=chance.random() < CORRECTED,
        )
        for number in range(count)
    )


def happenings(seed: int, told: Sequence[Story]) -> tuple[Happening, ...]:
    """All that the feeds come to say, in order; a story's later reports come while others begin."""
    chance = random.Random(f"happenings {seed}")
    timed: list[tuple[float, Happening]] = []
    for story in told:
        at = float(story.number)
        for outlet in story.outlets:
            timed.append((at, Happening(story=story, outlet=outlet)))
            at += chance.uniform(0.2, LONGEST_GAP / len(OUTLETS))
        if story.corrected:
            correction = Happening(story=story, outlet=story.outlets[0], corrects=True)
            timed.append((at, correction))
    return tuple(happening for _, happening in sorted(timed, key=lambda pair: pair[0]))


def report(happening: Happening, at: datetime) -> Item:
    """The report as its feed has it; a correction comes under the same guid."""
    story, outlet = happening.story, happening.outlet
    address = f"https://{outlet.lower().replace(' ', '-')}.example/{story.number}"
    return item(title(happening), f"<p>{'</p><p>'.join(_sentences(story, outlet))}</p>", url=address, at=at)


def title(happening: Happening) -> str:
    """The headline, which a correction changes."""
    story = happening.story
    first, second, third = story.words[:3]
    verb = "wins back" if happening.corrects else "loses"
    return f"{story.mark} {verb} {first} {second} as {third} opens"


def document(items: Sequence[Item], outlet: str) -> bytes:
    """The outlet's feed with the newest of these items, newest first."""
    return rss(*reversed(items[-WINDOW:]), title=outlet)


def _sentences(story: Story, outlet: str) -> tuple[str, ...]:
    """The same facts from every outlet, in words of the story's own; the last sentence is the outlet's."""
    word, names = story.words, " and ".join(story.actors)
    end = word[12 + 2 * OUTLETS.index(outlet) :][:2]
    return (
        f"The {word[0]} {word[1]} in {story.mark} closed after {word[2]} and the {word[3]} {word[4]} broke.",
        f"{names} said that the {word[5]} {word[6]} of {story.mark} needs {word[7]} before {word[8]} comes.",
        f"Workers from {story.mark} carried {word[9]} and {word[10]} {word[11]} to the {word[2]} {word[1]}.",
        f"A {end[0]} near {story.mark} kept its {end[1]}.",
    )


def _coined(chance: random.Random) -> Iterator[str]:
    """Words of four syllables that nobody knows, each once."""
    known: set[str] = set()
    while True:
        word = "".join(chance.choices(_SYLLABLES, k=4))
        if word not in known:
            known.add(word)
            yield word
