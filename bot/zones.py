"""Time zones as people type them: cities, countries, nicknames, offsets, and with mistakes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process

from bot.words import LANGUAGES
from summarise.actors.fold import fold

FAMILIAR: Final = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Rome",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Europe/Moscow",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Jakarta",
    "Asia/Singapore",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)
"""What is suggested before anything is typed, and what comes first of those that fit as well."""

_NICKNAMES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("gmt", "z", "zulu", "utc+0", "gmt+0"), "UTC"),
    **dict.fromkeys(("uk", "england", "britain", "bst", "edinburgh", "manchester"), "Europe/London"),
    **dict.fromkeys(
        (
            "cet",
            "cest",
            "mez",
            "mesz",
            "munich",
            "muenchen",
            "munchen",
            "hamburg",
            "frankfurt",
            "cologne",
            "koln",
        ),
        "Europe/Berlin",
    ),
    **dict.fromkeys(("wien",), "Europe/Vienna"),
    **dict.fromkeys(("geneva", "genf", "bern", "basel"), "Europe/Zurich"),
    **dict.fromkeys(("milan", "mailand", "rom"), "Europe/Rome"),
    **dict.fromkeys(("barcelona",), "Europe/Madrid"),
    **dict.fromkeys(("kiev", "kiew"), "Europe/Kyiv"),
    **dict.fromkeys(("saint petersburg", "st petersburg", "msk"), "Europe/Moscow"),
    **dict.fromkeys(
        ("ny", "nyc", "est", "edt", "et", "eastern", "washington", "dc", "boston", "miami", "atlanta"),
        "America/New_York",
    ),
    **dict.fromkeys(("cst", "cdt", "ct", "central", "texas", "houston", "dallas"), "America/Chicago"),
    **dict.fromkeys(("mst", "mdt", "mt", "mountain"), "America/Denver"),
    **dict.fromkeys(
        ("la", "sf", "pst", "pdt", "pt", "pacific", "california", "san francisco", "seattle"),
        "America/Los_Angeles",
    ),
    **dict.fromkeys(("rio", "rio de janeiro", "brasilia"), "America/Sao_Paulo"),
    **dict.fromkeys(("ist", "mumbai", "bombay", "delhi", "new delhi", "bangalore"), "Asia/Kolkata"),
    **dict.fromkeys(("beijing", "peking", "shenzhen"), "Asia/Shanghai"),
    **dict.fromkeys(("jst", "osaka", "kyoto"), "Asia/Tokyo"),
    **dict.fromkeys(("tel aviv",), "Asia/Jerusalem"),
    **dict.fromkeys(("abu dhabi",), "Asia/Dubai"),
    **dict.fromkeys(("aest", "aedt", "canberra"), "Australia/Sydney"),
    **dict.fromkeys(("wellington",), "Pacific/Auckland"),
}
_OFFSET: Final = re.compile(r"(?:utc|gmt)?\s*([+\-−–])\s*([0-9]{1,2})(?::?([0-9]{2}))?")
_FIXED: Final = re.compile(r"Etc/GMT([+-])([0-9]{1,2})")
_ALIKE: Final = 75.0
"""How alike (of 100) a name must be to be meant perhaps."""


def meant(text: str, now: datetime, most: int) -> tuple[str, ...]:
    """The zones (IANA) that the text may mean at `now`, the likeliest first; the familiar ones of no text."""
    if found := _OFFSET.fullmatch(text.strip().lower()):
        return _at(found, now)[:most]
    typed = _folded(text)
    if not typed:
        return FAMILIAR[:most]
    known = _known()
    exact = [zone for name, zone in known if name == typed]
    begun = [zone for name, zone in known if name.startswith(typed)]
    held = [zone for name, zone in known if typed in name] if len(typed) > 2 else []
    near: list[str] = []
    if len(typed) > 3 and not (exact or begun):
        names = [name for name, _ in known]
        alike = process.extract(typed, names, scorer=fuzz.ratio, limit=most, score_cutoff=_ALIKE)
        near = [known[place][1] for _, _, place in alike]
    return tuple(dict.fromkeys((*exact, *begun, *held, *near)))[:most]


def zone_shown(zone: str) -> str:
    """A zone as people read it: by its name, and one that is always so far from UTC as "UTC+2"."""
    if (found := _FIXED.fullmatch(zone)) is None:
        return zone
    return f"UTC{'-' if found[1] == '+' else '+'}{found[2]}"


def zone_meant(text: str) -> str | None:
    """The zone that the text names: by its own name, a nickname, a city, an offset, a country of one zone."""
    if found := _OFFSET.fullmatch(text.strip().lower()):
        return next(_fixed(found), None)
    typed = _folded(text)
    exact = tuple(dict.fromkeys(zone for name, zone in _known() if name == typed))
    familiar = [zone for zone in exact if zone in FAMILIAR]
    if typed in _NICKNAMES or len(exact) == 1:
        return exact[0]
    return familiar[0] if len(familiar) == 1 else None


def _at(found: re.Match[str], now: datetime) -> tuple[str, ...]:
    """The zones in which the clock is so far from UTC now: familiar ones first, then what never changes."""
    offset = _distance(found)

    def fitting(zones: Iterable[str]) -> list[str]:
        return [zone for zone in zones if now.astimezone(ZoneInfo(zone)).utcoffset() == offset]

    likely = tuple(dict.fromkeys((*fitting(FAMILIAR), *_fixed(found))))
    return likely or tuple(fitting(_zones()))


def _fixed(found: re.Match[str]) -> Iterator[str]:
    """The zone that is always so far from UTC, where there is one: whole hours alone have one."""
    hours, rest = divmod(_distance(found), timedelta(hours=1))
    # POSIX counts west of Greenwich
    name = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    if not rest and (name == "UTC" or name in available_timezones()):
        yield name


def _distance(found: re.Match[str]) -> timedelta:
    distance = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return distance if found[1] == "+" else -distance


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, str], ...]:
    """Every name of every zone, folded, with its zone; those of familiar zones first."""
    zones = sorted(_zones(), key=lambda zone: (zone not in FAMILIAR, zone))
    names = [(_folded(zone.rpartition("/")[2]), zone) for zone in zones]
    nicknames = [(name, zone) for name, zone in _NICKNAMES.items() if zone in zones]
    return tuple(dict.fromkeys((*nicknames, *names, *_wholes(zones), *_countries(zones))))


def _wholes(zones: list[str]) -> Iterator[tuple[str, str]]:
    for zone in zones:
        yield _folded(zone), zone


def _countries(zones: list[str]) -> Iterator[tuple[str, str]]:
    of_zone: Mapping[str, str] = get_global("zone_territories")
    names = [Locale(code).territories for code in LANGUAGES]
    for zone in zones:
        country = of_zone.get(zone, "ZZ")
        if country != "ZZ":
            yield from ((_folded(known[country]), zone) for known in names if country in known)


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    """The world's zones by name, without the aliases that name no place."""
    named = (zone for zone in available_timezones() if "/" in zone)
    return ("UTC", *sorted(zone for zone in named if not zone.startswith(("Etc/", "SystemV/", "US/"))))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return " ".join(fold(text.replace("_", " ")[:100]).text.split())
