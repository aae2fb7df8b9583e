"""Lines that an outlet puts into article after article, learned from how often they recur."""

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b

from summarise.text.paragraphs import Span, goes_on, lines

COUNTED = 50
"""Of how many of an outlet's newest articles the lines are counted."""

_LENGTHS = range(6, 301)
_LONGEST_LABEL = 100
_FIRST, _LAST = 12, 28
_EDGE = 5
_MOST_SHARE = 2
_STOPPED = re.compile(r"[.!?…。！？][\"”’')\]»」]*$")
_QUOTATION = re.compile(r"[\"“”„«»「」『』]|(?<!\w)['‘’]|['’](?!\w)")
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"\w+")


def line_keys(text: str) -> tuple[int, ...]:
    """Fingerprints of the lines that may be an outlet's furniture: at most 40, each once, in order.

    A key is a positive integer below 2**63; it is odd for a line that reads as a sentence and even for a
    label. Case, punctuation and spacing do not count, nor do a label's figures. Never a line that news would
    repeat: none that holds a quotation mark or goes on in the next line, and sentences only among the first
    and the last five lines.
    """
    keys = list(dict.fromkeys(key for _, key in _candidates(text)))
    return tuple(keys if len(keys) <= _FIRST + _LAST else keys[:_FIRST] + keys[-_LAST:])


def recurring(counts: Mapping[int, int], articles: int) -> frozenset[int]:
    """The keys that are boilerplate, of an outlet of whose `articles` newest articles so many held each key.

    A label must be in at least three articles and 15% of them. A sentence must be in at least five and half
    of them: background that an outlet repeats while a story runs stays below that.
    """
    return frozenset(
        key
        for key, count in counts.items()
        if (count >= 5 and count * 2 >= articles if key & 1 else count >= 3 and count * 100 >= articles * 15)
    )


def learned(text: str, keys: frozenset[int]) -> frozenset[Span]:
    """The spans of the lines with those keys; none where they are over half of the text.

    So much of an article recurs only where the outlet published the same article again and again.
    """
    if not keys:
        return frozenset()
    found = frozenset(span for span, key in _candidates(text) if key in keys)
    if sum(end - start for start, end in found) * _MOST_SHARE > len(text):
        return frozenset()
    return found


def _candidates(text: str) -> Iterator[tuple[Span, int]]:
    every = lines(text)
    for number, (start, end) in enumerate(every):
        if end - start not in _LENGTHS or text[start].islower() or _QUOTATION.search(text, start, end):
            continue
        following = every[number + 1][0] if number + 1 < len(every) else None
        if following is not None and goes_on(text, (start, end), following):
            continue
        sentence = end - start > _LONGEST_LABEL or bool(_STOPPED.search(text, max(start, end - 6), end))
        if sentence and _EDGE <= number < len(every) - _EDGE:
            continue
        yield (start, end), _key(text[start:end], sentence)


def _key(line: str, sentence: bool) -> int:
    folded = line.casefold()
    bare = " ".join(_WORDS.findall(folded if sentence else _DIGITS.sub("0", folded)))
    digest = int.from_bytes(blake2b(bare.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    return (digest >> 1) & ~1 | sentence
