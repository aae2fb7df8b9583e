"""Which starter feeds a setting names: topics of `config/starter.opml`, and languages."""

from functools import lru_cache
from importlib.resources import files
from typing import Final
from xml.etree import ElementTree as ET

NONE: Final = "none"
LANGUAGES: Final = ("en", "de", "fr", "es")
"""What the starter feeds are written in, by ISO 639-1 code."""


@lru_cache(maxsize=1)
def topics() -> tuple[str, ...]:
    """The folders of the file, in its order."""
    root = ET.fromstring(files("config").joinpath("starter.opml").read_bytes())  # noqa: S314  our own file
    return tuple(folder.attrib["text"] for folder in root.iterfind("body/outline"))


def some_topics(value: object) -> object:
    """The topics of a list, or of a text with commas between; all (None) and none by these words.

    ValueError where one is no topic.
    """
    said = _words(value)
    if said is None or [word.casefold() for word in said] == ["all"]:
        return None
    if [word.casefold() for word in said] == [NONE]:
        return ()
    known = {topic.casefold(): topic for topic in topics()}
    for word in said:
        if word.casefold() not in known:
            raise ValueError(f"{word[:40]!r} is no topic; there are {', '.join(topics())}, or all, or none")
    return tuple(known[word.casefold()] for word in said)


def some_languages(value: object) -> object:
    """The languages of a list, or of a text with commas between.

    ValueError where one has no starter feeds.
    """
    said = tuple(word.lower() for word in _words(value) or ())
    for word in said:
        if word not in LANGUAGES:
            raise ValueError(f"there are no starter feeds in {word[:20]!r}; there are {', '.join(LANGUAGES)}")
    return said


def _words(value: object) -> tuple[str, ...] | None:
    if isinstance(value, str):
        value = [part for part in value.split(",") if part.strip()]
    if value is None:
        return None
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
        raise ValueError("a list of names, or names with commas between")
    return tuple(dict.fromkeys(word.strip() for word in value))
