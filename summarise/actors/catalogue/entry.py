"""One entry of the catalogue, read key by key: what cannot be used is said, and the rest is used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from config.phrase import Phrase, either, phrase, row
from summarise.actors.catalogue.actor import Actor, Office
from summarise.actors.fold import folded_name

KEYS = (
    "id", "kind", "name", "pronoun", "aliases", "surname", "unmistakable", "titles", "country", "context",
    "before", "veto", "source",
)  # fmt: skip
_TITLE_KEYS = ("title", "also", "from", "to")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong with the value `number` of a key, as a clause; -1 is the key itself."""

    key: str
    said: Phrase
    number: int = -1


def actor_of(raw: object) -> tuple[Actor | None, tuple[Fault, ...]]:
    """The actor that an entry describes, without what cannot be used of it, and what that is.

    None where there is no usable id, kind or name.
    """
    if not isinstance(raw, dict):
        return None, (Fault(key="", said=phrase("not a table of keys and values")),)
    entry = _Entry(raw)
    return entry.actor(), tuple(entry.faults)


class _Entry:
    """Reads one table, and remembers what was wrong in it."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self.faults = [
            Fault(key=key, said=phrase("unknown key; allowed are {keys}", keys=row(KEYS)))
            for key in sorted(set(raw) - set(KEYS))
        ]

    def actor(self) -> Actor | None:
        """The actor, or None without an id, a kind or a name."""
        one, kind, name = self._id(), self._kind(), self._text("name", self._raw.get("name"))
        aliases, surnames = self._texts("aliases"), self._texts("surname")
        veto, context, before = self._texts("veto"), self._texts("context"), self._texts("before")
        offices, pronoun = self._offices(), self._choice("pronoun", "he", "she")
        country, unmistakable = self._country(), self._flag("unmistakable")
        if one is None or kind is None or name is None:
            return None
        return Actor(
            id=one,
            kind="person" if kind == "person" else "organisation",
            name=name,
            aliases=tuple(dict.fromkeys((name, *aliases))),
            surnames=tuple(dict.fromkeys(surnames)),
            unmistakable=unmistakable,
            offices=offices,
            country=country,
            pronoun="he" if pronoun == "he" else "she" if pronoun == "she" else None,
            veto=veto,
            context=context,
            before=before,
        )

    def _fault(self, key: str, said: Phrase, number: int = -1) -> None:
        self.faults.append(Fault(key=key, said=said, number=number))

    def _id(self) -> str | None:
        value = self._raw.get("id")
        if isinstance(value, str) and len(value) <= _LONGEST and _ID.fullmatch(value):
            return value
        said = phrase(
            "a name in kebab case, please, like {example}: small letters a to z, digits, hyphens",
            example="ana-reyes",
        )
        self._fault("id", said)
        return None

    def _kind(self) -> str | None:
        if "kind" not in self._raw:
            self._fault(
                "kind", phrase("missing; it is {kinds}", kinds=either(('"person"', '"organisation"')))
            )
        return self._choice("kind", "person", "organisation")

    def _choice(self, key: str, one: str, other: str) -> str | None:
        value = self._raw.get(key)
        if value is None or value in (one, other):
            return value
        said = phrase('{value} is neither "{one}" nor "{other}"', value=_shown(value), one=one, other=other)
        self._fault(key, said)
        return None

    def _flag(self, key: str) -> bool:
        value = self._raw.get(key, False)
        if not isinstance(value, bool):
            self._fault(key, phrase("{values}, please, without quotes", values=either(("true", "false"))))
        return value is True

    def _country(self) -> str | None:
        value = self._raw.get("country")
        if value is None or (isinstance(value, str) and re.fullmatch("[A-Z]{2}", value)):
            return value
        said = phrase("{value} is no ISO 3166-1 code of two capitals, like PT", value=_shown(value))
        self._fault("country", said)
        return None

    def _text(self, key: str, value: object, number: int = -1) -> str | None:
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if any(map(str.isalnum, folded_name(text))) and len(text) <= _LONGEST:
            return text
        said = phrase("a text of 1 to {most} characters that is not empty, please", most=_LONGEST)
        self._fault(key, said, number)
        return None

    def _texts(self, key: str) -> tuple[str, ...]:
        values = self._raw.get(key, [])
        if not isinstance(values, list):
            said = phrase("a list of texts, please, like {example}", example='["one", "other"]')
            self._fault(key, said)
            return ()
        read = (self._text(key, value, number) for number, value in enumerate(values))
        return tuple(text for text in read if text is not None)

    def _offices(self) -> tuple[Office, ...]:
        values = self._raw.get("titles", [])
        if not isinstance(values, list):
            example = '[{ title = "Mayor", from = 2020-01-31 }]'
            self._fault("titles", phrase("a list of tables, please, like {example}", example=example))
            return ()
        read = (self._office(value, number) for number, value in enumerate(values))
        return tuple(office for office in read if office is not None)

    def _office(self, raw: object, number: int) -> Office | None:
        if not isinstance(raw, dict):
            self._fault("titles", phrase("each is a table of {keys}", keys=row(_TITLE_KEYS)), number)
            return None
        if said := _wrong_with(raw):
            self._fault("titles", said, number)
            return None
        names = [self._text("titles", name, number) for name in (raw.get("title"), *raw.get("also", []))]
        if names[0] is None:
            return None
        return Office(
            names=tuple(dict.fromkeys(name for name in names if name is not None)),
            since=raw.get("from"),
            until=raw.get("to"),
        )


def _wrong_with(raw: Mapping[str, Any]) -> Phrase | None:
    """What is wrong with the shape of a title; None if nothing is."""
    unknown = sorted(set(raw) - set(_TITLE_KEYS))
    if unknown:
        return phrase("unknown key {key}; allowed are {keys}", key=_shown(unknown[0]), keys=row(_TITLE_KEYS))
    if not isinstance(raw.get("also", []), list):
        return phrase("{key} is a list of texts", key="also")
    since, until = raw.get("from"), raw.get("to")
    for key, day in (("from", since), ("to", until)):
        if day is not None and type(day) is not date:
            return phrase("{key} is a date like 2017-01-01, without quotes and without a time", key=key)
    if since and until and until < since:
        return phrase(
            "{title} ends ({until}) before it begins ({since})",
            title=_shown(raw.get("title")),
            until=str(until),
            since=str(since),
        )
    return None


def _shown(value: object) -> str:
    """A value as an error quotes it."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
