"""How common each stem is in the news before the bot has read any: document frequencies, as shipped."""

import lzma
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from typing import Final

from summarise.model import Background

SUFFIX: Final = ".xz"
_FILTERS: Final = ({"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 20},)
_NOTHING: Final = Background(documents=0, counts={})

FIRST_ARTICLES: Final = 25
"""So many articles read are worth a version of the counts, whatever the day."""


def packed(background: Background) -> bytes:
    """A background as a file has it, the same bytes for the same counts.

    xz over UTF-8 lines: first the number of documents; then, from the commonest to the rarest, a count, a tab
    and the stems that so many documents held, in order, with spaces between. Raises ValueError for a stem
    that is empty or has white space in it.
    """
    stems: defaultdict[int, list[str]] = defaultdict(list)
    for stem, count in background.counts.items():
        if stem.split() != [stem]:
            raise ValueError(f"{stem!r} is no stem: it is empty or has white space in it.")
        stems[count].append(stem)
    lines = [f"{count}\t{' '.join(sorted(stems[count]))}" for count in sorted(stems, reverse=True)]
    text = "\n".join((str(background.documents), *lines))
    return lzma.compress(text.encode(), format=lzma.FORMAT_XZ, filters=list(_FILTERS))


def unpacked(data: bytes) -> Background:
    """What `packed` packed."""
    documents, *lines = lzma.decompress(data, format=lzma.FORMAT_XZ).decode().split("\n")
    counts = {
        stem: number for count, *stems in map(str.split, lines) for number in (int(count),) for stem in stems
    }
    return Background(documents=int(documents), counts=counts)


@lru_cache(maxsize=32)
def shipped(language: str) -> Background:
    """How many of so many documents held each stem (as `summarise.text.words.words` has them).

    The language is an ISO 639-1 code. Only the commonest stems are kept: one that is absent was in no more
    documents than the rarest that is there. An empty background, of 0 documents, where there is no data. All
    callers share the counts: never change them.
    """
    if not (language.isascii() and language.isalpha()):
        return _NOTHING
    source = files("summarise.text") / "frequencies" / f"{language}{SUFFIX}"
    return unpacked(source.read_bytes()) if source.is_file() else _NOTHING


def is_grown(before: int, counted: int) -> bool:
    """Whether so many articles counted, where there were so many before, make a new version within a day."""
    return counted - before >= max(FIRST_ARTICLES, before)
