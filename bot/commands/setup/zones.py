"""Time zones: those that a select offers, and the one to expect by a locale of Discord's."""

from collections.abc import Mapping
from typing import Final

from bot.zones import FAMILIAR

ZONES: Final = FAMILIAR[:24]
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


def expected_zone(guild_locale: str, own_locale: str, operators: str | None = None) -> str:
    """The zone that a server's locale lets expect; else the operator's, else the asker's."""
    if guild_locale in ("", UNSET):
        return operators or ZONE_OF.get(own_locale, "UTC")
    return ZONE_OF.get(guild_locale, operators or "UTC")
