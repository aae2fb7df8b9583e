"""Deciding: what it takes to find whom a story concerns, and what to tell them."""

from benchmarks.report import Line
from benchmarks.results import Decisions
from benchmarks.stage import Stage

WATCHES, REVISIONS = 5_000, 400
A_MINUTE = 100
"""Revisions of stories in a minute."""

MOST = 5.0
"""Percent of one core that deciding about them may take."""


def measure(stage: Stage) -> list[Line]:
    """CPU of finding the watches that a story may concern and deciding what their targets are told."""
    found = stage.run(Decisions, "deciding", watches=WATCHES, revisions=REVISIONS)
    return [
        Line(
            what=f"deciding about {A_MINUTE} stories a minute for {WATCHES:,} watches",
            figure=found.each * A_MINUTE / 60_000 * 100,
            unit="% of a core",
            target=MOST,
            beside=f"{found.each:.1f} ms each; it may concern {found.candidates:.0f} watches, and comes to"
            f" {found.posts:.1f} posts",
        )
    ]
