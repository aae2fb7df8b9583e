"""The crash test's shorter form: a few stories, a few deaths where they hurt most, and nothing is lost."""

from datetime import timedelta
from pathlib import Path

from tests.fakes.discord import FakeDiscord
from tests.soak.plan import Life
from tests.soak.stage import soak

UNCORRECTED = 2
"""A seed whose first stories no outlet corrects: a correction is read when it has stood for a while."""

PATIENT = 240.0
"""Seconds that a life is given here, where other tests keep the machine busy."""

DEATHS = (
    Life(seconds=PATIENT, answer="POST", troubles=("gateway refused",)),
    Life(seconds=PATIENT, point="before record of edit", troubles=("lost answer to POST",)),
)


async def test_process_that_is_killed_around_a_send_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    async with FakeDiscord() as discord:
        judgement = await soak(
            tmp_path,
            discord,
            seed=UNCORRECTED,
            stories=8,
            channels=2,
            lives=DEATHS,
            tell=lambda _: None,
            speed=30,
            calm=(timedelta(0),),
        )
    assert judgement.clean, "\n".join((*judgement.lost, *judgement.doubled, *judgement.wrong))
