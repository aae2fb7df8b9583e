"""What is said in so many words, and by whom."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from summarise.actors.attribution import cue_after
from summarise.actors.behalf import Principals
from summarise.actors.catalogue import Catalogue, shipped
from summarise.actors.marks import marked
from summarise.actors.places import Places
from summarise.actors.speakers import Cast, speaker_at
from summarise.actors.speech import is_speech
from summarise.model import Mention, Quote, Sentence, Unknown
from summarise.text.paragraphs import Span

_MOST = 1_000
_CUE_LENGTH = 160


def quotes(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    unknowns: Sequence[Unknown] = (),
    *,
    language: str = "en",
    catalogue: Catalogue | None = None,
    on: date | None = None,
) -> tuple[Quote, ...]:
    """The direct quotes of a text in order, marks included, with their speakers where they can be told.

    Parts that one cue splits share their `quote` number; a quote that runs over paragraphs is one span.
    The speaker is the subject of the nearest verb of speech: in the cue after the quote, before it in its
    sentence, after it there, else whoever spoke the quote before. Heuristic: no parser looks at the text.
    `catalogue` (None: the shipped one) and the day `on` tell whom "the president" means.
    Only the first 1,000 spans in marks are read.
    """
    found: list[Quote] = []
    number = -1
    plain = text.replace("\u00a0", " ")
    places = Places(plain, sentences, mentions, language)
    cast = Cast(text=plain, mentions=mentions, unknowns=unknowns, catalogue=catalogue or shipped(), on=on)
    principals = Principals(cast)
    for start, end in islice(marked(text), _MOST):
        last = found[-1] if found else None
        after = cue_after(plain, end, language)
        beside = after or places.speaker_before((start, end), last)
        if not is_speech(plain, (start, end), places.sentence(start), language, after, beside):
            continue
        split = last is not None and _is_split(plain, last, (start, end), language)
        number += not split
        if split and last and last.speaker and beside is None:
            beside = (last.speaker.start, last.speaker.end)
        speaker = speaker_at(cast, beside)
        behalf = principals.of(speaker, (start, end), last)
        found.append(
            Quote(start=start, end=end, text=text[start:end], quote=number, speaker=speaker, behalf=behalf)
        )
    return tuple(_led_by_the_next(text, found))


def _led_by_the_next(text: str, found: Sequence[Quote]) -> Sequence[Quote]:
    """Quotes of nobody known, right above a paragraph that begins with a quote of somebody: his as well."""
    given: list[Quote] = []
    for one in reversed(found):
        below = given[-1] if given else None
        if one.speaker is None and below and text[one.end : below.start].isspace():
            given.append(replace(one, speaker=below.speaker, behalf=below.behalf))
        else:
            given.append(one)
    given.reverse()
    return given


def _is_split(text: str, last: Quote, span: Span, language: str) -> bool:
    """Whether only a cue lies between two spans: “…,” Reyes said, “…”."""
    between = text[last.end : span[0]]
    return (
        (last.text[-2:-1] in (",", "?", "!") or between.startswith(","))
        and len(between) <= _CUE_LENGTH
        and "\n" not in between
        and between.rstrip(" –—").endswith((",", ".", ";", ":"))
        and between.rstrip(" .,;:–—").count(". ") == 0
        and cue_after(text, last.end, language) is not None
    )
