"""By what an appointment is known again."""

import hashlib
from typing import Final

from summarise.editions.coming import Ahead
from summarise.model import AgendaItem

LENGTH: Final = 24
"""Characters of a key: 96 bits."""


def key_of(announced: AgendaItem) -> str:
    """The key of an announcement, the same while its article says the same: hexadecimal digits."""
    said = f"{announced.what.article}\n{announced.date:%Y-%m-%d}\n{announced.what.text}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def keys_of(thing: Ahead) -> tuple[str, ...]:
    """The keys of all its announcements; by the first, that of its first article, it stays known as others
    join."""
    return tuple(dict.fromkeys(map(key_of, thing.announced)))
