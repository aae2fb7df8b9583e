"""A server's feeds as a list that other readers take."""

from collections.abc import Iterable

from feeds.opml import Outline, write_opml
from storage.model import Subscription


def listed(rows: Iterable[Subscription]) -> bytes:
    """The feeds as OPML, in folders by topic; `read_opml` gives the same feeds back."""
    return write_opml(map(_outline, rows))


def _outline(row: Subscription) -> Outline:
    feed = row.feed
    return Outline(
        address=feed.address,
        title=feed.title or feed.outlet,
        outlet=feed.outlet or feed.title,
        backlog=feed.backlog,
        full_text=feed.full_text,
        topic=row.topic,
    )
