"""Where sentences are: our own rules for thirteen languages, sentencex for the others."""

from collections.abc import Iterator

import sentencex  # type: ignore[import-untyped]

from summarise.model import Sentence
from summarise.text.clean import news_spans
from summarise.text.paragraphs import Span, trimmed
from summarise.text.sentences import ideographs, letters
from summarise.text.sentences.rules import RULED, rules_of

_LONGEST_PIECE = 20_000


def sentences(text: str, language: str, furniture: frozenset[int] = frozenset()) -> tuple[Sentence, ...]:
    """The sentences of a text's news spans: exact, trimmed, in order, never overlapping.

    `language` is an ISO 639-1 code or a tag that begins with one ("en-GB"). Paragraph breaks always end a
    sentence. Lines with the keys in `furniture` (boilerplate.line_keys) hold none. Time is linear in the
    text's length whatever it holds.
    """
    found: list[Sentence] = []
    language = language.partition("-")[0].lower()
    for start, end in news_spans(text, furniture):
        split = (trimmed(text, *span) for span in _split(text, start, end, language))
        found.extend(Sentence(start=begin, end=stop) for begin, stop in split if begin < stop)
    return tuple(found)


def _split(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    if language in {"zh", "ja"}:
        return ideographs.split(text, start, end, whole_quotes=language == "ja")
    if language in RULED:
        return letters.split(text, start, end, rules_of(language))
    return _other(text, start, end, language)


def _other(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    # sentencex takes quadratic time on some long paragraphs, so it never sees one.
    for begin in range(start, end, _LONGEST_PIECE):
        piece = text[begin : min(end, begin + _LONGEST_PIECE)]
        for found in sentencex.get_sentence_boundaries(language, piece):
            yield begin + int(found["start_index"]), begin + int(found["end_index"])
