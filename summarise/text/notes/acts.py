"""Short lines that ask the reader to do something with the page: "Listen to this article"."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_MOST_WORDS = 7
_LONGEST = 80
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…,;:\"“”„«»]")


def is_asked(line: str) -> bool:
    """Whether a line of at most seven words, without any stop, asks for an act on a part of the page.

    The act is its first word, in German ("Artikel teilen") also its last; act and part are of one language.
    """
    if len(line) > _LONGEST or _SENTENCE.search(line):
        return False
    said = [word.replace("’", "'") for word in _WORD.findall(line.lower())]
    if not 1 < len(said) <= _MOST_WORDS:
        return False
    return any(
        (said[0] in acts and not things.isdisjoint(said[1:]))
        or (verb_last and said[-1] in acts and not things.isdisjoint(said[:-1]))
        for acts, things, verb_last in _asked()
    )


@lru_cache(maxsize=1)
def _asked() -> tuple[tuple[frozenset[str], frozenset[str], bool], ...]:
    listed = tomllib.loads(files(__package__).joinpath("acts.toml").read_text(encoding="utf8"))
    return tuple(
        (frozenset(row["acts"].split()), frozenset(row["things"].split()), row.get("verb_last", False))
        for row in listed.values()
    )
