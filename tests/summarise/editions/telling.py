"""What a story's revision says to whom, without the reasons."""

from typing import Any

from summarise.editions.alert import alerts
from summarise.model import Post


def posts(*told: Any) -> tuple[Post, ...]:
    """The posts of `summarise.editions.alert.alerts`."""
    return alerts(*told).posts
