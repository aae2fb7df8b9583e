"""A process that is killed between a report's save and the mending of its stories is made up for.

The report names both who are watched and holds what two stories tell: whoever dies at whichever await on the
way, in the end there is one story, each channel has one message, and that tells all of it.
"""

import json

import pytest

from tests.acceptance.forked import written

STRIDE = {"sqlite": 11, "postgresql": 37}
"""Awaits between two kills: one at each of them would take minutes."""

WHOLE = {
    "stories": 1,
    "told": {"channel:1": 1, "channel:2": 1},
    "complete": ["channel:1", "channel:2"],
}


@pytest.mark.both_databases
async def test_killed_mending_is_made_up_for_and_tells_nobody_twice(
    empty_url: str, kind_of_database: str
) -> None:
    lines = await written("tests.acceptance.dying_mending", empty_url, str(STRIDE[kind_of_database]))
    runs = [json.loads(line) for line in lines]
    assert [run["died"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert sum(run["unmended"] for run in runs) > 1, "there are more awaits than that between save and mend"
    assert [run for run in runs if {name: run[name] for name in WHOLE} != WHOLE] == []
