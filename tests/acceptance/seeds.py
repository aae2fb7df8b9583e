"""Two articles on one event in two outlets' words: the real ones of ../shared, or stand-ins of our own."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.sample import sample_bytes, sample_feeds
from feeds.model import ParsedFeed
from feeds.parse.document import parse

OUTLETS = ("Europe Sun", "The Hill")
AT = datetime(2022, 4, 26, 19, tzinfo=UTC)
FOLDER = Path(__file__).parents[3] / "shared" / "seeds"


@dataclass(frozen=True, kw_only=True)
class Seed:
    """One outlet's article."""

    outlet: str
    title: str
    url: str
    text: str
    at: datetime


def seeds() -> tuple[Seed, Seed]:
    """The real articles where they are, else two reports of the same meeting from the sample wire."""
    return real_seeds() if seeds_are_here() else stand_ins()


def seeds_are_here() -> bool:
    """Whether ../shared/seeds holds the two articles."""
    return len(list(FOLDER.glob("*.txt"))) == 2


def stand_ins() -> tuple[Seed, Seed]:
    """The sample wire's first two reports that name both men in the headline or first words."""
    entries = [
        entry
        for sample in sample_feeds()
        if isinstance(read := parse(sample_bytes(sample.address), sample.address, ""), ParsedFeed)
        for entry in read.entries
        if "Putin" in entry.title and "Guterres" in entry.text and "Kremlin" in entry.text
    ]
    first, second = (
        Seed(outlet=outlet, title=entry.title, url=entry.url or "", text=entry.text, at=AT)
        for outlet, entry in zip(OUTLETS, entries, strict=False)
    )
    return first, second


def real_seeds() -> tuple[Seed, Seed]:
    """The real articles; skips the test, visibly, where they are not."""
    if not seeds_are_here():
        pytest.skip("the two seed articles of ../shared/seeds are not here")
    files = sorted(FOLDER.glob("*.txt"))
    first, second = (file.read_text(encoding="utf-8") for file in files)
    title, _date, url, *body = first.splitlines()
    return (
        Seed(outlet=OUTLETS[0], title=title, url=url, text="\n".join(body), at=AT),
        Seed(
            outlet=OUTLETS[1],
            title="UN chief asks for a meeting with Putin in Moscow",
            url="https://thehill.example/un-chief-putin",
            text=second,
            at=AT,
        ),
    )
