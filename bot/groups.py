"""The groups of commands whose changes a server can give to roles; settings and setup stay with managers."""

from collections.abc import Mapping
from typing import Final, Literal

from bot.words import mark

Changes = Literal["watch", "digest", "feed", "actor"]

CHANGES: Final[Mapping[Changes, str]] = {
    "watch": mark("watches"),
    "digest": mark("digests"),
    "feed": mark("feeds"),
    "actor": mark("added actors"),
}
"""What each of them changes, of a server."""
