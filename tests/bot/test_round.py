"""A round ends, whatever its parts do."""

from pathlib import Path

import pytest

from bot.app import newsroom, utc_now
from bot.first_start import needs_sample, replay_sample
from bot.outcomes import Outcome
from bot.workers import WorkerProcesses
from config.settings import Settings
from storage.model import Delivery, JobKind


class Broken:
    """A sender with a bug."""

    async def send(self, delivery: Delivery) -> Outcome:
        raise RuntimeError("a bug of the sender")

    async def settle(self, delivery: Delivery) -> None:
        raise RuntimeError("a bug of the sender")


async def test_round_leaves_what_cannot_be_done_for_another_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.round.RESTED", 0.2)
    settings = Settings(data=tmp_path)
    phases: list[JobKind] = []
    await replay_sample(settings, WorkerProcesses(1), Broken(), lambda phase, _: phases.append(phase))
    assert "deliver" in phases
    async with newsroom(
        settings, workers=WorkerProcesses(1), sender_for=lambda _: Broken(), now=utc_now
    ) as room:
        assert (await room.archive.waiting(utc_now()))["deliver"] >= 1


async def test_archive_in_use_is_shown_no_sample(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert await needs_sample(settings)
    async with newsroom(
        settings, workers=WorkerProcesses(1), sender_for=lambda _: Broken(), now=utc_now
    ) as room:
        await room.archive.feeds.add(address="https://a.example/rss", outlet="A", now=utc_now())
    assert not await needs_sample(settings)
