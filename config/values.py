"""What single keys of declarations hold, checked as they are read."""

import re
from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl

from config.languages import KNOWN
from config.weekdays import weekdays_of

TERMINAL = "terminal"

LONGEST_NAME = 300
"""Characters of an outlet's name: as many as are kept of the title of its feed."""


def _channel(value: object) -> object:
    """A channel id may be written as a number or as text; the terminal is a channel too."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if text == TERMINAL or re.fullmatch(r"[0-9]{15,20}", text):
        return text
    raise ValueError(
        "a channel id is 15 to 20 digits (Discord: Settings, Advanced, Developer Mode; then right-click, "
        'Copy Channel ID), or "terminal"'
    )


def _address(value: object) -> object:
    HttpUrl(str(value))
    # more than that takes for an address what holds a password in no place that is known to be one
    match = re.match(r"https?://([^/?#\\]*)", str(value), re.IGNORECASE)
    if match is None or not match[1] or re.search(r"\s", match[1]):
        raise ValueError("not an address that begins with https:// or http:// and names a host")
    if "@" in match[1]:
        raise ValueError(
            "it holds a user name or password, which whoever lists feeds could read: leave them out"
        )
    return str(value)


def _name(value: object) -> object:
    """A name in one line, without what nobody sees."""
    if not isinstance(value, str):
        return value
    return " ".join("".join(sign for sign in value if sign.isprintable() or sign.isspace()).split())


def _days(value: object) -> object:
    """Days in words, or their names in a list."""
    words = ",".join(map(str, value)) if isinstance(value, list | tuple) else value
    return weekdays_of(words) if isinstance(words, str) and words.strip() else words or ()


def _id(value: object) -> object:
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if re.fullmatch(r"[0-9]{15,20}", text):
        return text
    raise ValueError(
        "an id is 15 to 20 digits (Discord: Settings, Advanced, Developer Mode; then right-click, "
        "Copy User ID, Copy Server ID or Copy Role ID)"
    )


def has_word(text: str) -> bool:
    """Whether a keyword can be found in any text: it has a letter or a digit."""
    return any(character.isalnum() for character in text)


def _keyword(value: str) -> str:
    if not has_word(value):
        raise ValueError("a keyword needs a letter or a digit")
    return value


def _time(value: object) -> object:
    """A time of day with or without the first zero."""
    if isinstance(value, int | float):
        raise ValueError('a time of day in quotes, such as "08:00"')
    return _padded(value) if isinstance(value, str) else value


def _padded(text: str) -> str:
    return re.sub(r"^([0-9])(?=:)", r"0\1", text.strip())


def _hours(value: object) -> object:
    """Two local times with a dash between."""
    if not isinstance(value, str):
        return value
    try:
        begins, ends = (time.fromisoformat(_padded(part)) for part in re.split(r"[-–]", value))
    except ValueError:
        raise ValueError('two local times with a dash between, such as "22:00-07:00"') from None
    if begins.tzinfo or ends.tzinfo or begins == ends:
        raise ValueError("two different local times without offset; the zone is its own key")
    return begins, ends


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("not an IANA time zone; write one such as Europe/Berlin or UTC") from None
    return value


def _language(value: str) -> str:
    if value.lower() not in KNOWN:
        raise ValueError(
            f"{value[:20]!r} is no language that articles are read as; "
            'write its two letters, such as "en" or "de"'
        )
    return value.lower()


def _time_or_never(value: object) -> object:
    said = value.strip().lower() if isinstance(value, str) else value
    if said == "never" or isinstance(said, time):
        return said
    try:
        at = time.fromisoformat(_padded(str(said)))
    except ValueError:
        raise ValueError("not a time of day such as 03:30, nor never") from None
    if at.tzinfo is not None:
        raise ValueError("a time of day in UTC without offset, such as 03:30")
    return at


Channel = Annotated[str, BeforeValidator(_channel)]
Id = Annotated[str, BeforeValidator(_id)]
Hours = Annotated[tuple[time, time], BeforeValidator(_hours)]
Zone = Annotated[str, AfterValidator(_known_zone)]
Language = Annotated[str, AfterValidator(_language)]
Weekdays = Annotated[tuple[int, ...], BeforeValidator(_days)]
Clock = Annotated[time, BeforeValidator(_time)]
Daily = Annotated[time | Literal["never"], BeforeValidator(_time_or_never)]
Keyword = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_keyword)]
Keywords = Annotated[tuple[Keyword, ...], Field(max_length=50)]
Address = Annotated[str, BeforeValidator(_address)]
Name = Annotated[str, Field(max_length=LONGEST_NAME), BeforeValidator(_name)]
