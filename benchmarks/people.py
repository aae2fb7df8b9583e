"""Made-up people, and made-up articles that name them or actors that are shipped, ever the same."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from benchmarks.prose import text
from feeds.model import Article
from summarise.actors.catalogue import Actor, Catalogue, shipped

FORMS = 50_000
CYRILLIC = 1 / 20
"""Of the actors, whose Russian name is known: the case forms are made of it, and count as forms."""

FOLDED, READ = 300, 60
"""Articles that are folded or searched, and that are read whole."""

# fmt: off
_SYLLABLES: Final = (
    "ka", "lo", "mi", "ren", "to", "vic", "zar", "bel", "dun", "ost", "per", "gra", "hil", "jan", "kov",
    "mar", "nes", "pol", "qui", "rud", "sta", "tur", "ul", "var",
)
_IN_CYRILLIC: Final = (
    "ка", "ло", "ми", "рен", "то", "вик", "зар", "бел", "дун", "ост", "пер", "гра", "гил", "ян", "ков",
)
# fmt: on
_MARKED = 0.05
"""Of the words, those with a curly quote, an apostrophe or a letter with a diacritic, as news have them."""

PUBLISHED = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Made-up people of so many forms, made ones included."""
    chance, forms = random.Random(5), 0
    actors: list[Actor] = []
    while forms < FORMS:
        actor = _actor(chance, f"actor-{len(actors)}")
        (whole,) = Catalogue(actors=(actor,)).with_forms().actors
        forms += len(whole.aliases) + len(whole.surnames)
        actors.append(actor)
    return Catalogue(actors=tuple(actors))


def _actor(chance: random.Random, one: str) -> Actor:
    surname = _name(chance, _SYLLABLES)
    aliases = [f"{_name(chance, _SYLLABLES)} {surname}" for _ in range(8)]
    if chance.random() < CYRILLIC:
        aliases.append(f"{_name(chance, _IN_CYRILLIC)} {_name(chance, _IN_CYRILLIC)}")
    return Actor(
        id=one,
        kind="person",
        name=aliases[0],
        aliases=tuple(dict.fromkeys(aliases)),
        surnames=(surname,),
        unmistakable=False,
        offices=(),
        country=None,
        veto=(),
        pronoun="he",
        context=(),
        before=(),
    )


def _name(chance: random.Random, syllables: Sequence[str]) -> str:
    return "".join(chance.choices(syllables, k=chance.randint(2, 4))).capitalize()


@lru_cache(maxsize=1)
def english() -> list[str]:
    """Articles with typographic marks and some of the names in them."""
    chance, known = random.Random(6), catalogue().actors
    marked = []
    for number in range(FOLDED):
        words = text(number).split(" ")
        for at in range(len(words)):
            if chance.random() < _MARKED:
                words[at] = chance.choice(["“{}”", "{}’s", "{}é", "{} –"]).format(words[at])
        for _ in range(10):
            words.insert(chance.randrange(len(words)), chance.choice(chance.choice(known).aliases))
        marked.append(" ".join(words))
    return marked


def russian() -> list[str]:
    """The same number of articles in made-up Cyrillic words."""
    chance = random.Random(7)
    return [
        " ".join("".join(chance.choices(_IN_CYRILLIC, k=chance.randint(1, 4))) for _ in range(650))
        + ". «Ёлка»…"
        for _ in range(FOLDED)
    ]


def quoting() -> list[Article]:
    """Articles of thirty sentences, of which some are said by shipped actors."""
    chance, known = random.Random(8), [actor for actor in shipped().actors if actor.kind == "person"]
    articles = []
    for number in range(READ):
        said = text(number).split(". ")
        for at in range(0, len(said), 4):
            named = chance.choice(known)
            said[at] = f"“{said[at]},” {named.name} said on Tuesday" if at % 8 else f"{named.name} {said[at]}"
        articles.append(_article(number, ". ".join(said)))
    return articles


def _article(number: int, told: str) -> Article:
    return Article(
        id=number,
        feed_id=1,
        outlet="Outlet",
        guid=str(number),
        title=told.split("\n", 1)[0][:80],
        text=told,
        url=None,
        author=None,
        published_at=PUBLISHED,
        seen_at=PUBLISHED,
        language="en",
    )
