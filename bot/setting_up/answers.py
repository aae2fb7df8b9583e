"""What a first run asks for, and what is meant by what people type. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import available_timezones

from bot.zones import meant, zone_meant, zone_shown
from config.starters import LANGUAGES, NONE

NOBODY: Final = "-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What was settled; None of `bot_id`, `owner`: not named; of `starters`: all."""

    zone: str
    languages: tuple[str, ...]
    starters: tuple[str, ...] | None
    bot_id: str | None = None
    owner: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unclear:
    """What was typed is no answer; `why` says so, and what is one."""

    why: str


def zone_of(typed: str, now: datetime) -> str | Unclear:
    """The IANA zone that is meant: by its name, a city, a country of one zone, an offset."""
    if typed in available_timezones():
        return typed
    if (found := zone_meant(typed)) is not None:
        return found
    near = ", ".join(zone_shown(zone) for zone in meant(typed, now, 5))
    hint = f"Did you mean {near}?" if near else "Write one such as Europe/Berlin, or a city."
    return Unclear(why=f"“{typed[:40]}” is no time zone. {hint}")


def languages_of(typed: str) -> tuple[str, ...] | Unclear:
    """The languages, by their two letters with commas or spaces between."""
    said = tuple(dict.fromkeys(re.split(r"[\s,;]+", typed.strip().lower())))
    unknown = [word for word in said if word not in LANGUAGES]
    if unknown:
        return Unclear(
            why=f"There are no starter feeds in “{unknown[0][:20]}”, but in {', '.join(LANGUAGES)}."
        )
    return said


def topics_of(typed: str, offered: Sequence[str]) -> tuple[str, ...] | Unclear | None:
    """The topics, by their numbers from 1 or their names with commas between; None for all, () for none."""
    said = [part.strip().casefold() for part in typed.split(",") if part.strip()]
    if len(said) == 1 and re.fullmatch(r"[0-9]+(?:\s+[0-9]+)+", said[0]):
        said = said[0].split()
    if said == ["all"]:
        return None
    if said == [NONE]:
        return ()
    by_name = {topic.casefold(): topic for topic in offered}
    by_name |= {str(number): topic for number, topic in enumerate(offered, 1)}
    unknown = [word for word in said if word not in by_name]
    if unknown or not said:
        named = f"“{unknown[0][:40]}” is no topic" if unknown else "No topic is named"
        return Unclear(why=f"{named}. Write numbers of the list with commas between, all, or none.")
    return tuple(dict.fromkeys(by_name[word] for word in said))


def owner_of(typed: str) -> str | Unclear | None:
    """The id of an account; None for nobody."""
    if typed.strip() == NOBODY:
        return None
    if re.fullmatch(r"[0-9]{15,20}", typed.strip()):
        return typed.strip()
    return Unclear(
        why="An account's id is 15 to 20 digits (Discord: Settings, Advanced, Developer Mode; then "
        f"right-click yourself, Copy User ID). {NOBODY} names nobody."
    )


def proposed_languages(locale: str) -> tuple[str, ...]:
    """The languages to propose on a machine that is set to this locale, such as de_DE.UTF-8."""
    own = locale[:2].lower()
    return (own, "en") if own in LANGUAGES and own != "en" else ("en",)
