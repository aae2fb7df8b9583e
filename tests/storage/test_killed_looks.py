"""A process killed while it looks at several feeds, to save them together, loses and doubles nothing."""

from sqlalchemy.engine import make_url

from tests.acceptance.killed import groups_of, wrong
from tests.fakes.feeds import FeedServer

TOGETHER = 3
TRIED = 20
STRIDE = {"sqlite": 11, "postgresql": 6}
"""Awaits between two kills: a look at every one of them would take a minute."""


async def test_killed_looks_lose_nothing_and_double_nothing(url: str) -> None:
    async with FeedServer() as wire:
        prepared = await groups_of(url, wire, TRIED, TOGETHER)
        runs = await prepared.killed(STRIDE[make_url(url).get_backend_name()])
    assert [run["died"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert len(runs) > 10, "there are more awaits than that between claim and commit"
    assert wrong(runs, TOGETHER) == []
