"""The sample wire: five feeds of made-up outlets, read on a first start without a Discord token.

The events are those of 18 to 26 April 2022, told from public facts in our own words; outlets and addresses
are invented (`.example`, RFC 2606). It is replayed with a clock of its own, `SAMPLE_NOW`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from typing import Final

SCHEME: Final = "wirewatch-sample:"
SAMPLE_NOW: Final = datetime(2022, 4, 26, 20, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleFeed:
    """One feed of the sample wire; `address` is not fetched but handed to `sample_bytes`."""

    address: str
    outlet: str
    title: str


_FEEDS: Final = tuple(
    SampleFeed(address=f"{SCHEME}{file_name}", outlet=outlet, title=f"{outlet} (sample)")
    for file_name, outlet in (
        ("meridian-wire.xml", "Meridian Wire"),
        ("harbour-courier.xml", "Harbour Courier"),
        ("northgate-post.xml", "The Northgate Post"),
        ("lantern-news.xml", "Lantern News"),
        ("alpine-dispatch.xml", "Alpine Dispatch"),
    )
)


def sample_feeds() -> tuple[SampleFeed, ...]:
    """The feeds of the sample wire, always in the same order."""
    return _FEEDS


def sample_bytes(address: str) -> bytes:
    """The document behind a sample feed's address, as it would come off the wire (UTF-8 XML).

    Raises `ValueError` for any address that `sample_feeds` does not list.
    """
    if address not in {feed.address for feed in _FEEDS}:
        listed = ", ".join(feed.address for feed in _FEEDS)
        raise ValueError(f"{address!r} is not a feed of the sample wire; it has {listed}.")
    return resources.files(__name__).joinpath(address.removeprefix(SCHEME)).read_bytes()
