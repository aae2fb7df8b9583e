"""`wirewatch processes`: who works on the database, what waits for them, what they set aside and why."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console
from structlog.testing import capture_logs

from bot.cli.working import look, show
from bot.presence import this_process
from config.settings import Role
from storage.archive import Archive
from storage.publishing import TRIES
from tests.bot.bureaus import written
from tests.storage.scenes import article, wire
from tests.storage.test_plans import plan_of


def screen(width: int | None) -> Console:
    return Console(file=StringIO(), width=width, force_terminal=width is not None, color_system=None)


async def test_processes_are_shown_with_what_waits_and_what_was_set_aside(
    archive: Archive, archive_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    held = await article(archive, await wire(archive, "Harbour Courier"))
    with capture_logs() as told:
        await archive.stories.set_aside(held.id, "Its reader ended\x1b[31m: out of memory.", held.seen_at)
    assert [(one["log_level"], one["article"]) for one in told] == [("warning", held.id)]
    plan = await plan_of(archive)
    with capture_logs() as told:
        for _ in range(TRIES):
            await archive.plans.fail(plan.id, "It takes too long.", plan.next_due_at, plan.next_due_at)
    assert [(one["log_level"], one["plan"]) for one in told] == [("warning", plan.id)]
    both: tuple[tuple[frozenset[Role], str], ...] = (
        (frozenset({"bot", "schedule"}), "https://a.example"),
        (frozenset({"read"}), "https://b.example"),
    )
    for roles, public_url in both:
        me = this_process(roles, (("contact", ""), ("public_url", public_url)))
        await archive.processes.hear(replace(me, host="[b]newsroom", number=17))
    seen = await look(archive_url, 5)
    out = screen(120)
    assert show(seen, out, screen(None), as_json=False) == 0
    shown = written(out)
    assert "bot schedule" in shown
    assert "[b]newsroom" in shown
    assert "1 feed to be read" in shown
    assert "Set aside, and not tried again: 1 article." in shown
    assert f"{held.id}  Harbour Courier: Envoy meets president" in shown
    assert "\x1b[31m" not in shown
    differs = "Process 17 on [b]newsroom has other settings than one that runs longer: public_url."
    assert shown.count("other settings") == shown.count(differs) == 1
    assert f"digest {plan.id} of a in channel:1\n    It takes too long." in shown
    show(seen, screen(None), out, as_json=False)
    first, *rows = capsys.readouterr().out.splitlines()
    assert first.startswith("roles\thost\tprocess")
    assert [row.split("\t")[:3] for row in rows] == [
        ["bot schedule", "[b]newsroom", "17"],
        ["read", "[b]newsroom", "17"],
    ]
    show(seen, out, out, as_json=True)
    facts = json.loads(capsys.readouterr().out)
    assert [(each["roles"], each["differs"]) for each in facts["processes"]] == [
        ("bot schedule", ""),
        ("read", "public_url"),
    ]
    assert [one["plan"] for one in facts["set_aside"]["digests"]] == [plan.id]
    assert facts["set_aside"]["newest"][0]["reason"].startswith("Its reader ended")


async def test_on_a_shared_database_nothing_that_runs_is_told_and_is_status_1(sqlite_url: str) -> None:
    out, seen = screen(120), await look(sqlite_url, 5)
    assert show(seen, out, out, as_json=False) == 0
    assert show(replace(seen, is_shared=True), out, out, as_json=False) == 1
    assert "On SQLite one process does everything" in written(out)
    assert "Nothing runs" in written(out)
