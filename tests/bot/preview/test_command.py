"""`wirewatch preview`: of a delivery, of the sample wire, of what is piped in; and what it cannot show."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.cli.feeds.bureau import CannotError
from bot.cli.preview import LONGEST, _delivered
from bot.preview import Scene, page
from bot.previewing import payload_of, sampled
from bot.sending.bodies import message_body
from bot.workers import WorkerProcesses
from config.sample import SAMPLE_NOW
from storage.archive import Archive
from tests.bot.bureaus import GUILD, bureau_of
from tests.bot.filed import HereAndNow, file_story
from tests.bot.news import NOON, alert, delivery, pointer


def piped(said: str | bytes, *words: str) -> Result:
    """What the command comes to that is given this."""
    return CliRunner().invoke(app, ["preview", *words], input=said)


@pytest.fixture(autouse=True)
def _nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WIREWATCH_DATA", str(tmp_path / "data"))


def test_payload_that_is_piped_in_is_shown(tmp_path: Path) -> None:
    payload = json.dumps(message_body(delivery(alert()), None))
    shown = piped(payload, "--look", "light")
    assert shown.exit_code == 0
    assert "UN chief meets Putin" in shown.stdout
    assert "color-scheme:light" in shown.stdout
    assert "color-scheme:dark" not in shown.stdout
    done = piped(payload, "--out", "shown.html")
    assert (done.exit_code, done.stdout) == (0, "")
    written = (tmp_path / "shown.html").read_text(encoding="utf-8")
    assert "prefers-color-scheme: light" in written
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("said", "words", "told"),
    [
        ("{", (), "Standard input is no JSON"),
        ("[" * 100_000, (), "nested too deeply"),
        (b"\xff", (), "Standard input is no JSON"),
        ("[]", (), "is JSON, but no object"),
        (" " * (LONGEST + 1), (), "longer than any message"),
        ("{}", (), "nothing that is shown"),
        ('{"message": {"content": ""}, "name": null}', (), "nothing that is shown"),
        ('{"content": 5}', (), "Its content is a number, true or false, and text is wanted"),
        ('{"embeds": {}}', (), "Its embeds is an object, and a list is wanted"),
        ('{"embeds": [{"title": "x"}, null]}', (), "Its embeds[1] is null, and an object is wanted"),
        ('{"message": {"embeds": [{"title": []}]}}', (), "Its message.embeds[0].title is a list"),
        ('{"message": {"message": {"embeds": 1}}}', (), "nothing that is shown"),
        ('{"content": "x"}', ("--out", "."), "cannot be written"),
        ("{}", ("--delivery", "1", "--sample", "alert"), "name one"),
    ],
)
def test_what_cannot_be_shown_is_told_with_what_to_do(said: str, words: tuple[str, ...], told: str) -> None:
    refused = piped(said, *words)
    assert refused.exit_code == 2
    assert "That could not be done." in refused.stderr
    assert told in " ".join(refused.stderr.split())


async def test_delivery_is_shown_as_it_is_sent(archive: Archive, tmp_path: Path) -> None:
    target = "channel:100000000000000030"
    await archive.watches.add(guild=GUILD, target=target, keywords=("moscow",), origin="command", now=NOON)
    await file_story(archive, GUILD, "Talks held in Moscow", NOON - timedelta(hours=1))
    (row,) = await archive.deliveries.recent(GUILD, 5)
    out = tmp_path / "shown.html"
    bureau = bureau_of(archive)
    assert await _delivered(bureau, row.id, out, "dark") == 0
    shown = out.read_text(encoding="utf-8")
    assert "Talks held in Moscow</a>" in shown
    assert "1 hour ago" in shown
    assert "Mute" in shown
    with pytest.raises(CannotError, match=f"no delivery {row.id + 1}"):
        await _delivered(bureau, row.id + 1, out, "dark")
    with pytest.raises(CannotError, match="no delivery"):
        await _delivered(replace(bureau, guild="100000000000000009"), row.id, out, "dark")


def test_payload_is_that_of_what_is_done() -> None:
    def done(action: str, target: str = "channel:30", **changes: Any) -> Any:
        row = delivery(alert(), target=target)
        return payload_of(replace(row, post=replace(row.post, action=cast("Any", action)), **changes))

    assert done("post") == message_body(delivery(alert()), None)
    assert done("thread") == {"name": "UN chief meets Putin"}
    assert done("publish") is None
    forum = done("post", "forum:31")
    assert forum["name"] == "UN chief meets Putin"
    assert forum["message"] == done("post")
    assert "Quellen" in str(done("post", speaks="de"))
    leads = payload_of(replace(delivery(pointer()), guild="1", points_to="77"))
    assert "https://discord.com/channels/1/30/77" in str(leads)


async def test_sample_story_is_told_with_its_sources() -> None:
    payload = await sampled("story", cast("WorkerProcesses", HereAndNow()))
    shown = page(payload, Scene(now=SAMPLE_NOW))
    for told in ("Azovstal evacuation", "5 outlets", ">Meridian Wire</a>", "Sources", "26 April 2022"):
        assert told in shown
    assert "example/" in shown
