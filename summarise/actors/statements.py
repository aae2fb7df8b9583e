"""What is reported as said, without marks, and by whom."""

from collections.abc import Sequence
from datetime import date

from summarise.actors.behalf import Principals
from summarise.actors.catalogue import Catalogue, shipped
from summarise.actors.reporting import reported
from summarise.actors.speakers import Cast, speaker_at
from summarise.model import Mention, Quote, Sentence, Unknown
from summarise.text.paragraphs import Span

_LONGEST = 600
_MOST = 1_000


def statements(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    quotes: Sequence[Quote],
    unknowns: Sequence[Unknown] = (),
    *,
    language: str = "en",
    catalogue: Catalogue | None = None,
    on: date | None = None,
) -> tuple[Quote, ...]:
    """The reported speech of a text in order, one span a sentence, each with its speaker.

    Sentences that hold a direct quote are left to the quotes; "said that", "according to" and "…, Reyes
    said." are understood. Only the first 1,000 are read.
    """
    plain = text.replace("\u00a0", " ")
    cast = Cast(text=plain, mentions=mentions, unknowns=unknowns, catalogue=catalogue or shipped(), on=on)
    principals = Principals(cast)
    found: list[Quote] = []
    upcoming = list(reversed(quotes))
    for sentence in sentences:
        if len(found) == _MOST:
            break
        while upcoming and upcoming[-1].end <= sentence.start:
            upcoming.pop()
        if (upcoming and upcoming[-1].start < sentence.end) or sentence.end - sentence.start > _LONGEST:
            continue
        if (said := reported(plain, sentence.start, sentence.end, language)) is None:
            continue
        start, end = _inner(plain, *said[0])
        if start < end:
            speaker = speaker_at(cast, said[1])
            behalf = principals.of(speaker, (start, end), found[-1] if found else None)
            found.append(
                Quote(
                    start=start,
                    end=end,
                    text=text[start:end],
                    quote=len(found),
                    speaker=speaker,
                    behalf=behalf,
                )
            )
    return tuple(found)


def _inner(text: str, start: int, end: int) -> Span:
    """The span without the commas and spaces around it."""
    while start < end and text[start] in ", ":
        start += 1
    while start < end and text[end - 1] in ", ":
        end -= 1
    return start, end
