"""Time zones: those that a select offers, the one to expect by a locale, and those that a text may mean."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

ZONES: Final = (
    "UTC",
    "Europe/London",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Rome",
    "Europe/Warsaw",
    "Europe/Athens",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Europe/Moscow",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
)
"""What a select offers: one fewer than it has room for."""

ZONE_OF: Final[Mapping[str, str]] = {
    "bg": "Europe/Sofia",
    "cs": "Europe/Prague",
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "en-GB": "Europe/London",
    "en-US": "America/New_York",
    "es-419": "America/Mexico_City",
    "es-ES": "Europe/Madrid",
    "fi": "Europe/Helsinki",
    "fr": "Europe/Paris",
    "hi": "Asia/Kolkata",
    "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest",
    "id": "Asia/Jakarta",
    "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "lt": "Europe/Vilnius",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "pt-BR": "America/Sao_Paulo",
    "ro": "Europe/Bucharest",
    "ru": "Europe/Moscow",
    "sv-SE": "Europe/Stockholm",
    "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
    "vi": "Asia/Ho_Chi_Minh",
    "zh-CN": "Asia/Shanghai",
    "zh-TW": "Asia/Taipei",
}
"""Where most of those live who choose a locale of Discord's."""

UNSET: Final = "en-US"
"""What Discord calls the locale of a server that has chosen none."""

ALIKE, CERTAIN = 70.0, 90.0
"""How alike (of 100) a zone must be to be meant perhaps, and to be meant alone."""

MOST: Final = 4


def expected_zone(guild_locale: str, own_locale: str) -> str:
    """The zone that a server's locale lets expect; where that is Discord's own, the asker's."""
    locale = own_locale if guild_locale in ("", UNSET) else guild_locale
    return ZONE_OF.get(locale, "UTC")


def meant_zones(text: str) -> tuple[str, ...]:
    """The zones that the text may mean, the likeliest first; one alone where there is little doubt."""
    typed = _folded(text)
    if not typed:
        return ()
    known = _known()
    if exact := [zone for zone, names in known.items() if typed in names]:
        return tuple(exact[:MOST])
    cities = {zone: names[0] for zone, names in known.items()}
    near = process.extract(typed, cities, scorer=fuzz.ratio, limit=MOST, score_cutoff=ALIKE)
    if near and near[0][1] >= CERTAIN and (len(near) == 1 or near[1][1] < CERTAIN):
        return (near[0][2],)
    begun = [zone for zone, city in cities.items() if city.startswith(typed)]
    return tuple(dict.fromkeys([*begun, *(zone for _, _, zone in near)]))[:MOST]


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, str]]:
    """Each zone that names a place by its city and its whole name, both folded."""
    zones = (zone for zone in available_timezones() if "/" in zone)
    named = sorted(zone for zone in zones if not zone.startswith(("Etc/", "SystemV/", "posix", "right")))
    return {zone: (_folded(zone.rpartition("/")[2]), _folded(zone)) for zone in ("UTC", *named)}


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
