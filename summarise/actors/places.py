"""Where the speakers of a text's quotes stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from summarise.actors.attribution import cue_before, cue_later, first_named
from summarise.model import Mention, Quote, Sentence
from summarise.text.paragraphs import Span

_REACH = 500
_LONGEST_PARAGRAPH = 4_000


class Places:
    """Where the speakers of a text's quotes may stand."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], language: str
    ) -> None:
        """`text` has plain spaces alone."""
        self._text, self._sentences, self._mentions = text, sentences, mentions
        self._starts = [sentence.start for sentence in sentences]
        self._language = language

    def sentence(self, at: int) -> Span:
        """The sentence around a place, or nothing at that place."""
        number = bisect_right(self._starts, at) - 1
        return (self._sentences[number].start, self._sentences[number].end) if number >= 0 else (at, at)

    def speaker_before(self, span: Span, last: Quote | None) -> Span | None:
        """The speaker of a quote without a cue right after it, where `last` is the quote before."""
        text, language, (start, end) = self._text, self._language, span
        paragraph = self._line_of(start)
        around = self.sentence(start)
        sentence = max(paragraph, around[0], start - _REACH)
        if before := cue_before(text, start, sentence, language):
            return before
        if later := cue_later(text, end, around[1], language):
            return later
        if text[sentence:start].strip():
            return (
                self._acting(sentence, start)
                or (first_named(text, sentence, start) if language == "en" else self._named(sentence, start))
                or self._previous(last, paragraph)
            )
        above = self._line_of(max(0, paragraph - 2))
        return (
            self._led_in(start, above)
            or self._previous(last, paragraph)
            or cue_before(text, start, paragraph, language)
            or cue_before(text, start, above, language)
        )

    def _line_of(self, at: int) -> int:
        return self._text.rfind("\n", max(0, at - _LONGEST_PARAGRAPH), at) + 1

    def _led_in(self, start: int, above: int) -> Span | None:
        """The speaker in a paragraph that ends with a colon right before a quote."""
        begin = max(above, start - _REACH)
        end = begin + len(self._text[begin:start].rstrip())
        if self._text[end - 1 : end] != ":":
            return None
        begin = max(begin, self._text.rfind(". ", begin, end) + 1)
        if self._language != "en":
            return cue_before(self._text, end, begin, self._language)
        return cue_before(self._text, end, begin) or first_named(self._text, begin, end)

    def _acting(self, start: int, end: int) -> Span | None:
        """The first actor in [start, end) who speaks or acts there."""
        for one in self._mentions[bisect_left(self._mentions, start, key=lambda one: one.start) :]:
            if one.start >= end:
                return None
            if one.role != "mention":
                return one.start, one.end
        return None

    def _named(self, start: int, end: int) -> Span | None:
        """The first actor in [start, end), for languages whose roles are less well known."""
        place = bisect_left(self._mentions, start, key=lambda one: one.start)
        one = self._mentions[place] if place < len(self._mentions) else None
        return (one.start, one.end) if one and one.end <= end else None

    def _previous(self, last: Quote | None, paragraph: int) -> Span | None:
        """The speaker of the quote before, where it is in this paragraph or the one before."""
        if last is None or last.speaker is None:
            return None
        begin = max(0, paragraph - _LONGEST_PARAGRAPH)
        floor = begin + self._text[begin:paragraph].rstrip().rfind("\n") + 1
        return (last.speaker.start, last.speaker.end) if last.end > floor else None
