"""What a bot holds of the machine's memory that has read its feeds and has nothing to do."""

from statistics import fmean
from typing import Final

from benchmarks.report import Line, missing
from benchmarks.results import Rest
from benchmarks.stage import Stage
from benchmarks.wire import FEEDS

GUILDS, CHANNELS, ROLES = 100, 30, 20
MOST: Final = 240.0
"""Megabytes."""

LONGEST: Final = 1_800.0


def measure(stage: Stage) -> list[Line]:
    """All of its processes together, in the mean of a minute."""
    stage.serve(edition=1)
    found = stage.run(
        Rest,
        "resting",
        longest=LONGEST,
        folder=stage.folder("resting"),
        port=stage.port,
        feeds=FEEDS,
        guilds=GUILDS,
        channels=CHANNELS,
        roles=ROLES,
    )
    workers = ", ".join(f"{held:.0f}" for held in found.workers)
    return [
        Line(
            what=f"at rest with {FEEDS:,} feeds and {GUILDS} guilds, all processes",
            figure=fmean(found.held),
            unit="MB",
            target=MOST,
            beside=f"PSS, at most {max(found.held):.0f}; main process {found.main:.0f}, others {workers}; "
            f"RSS of all {found.resident:.0f}; CPU {found.cpu * 1000:.1f} ms a second; "
            f"{found.floor:.0f} of a bare discord.py client that knows the guilds",
        ),
        missing("feeds that were read", FEEDS - found.read),
        missing("articles that were read", found.unread, f"{found.articles:,} in the archive"),
    ]
