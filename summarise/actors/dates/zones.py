"""Time zones by the names that news gives them."""

from collections.abc import Mapping
from typing import Final

AREAS: Final[Mapping[str, str]] = {
    "et": "America/New_York", "eastern": "America/New_York", "ct": "America/Chicago",
    "mt": "America/Denver", "pt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
    "moscow": "Europe/Moscow", "московскому": "Europe/Moscow", "мск": "Europe/Moscow",
    "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv", "київським": "Europe/Kyiv", "киевскому": "Europe/Kyiv",
    "london": "Europe/London", "paris": "Europe/Paris", "berlin": "Europe/Berlin", "rome": "Europe/Rome",
    "brussels": "Europe/Brussels", "madrid": "Europe/Madrid", "vienna": "Europe/Vienna",
    "warsaw": "Europe/Warsaw", "athens": "Europe/Athens", "istanbul": "Europe/Istanbul",
    "ankara": "Europe/Istanbul", "geneva": "Europe/Zurich", "beijing": "Asia/Shanghai",
    "tokyo": "Asia/Tokyo", "seoul": "Asia/Seoul", "tehran": "Asia/Tehran", "delhi": "Asia/Kolkata",
    "new york": "America/New_York", "washington": "America/New_York", "brasília": "America/Sao_Paulo",
    "brasilia": "America/Sao_Paulo", "北京": "Asia/Shanghai", "日本": "Asia/Tokyo",
}  # fmt: skip
"""The IANA zone of a place or an abbreviation, in small letters."""

OFFSETS: Final[Mapping[str, int]] = {
    "gmt": 0, "utc": 0, "z": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "bst": 60, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "trt": 180, "jst": 540, "kst": 540, "aest": 600,
    "aedt": 660, "hkt": 480, "sgt": 480, "pkt": 300, "brt": -180, "sast": 120, "gst": 240, "wib": 420,
}  # fmt: skip
"""Minutes ahead of UTC. IST is left out: it is India's, Israel's and Ireland's."""

_SHORT: Final = frozenset({"et", "ct", "mt", "pt"})
PLACES: Final = tuple(place for place in AREAS if place not in _SHORT)
"""The names of `AREAS` that may stand before "time"."""
