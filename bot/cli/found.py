"""A reading as the `read` filter answers it: plain rows, offsets into the text as given."""

from collections.abc import Mapping
from typing import Any

from summarise.actors.dates import iso
from summarise.model import Appointment, Quote, Reading, Speaker


def found(reading: Reading) -> Mapping[str, Any]:
    """Language, sentences, mentions, quotes, statements, appointments and names of the unknown, each in order
    of the text."""
    return {
        "language": reading.language,
        "sentences": [{"start": s.start, "end": s.end} for s in reading.sentences],
        "mentions": [
            {"start": m.start, "end": m.end, "actor": m.actor, "name": m.name, "role": m.role}
            for m in reading.mentions
        ],
        "quotes": [_quote(quote) for quote in reading.quotes],
        "statements": [_quote(quote) for quote in reading.statements],
        "appointments": [_appointment(appointment) for appointment in reading.appointments],
        "unknowns": [
            {"start": u.start, "end": u.end, "name": u.name, "role": u.role} for u in reading.unknowns
        ],
    }


def _quote(quote: Quote) -> Mapping[str, Any]:
    return {
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "quote": quote.quote,
        "speaker": quote.speaker and _speaker(quote.speaker),
        "behalf": quote.behalf and _speaker(quote.behalf),
    }


def _speaker(speaker: Speaker) -> Mapping[str, Any]:
    return {
        "start": speaker.start,
        "end": speaker.end,
        "text": speaker.text,
        "actor": speaker.actor,
        "name": speaker.name,
    }


def _appointment(one: Appointment) -> Mapping[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "date": iso(one),
        "last": one.last and one.last.isoformat(),
        "text": one.text,
        "actors": list(one.actors),
        "clock": one.clock and one.clock.isoformat("minutes"),
        "at": one.at and one.at.isoformat(),
        "what": one.what and {"start": one.what.start, "end": one.what.end},
    }
