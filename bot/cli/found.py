"""A reading as the `read` filter answers it: plain rows, offsets into the text as given."""

from collections.abc import Mapping
from typing import Any

from summarise.model import Quote, Reading


def found(reading: Reading) -> Mapping[str, Any]:
    """Language, sentences, mentions, quotes, statements and appointments, each in order of the text."""
    return {
        "language": reading.language,
        "sentences": [{"start": s.start, "end": s.end} for s in reading.sentences],
        "mentions": [
            {"start": m.start, "end": m.end, "actor": m.actor, "name": m.name, "role": m.role}
            for m in reading.mentions
        ],
        "quotes": [_quote(quote) for quote in reading.quotes],
        "statements": [_quote(quote) for quote in reading.statements],
        "appointments": [
            {
                "start": a.start,
                "end": a.end,
                "date": a.date.isoformat(),
                "text": a.text,
                "actors": list(a.actors),
            }
            for a in reading.appointments
        ],
    }


def _quote(quote: Quote) -> Mapping[str, Any]:
    speaker = quote.speaker
    return {
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "quote": quote.quote,
        "speaker": speaker
        and {"start": speaker.start, "end": speaker.end, "text": speaker.text, "actor": speaker.actor},
    }
