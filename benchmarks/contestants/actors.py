"""Finding actors, part by part, on made-up names and prose: Wirewatch's parts, floors and a plain peer."""

import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from benchmarks.measuring import MB
from benchmarks.prose import text
from benchmarks.results import Pace
from feeds.model import Article
from summarise.actors.catalogue import Actor, Catalogue, shipped
from summarise.actors.fold import Folded, fold
from summarise.actors.index import Index
from summarise.reading import reading_of
from summarise.text.sentences import sentences

FORMS = 50_000
CYRILLIC = 1 / 20
"""Of the actors, whose Russian name is known: the case forms are made of it, and count as forms."""

FOLDED, READ = 300, 60
"""Articles that are folded or searched, and that are read whole."""

ALTERNATED = 300
"""Characters that the regular expression is tried on: it takes most of a millisecond for each."""

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


def run(*, who: str, rounds: int) -> Pace:
    """`who` is one of PARTS; the best of some rounds."""
    prepare, work = PARTS[who]
    given = prepare()
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        units = work(given)
        spent.append(time.process_time() - began)
    return Pace(seconds=min(spent), units=units)


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


def _build(known: Catalogue) -> float:
    Index(known)
    return FORMS


def _to_search() -> tuple[Index, list[tuple[str, Folded]]]:
    return Index(catalogue()), [(article, fold(article)) for article in english()]


def _search(given: tuple[Index, list[tuple[str, Folded]]]) -> float:
    index, articles = given
    found = sum(len(index.candidates(article, folded)) for article, folded in articles)
    if found < 10 * len(articles):
        sys.exit("names were not found")
    return _megabytes(folded.text for _, folded in articles)


def _to_count() -> list[bytes]:
    return [fold(article).text.encode() for article in english()]


def _count(articles: list[bytes]) -> float:
    name = fold(catalogue().actors[0].name).text.encode()
    for article in articles:
        article.count(name)
    return sum(map(len, articles)) / MB


def _to_alternate() -> tuple[re.Pattern[str], str]:
    forms = {fold(alias).text for actor in catalogue().actors for alias in actor.aliases}
    return re.compile("|".join(map(re.escape, sorted(forms)))), fold(english()[0]).text[:ALTERNATED]


def _alternate(given: tuple[re.Pattern[str], str]) -> float:
    alternation, told = given
    alternation.findall(told)
    return _megabytes([told])


def _fold(articles: list[str]) -> float:
    return _megabytes([fold(article).text for article in articles])


def _lower(articles: list[str]) -> float:
    return _megabytes([article.lower() for article in articles])


def _read(articles: list[Article]) -> float:
    if not all(reading_of(article).mentions for article in articles):
        sys.exit("nobody was found")
    return len(articles)


def _split(articles: list[Article]) -> float:
    for article in articles:
        sentences(article.text, "en")
    return len(articles)


def _megabytes(texts: Iterable[str]) -> float:
    return sum(len(told.encode()) for told in texts) / MB


PARTS: Final[dict[str, tuple[Callable[[], Any], Callable[[Any], float]]]] = {
    "build": (catalogue, _build),
    "search": (_to_search, _search),
    "count": (_to_count, _count),
    "alternate": (_to_alternate, _alternate),
    "fold english": (english, _fold),
    "lower english": (english, _lower),
    "fold russian": (russian, _fold),
    "lower russian": (russian, _lower),
    "read": (quoting, _read),
    "split": (quoting, _split),
}
"""What each contestant needs, and what it then does: the units done, of forms, megabytes or articles."""
