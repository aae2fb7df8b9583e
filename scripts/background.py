"""Builds `summarise/text/frequencies`: how many news articles in 10,000 hold each stem, per language.

    python -m scripts.background wikinews en enwikinews-20260101-pages-articles.xml.bz2
    python -m scripts.background wordfreq en de fr …        # needs: pip install wordfreq==3.1.1

The first counts documents and is to be preferred where there is a dump; the second estimates them from how
often words come at all (`docs/design/background.md`). The same source gives the same bytes.
"""

import bz2
import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from math import exp, log10
from pathlib import Path
from typing import Final

from lxml.etree import XMLSyntaxError

from scripts.wikinews import articles
from summarise.model import Background
from summarise.text.background import SUFFIX, packed
from summarise.text.words import words

FREQUENCIES: Final = Path(__file__).parents[1] / "summarise" / "text" / "frequencies"
MOST: Final = 30_000
"""Stems kept of a language."""

DOCUMENTS: Final = 10_000
"""Documents an estimate speaks of: enough to tell the 30,000th stem from none, few enough to learn over."""

LENGTH: Final = 400
"""Words of an article, stop words among them."""

SHORTEST: Final = 25
"""Content words of a Wikinews page, from which it is an article rather than a stub or a list."""

_ANY_NUMBER: Final = re.compile(r"0[.,]?0")
_NUMBER: Final = re.compile(r"0+(?:[.,]0+)*")
_LONGEST_NUMBER: Final = 6
_CONTINUOUS: Final = frozenset({"ja", "zh"})
_UNSEEN: Final = 0.5 / (DOCUMENTS * LENGTH)


def counted(texts: Iterable[str], language: str) -> Background:
    """How many of the texts held each stem; texts of fewer than `SHORTEST` content words are passed over."""
    documents = 0
    counts: Counter[str] = Counter()
    for text in texts:
        found = words(text, language)
        if len(found) >= SHORTEST:
            documents += 1
            counts.update(set(found))
    return Background(documents=documents, counts=commonest(counts))


def estimated(frequencies: Mapping[str, float], language: str) -> Background:
    """Document frequencies that word frequencies (shares of all words) lead one to expect.

    Assumes that an article has `LENGTH` words, each drawn by itself: it then holds a stem whose words are the
    share f of all words with the probability 1 - exp(-f·LENGTH). Real words come in bunches, so that fewer
    articles hold a stem than this says; which stems are commoner than which stays.
    """
    shares: defaultdict[str, float] = defaultdict(float)
    for word, share in (*frequencies.items(), *_joined(frequencies, language)):
        for stem in set(words(word, language)):
            if language not in _CONTINUOUS or len(stem) > 1:
                shares[stem] += share
    expected = {stem: round(DOCUMENTS * (1 - exp(-share * LENGTH))) for stem, share in shares.items()}
    return Background(documents=DOCUMENTS, counts=commonest(expected))


def _joined(frequencies: Mapping[str, float], language: str) -> Iterator[tuple[str, float]]:
    """The pairs of characters where one word meets the next, as if words followed each other by chance.

    For languages without spaces, whose stems are pairs of characters; nothing for others.
    """
    if language not in _CONTINUOUS:
        return
    ends: defaultdict[str, float] = defaultdict(float)
    starts: defaultdict[str, float] = defaultdict(float)
    for word, share in frequencies.items():
        if word.isalpha():
            ends[word[-1]] += share
            starts[word[0]] += share
    following = sorted(starts.items(), key=lambda item: -item[1])
    for end, first in ends.items():
        for start, second in following:
            if first * second < _UNSEEN:
                break
            if end != start:
                yield end + start, first * second


def commonest(counts: Mapping[str, int]) -> Mapping[str, int]:
    """The `MOST` stems with the highest counts, ties by their letters; none with a count of 0."""
    ranked = sorted((-count, stem) for stem, count in counts.items() if count)
    return {stem: -count for count, stem in ranked[:MOST]}


def word_frequencies(language: str) -> tuple[Mapping[str, float], str]:
    """wordfreq's words of a language with their shares, numbers spelt out, and which wordfreq that was.

    Raises SystemExit, saying what to do, where wordfreq is not installed or does not know the language.
    """
    try:
        import wordfreq  # type: ignore[import-not-found]
        from wordfreq.numbers import year_freq  # type: ignore[import-not-found]
    except ImportError:
        raise SystemExit(
            "wordfreq is not installed here. This alone needs it: pip install wordfreq==3.1.1"
        ) from None
    if language not in wordfreq.available_languages():
        raise SystemExit(f"wordfreq has no words of {language!r}.")
    listed = dict(wordfreq.get_frequency_dict(language))
    shapes = {word: listed.pop(word) for word in tuple(listed) if _ANY_NUMBER.search(word)}
    for shape, share in shapes.items():
        listed.update((number, share * part) for number, part in spelt(shape))
    years = shapes.get("0000", 0.0)
    listed.update((str(year), years * year_freq(str(year))) for year in range(1000, 10_000))
    return listed, version("wordfreq")


def spelt(shape: str) -> Iterator[tuple[str, float]]:
    """The numbers that wordfreq counts as one, "0,000" for 1,000 to 9,999, each with its part of them.

    Assumes that one of d digits is as likely to have 1, 2 … d significant ones ("300", "350", "352"), up to
    three of which are spelt out, and that those follow Benford's law. Nothing for what is no such shape.
    """
    digits = shape.count("0")
    if not _NUMBER.fullmatch(shape) or not 1 < digits <= _LONGEST_NUMBER:
        return
    for significant in range(1, min(digits, 3) + 1):
        for lead in range(10 ** (significant - 1), 10**significant):
            if significant == 1 or lead % 10:
                figures = iter(str(lead).ljust(digits, "0"))
                number = "".join(next(figures) if sign == "0" else sign for sign in shape)
                yield number, log10(1 + 1 / lead) / digits


def ship(language: str, background: Background, source: str, folder: Path = FREQUENCIES) -> None:
    """Write a language's file and, in `sources.toml` beside it, what it was made from.

    Raises SystemExit for a language that is no ISO 639-1 code: it names the file.
    """
    if not re.fullmatch(r"[a-z]{2}", language):
        raise SystemExit(f"{language!r} is no language's two-letter code, such as en.")
    (folder / f"{language}{SUFFIX}").write_bytes(packed(background))
    register = folder / "sources.toml"
    known = tomllib.loads(register.read_text(encoding="utf-8")) if register.is_file() else {}
    lines = [f"{code} = {json.dumps(text)}\n" for code, text in sorted({**known, language: source}.items())]
    register.write_text("".join(lines), encoding="utf-8")


def main(arguments: Sequence[str], folder: Path = FREQUENCIES) -> None:
    """Build what the command line asks for. Raises SystemExit, saying what is wrong, where that cannot be."""
    match arguments:
        case ["wikinews", language, dump] if Path(dump).is_file():
            try:
                with bz2.open(dump) as pages:
                    background = counted(articles(pages), language)
            except (OSError, EOFError, XMLSyntaxError) as error:
                raise SystemExit(f"{dump} is no whole bzip2 file of MediaWiki XML: {error}") from None
            if not background.documents:
                raise SystemExit(f"There is no article in {dump}: is it a Wikinews pages-articles dump?")
            ship(language, background, f"Wikinews, {Path(dump).name}, CC BY", folder)
        case ["wikinews", _, dump]:
            raise SystemExit(f"There is no file {dump}.")
        case ["wordfreq", *languages] if languages:
            for language in languages:
                frequencies, release = word_frequencies(language)
                ship(language, estimated(frequencies, language), f"wordfreq {release}, CC BY-SA 4.0", folder)
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
