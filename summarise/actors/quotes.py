"""What is said in so many words, and by whom."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from summarise.actors.attribution import cue_after, cue_before, first_named
from summarise.actors.marks import Marked, marked
from summarise.actors.role import SPEECH
from summarise.model import Mention, Quote, Sentence, Speaker
from summarise.text.paragraphs import Span

_PRONOUNS = frozenset({"he", "she"})
_MOST = 1_000
_CUE_LENGTH = 160
_REACH = 500
_LONGEST_PARAGRAPH = 4_000
_LONGEST_TITLE = 9
_FEW_WORDS = 3
_SAYS = re.compile(rf"\b(?:{SPEECH}|as|calling|so-called|labell?ed|termed|dubbed|considered)\b")


def quotes(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The direct quotes of a text in order, marks included, with their speakers where they can be told.

    Parts that one cue splits, and paragraphs that one quote runs over, share their `quote` number. The
    speaker is the subject of the nearest verb of speech: in the cue after the quote, before it in its
    sentence or paragraph, else whoever spoke the quote before. Heuristic: no parser looks at the text.
    Only the first 1,000 spans are read.
    """
    found: list[Quote] = []
    number = -1
    plain = text.replace("\u00a0", " ")
    starts = [sentence.start for sentence in sentences]
    for span in islice(marked(text), _MOST):
        if _is_no_speech(plain, span, sentences, starts):
            continue
        last = found[-1] if found else None
        beside = _speaker_of(plain, span, last, (sentences, starts), mentions)
        if last is None or not (span.continues or _is_split(plain, last, span)):
            number += 1
        elif last.speaker and (span.continues or beside is None):
            beside = (last.speaker.start, last.speaker.end)
        found.append(
            Quote(
                start=span.start,
                end=span.end,
                text=text[span.start : span.end],
                quote=number,
                speaker=speaker_at(text, beside, mentions),
            )
        )
    return tuple(found)


def _is_no_speech(text: str, span: Marked, sentences: Sequence[Sentence], starts: Sequence[int]) -> bool:
    """Whether words in marks are a title ("Meet the Press") or a distanced word, not speech."""
    words = text[span.start + 1 : span.end - 1]
    parts = words.split()
    if not parts:
        return True
    if len(parts) > _LONGEST_TITLE or not words[-1].isalnum():
        return False
    long = [part for part in parts if len(part) > 3]
    if len(parts) > 1 and long and all(part[0].isupper() for part in long):
        return True
    number = bisect_right(starts, span.start) - 1
    around = sentences[number] if number >= 0 else Sentence(start=span.start, end=span.end)
    begin, end = max(around.start, span.start - _REACH), min(around.end, span.end + _REACH)
    outside = f"{text[begin : span.start]} {text[span.end : max(span.end, end)]}"
    return len(parts) < _FEW_WORDS and outside.strip() != "" and not _SAYS.search(outside)


def speaker_at(text: str, span: Span | None, mentions: Sequence[Mention]) -> Speaker | None:
    """The speaker named at a span, with the actor mentioned there; "he" and "she" are the actor last named
    as speaker or subject before."""
    if span is None:
        return None
    start, end = span
    name = text[start:end]
    named = mentions[: bisect_left(mentions, end, key=lambda one: one.start)]
    actor = named[-1].actor if named and named[-1].end > start else None
    if actor is None and name.lower() in _PRONOUNS:
        near = (one for one in reversed(named) if start - one.end < 2 * _CUE_LENGTH and one.role != "mention")
        actor = next((one.actor for one in near), None)
    return Speaker(start=start, end=end, text=name, actor=actor)


def _is_split(text: str, last: Quote, span: Marked) -> bool:
    """Whether only a cue lies between two spans: “…,” Reyes said, “…”."""
    between = text[last.end : span.start]
    return (
        last.text[-2:-1] in (",", "?", "!")
        and len(between) <= _CUE_LENGTH
        and "\n" not in between
        and between.rstrip().endswith((",", ".", ";"))
        and between.rstrip(" .,;").count(". ") == 0
        and cue_after(text, last.end) is not None
    )


def _speaker_of(
    text: str,
    span: Marked,
    last: Quote | None,
    placed: tuple[Sequence[Sentence], Sequence[int]],
    mentions: Sequence[Mention],
) -> Span | None:
    if after := cue_after(text, span.end):
        return after
    sentences, starts = placed
    paragraph = text.rfind("\n", max(0, span.start - _LONGEST_PARAGRAPH), span.start) + 1
    number = bisect_right(starts, span.start) - 1
    sentence = max(paragraph, sentences[number].start if number >= 0 else 0, span.start - _REACH)
    if before := cue_before(text, span.start, sentence):
        return before
    if text[sentence : span.start].strip():
        acting = _acting(mentions, sentence, span.start)
        return acting or first_named(text, sentence, span.start) or _previous(text, last, paragraph)
    return (
        _previous(text, last, paragraph)
        or cue_before(text, span.start, paragraph)
        or cue_before(text, span.start, text.rfind("\n", 0, max(0, paragraph - 2)) + 1)
    )


def _acting(mentions: Sequence[Mention], start: int, end: int) -> Span | None:
    """The first actor in [start, end) who speaks or acts there."""
    for one in mentions[bisect_left(mentions, start, key=lambda one: one.start) :]:
        if one.start >= end:
            return None
        if one.role != "mention":
            return one.start, one.end
    return None


def _previous(text: str, last: Quote | None, paragraph: int) -> Span | None:
    """The speaker of the quote before, where it is in this paragraph or the one before."""
    if last is None or last.speaker is None:
        return None
    before = text[max(0, paragraph - _LONGEST_PARAGRAPH) : paragraph].rstrip()
    floor = max(0, paragraph - _LONGEST_PARAGRAPH) + before.rfind("\n") + 1
    return (last.speaker.start, last.speaker.end) if last.end > floor else None
