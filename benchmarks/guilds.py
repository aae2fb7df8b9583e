"""Guilds: the memory of a bot process that speaks for very many of them."""

from benchmarks.report import Line
from benchmarks.stage import Stage
from benchmarks.together.results import Guilds

FEW, MANY = 4, 5_000
CHANNELS, ROLES, SHARDS = 30, 20, 4
MOST = 250.0
"""Megabytes."""

LONGEST = 600.0


def measure(stage: Stage) -> list[Line]:
    """With hardly any guild, and with all."""
    few, many = (
        stage.run(
            Guilds,
            "guilds",
            longest=LONGEST,
            folder=stage.folder("guilds"),
            guilds=guilds,
            channels=CHANNELS,
            roles=ROLES,
            shards=SHARDS,
        )
        for guilds in (FEW, MANY)
    )
    return [
        Line(
            what=f"bot with {MANY:,} guilds of {CHANNELS} channels and {ROLES} roles in {SHARDS} shards",
            figure=many.held,
            unit="MB",
            target=MOST,
            beside=f"PSS; resident {many.resident:.0f} MB, with {FEW} guilds {few.held:.0f}; all known after"
            f" {many.seconds:.0f} s, {many.cpu:.0f} s of CPU",
        )
    ]
