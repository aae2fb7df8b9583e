"""The two real articles of ../shared, where they are: one event in two outlets' words."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

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
    """Both articles; skips the test, visibly, where they are not."""
    files = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []
    if len(files) != 2:
        pytest.skip("the two seed articles of ../shared/seeds are not here")
    first, second = (file.read_text(encoding="utf-8") for file in files)
    title, _date, url, *body = first.splitlines()
    at = datetime(2022, 4, 23, 9, tzinfo=UTC)
    return (
        Seed(outlet="Europe Sun", title=title, url=url, text="\n".join(body), at=at),
        Seed(
            outlet="The Hill",
            title="UN chief asks for a meeting with Putin in Moscow",
            url="https://thehill.example/un-chief-putin",
            text=second,
            at=at,
        ),
    )
