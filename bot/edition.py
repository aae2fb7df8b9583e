"""A digest on demand (meant for a worker process)."""

from datetime import datetime

from summarise.editions.digest import digest_of
from summarise.model import Digest, Story


def compose(
    stories: tuple[Story, ...],
    since: datetime,
    until: datetime,
    watched: frozenset[str],
    count: int,
    sentences: int,
) -> Digest:
    """The most important of these stories; its times are shown in each reader's own zone, its date in UTC."""
    return digest_of(
        stories, since=since, until=until, zone="UTC", watched=watched, count=count, sentences=sentences
    )
