"""`wirewatch export` and `import`: out of one server and into another, and nothing left to do after."""

import asyncio
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from storage.archive import Archive
from storage.documents import Planned
from storage.queue import NoNudges
from tests.fakes.examples import NOON
from tests.storage.dump import populate

ONE, OTHER = "900100200300400001", "900100200300400002"
CHANNEL = "900100200300400500"


async def furnish(url: str) -> None:
    """A server with a little of everything, and another that the bot has only seen."""
    archive = await Archive.open(url, NoNudges())
    await populate(archive)
    for guild, name in ((ONE, "The Newsroom"), (OTHER, "The Other")):
        await archive.guilds.seen(guild, name, NOON)
    await archive.guilds.speak(ONE, "de")
    await archive.guilds.tell_changes(ONE, CHANNEL)
    await archive.guilds.allow(ONE, "watch", (CHANNEL,))
    ids = []
    for number in range(3):
        feed = await archive.feeds.add(
            address=f"https://outlet{number}.example/feed", outlet=f"Outlet {number}", now=NOON
        )
        await archive.subscriptions.subscribe(ONE, feed.id, "command", NOON, topic="World")
        ids.append(feed.id)
    await archive.pausing.pause(ONE, ids[2], NOON)
    entry = '[[actor]]\nid = "ann-harbour"\nkind = "person"\nname = "Ann Harbour"\n'
    await archive.actors.add(ONE, "ann-harbour", entry, "command", NOON)
    (first,) = (await archive.watches.of_guild("b"))[:1]
    for target, actors in ((f"channel:{CHANNEL}", (f"ann-harbour@{ONE}", "vladimir-putin")), ("user:77", ())):
        await archive.watches.add_within(
            replace(first, guild=ONE, target=target, actors=actors, feeds=(ids[0],), tags=()), 10
        )
    (paused,) = [one for one in await archive.watches.of_guild(ONE) if one.target.startswith("channel")]
    await archive.watches.pause(ONE, paused.id, NOON)
    await archive.plans.add(
        guild=ONE,
        target=f"forum:{CHANNEL}",
        at=time(7, 30),
        zone="Europe/Kyiv",
        stories=5,
        sentences=2,
        origin="command",
        next_due_at=NOON,
        now=NOON,
        wishes=Planned(weekdays=(0, 2), feeds=(ids[1],), keywords=("grain",)),
    )
    await archive.close()


def asked(*words: str) -> Result:
    """What the command comes to."""
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def furnished(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A furnished database that the settings name; a file that is not there yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WIREWATCH_DATABASE_URL", sqlite_url)
    asyncio.run(furnish(sqlite_url))
    return tmp_path / "server.toml"


def test_settings_go_into_another_server_and_nothing_is_left_to_do(furnished: Path) -> None:
    done = asked("export", str(furnished), "--guild", ONE)
    assert done.exit_code == 0, done.output
    text = furnished.read_text()
    assert 'actors = ["ann-harbour@", "vladimir-putin"] # Ann Harbour, Vladimir Putin' in text
    assert "77" not in text.replace(CHANNEL, "").replace(ONE, ""), "what belongs to a person is not in it"
    assert asked("import", str(furnished), "--guild", ONE).stdout == "Nothing differs.\n"
    shown = asked("import", str(furnished), "--guild", OTHER, "--dry-run")
    assert "+ feed https://outlet2.example/feed" in shown.stdout
    assert "~ server rights.watch" in shown.stdout
    assert "nothing was changed" in shown.stdout
    made = asked("import", str(furnished), "--guild", OTHER)
    assert made.exit_code == 0, made.output
    assert made.stdout.splitlines()[:-1] == shown.stdout.splitlines()[:-1]
    assert asked("import", str(furnished), "--guild", OTHER, "--remove").stdout == "Nothing differs.\n"
    there = asked("export", "--guild", OTHER).stdout
    assert there.partition("[[feed]]")[2] == text.partition("[[feed]]")[2]


def test_what_differs_is_changed_and_what_is_gone_goes_only_when_asked(furnished: Path) -> None:
    asked("export", str(furnished), "--guild", ONE)
    text = furnished.read_text()
    assert "stories = 5" in text
    furnished.write_text(
        text.replace("stories = 5", "stories = 6").replace('topic = "World"', 'topic = "Far"')
    )
    done = asked("import", str(furnished), "--guild", ONE)
    assert done.exit_code == 0, done.output
    assert [line[0] for line in done.stdout.splitlines()[:-1]] == ["~"] * 4
    assert asked("import", str(furnished), "--guild", ONE).stdout == "Nothing differs.\n"
    furnished.write_text("[server]\n")
    assert asked("import", str(furnished), "--guild", ONE).stdout == "Nothing differs.\n"
    gone = asked("import", str(furnished), "--guild", ONE, "--remove")
    assert gone.exit_code == 0, gone.output
    assert gone.stdout.endswith("6 of 6 changed.\n")
    assert "[[" not in asked("export", "--guild", ONE).stdout


def test_what_cannot_be_done_is_told_and_the_rest_is(furnished: Path) -> None:
    furnished.write_text(
        '[[actor]]\nid = "nato"\nkind = "nothing"\nname = "N"\n'
        f'[[watch]]\nchannel = {CHANNEL}\nfeeds = ["https://nobody.example/feed"]\n'
        f'[[watch]]\nchannel = {CHANNEL}\nkeywords = ["grain"]\n'
    )
    done = asked("import", str(furnished), "--guild", OTHER)
    assert done.exit_code == 1, done.output
    assert "kind" in done.stderr
    assert "which its server does not read" in done.stderr
    assert "1 of 3 changed." in done.stdout
    furnished.write_text('[server]\nlanguage = "de"\n')
    assert "has not seen server" in asked("import", str(furnished), "--guild", "900100200300400003").stderr
    assert asked("import", str(furnished.parent), "--guild", ONE).exit_code == 2
    furnished.write_text("[[feed]]\n")
    wrong = asked("import", str(furnished), "--guild", ONE)
    assert (wrong.exit_code, "server.toml, line 1" in wrong.stderr) == (2, True)
