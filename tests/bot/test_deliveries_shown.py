"""/status deliveries and resume, and `wirewatch deliveries`: what came of each message, and what to do."""

import json
from datetime import timedelta

import pytest

from bot.cli.deliveries.listing import Wanted
from bot.cli.deliveries.listing import show as show_all
from bot.cli.deliveries.showing import resume, show
from bot.cli.feeds.bureau import CannotError
from bot.delivery_words import about
from storage.archive import Archive
from storage.model import Delivery
from summarise.model import Alert, Body, Pointer, Post, Rollup, Update
from tests.bot.asking import ask, guild, suggested, wire
from tests.bot.bureaus import GUILD, bureau_of, written
from tests.bot.conftest import Bot
from tests.bot.filed import file_story
from tests.bot.news import NOON, alert, digest, notice
from tests.fakes.discord import EVERYONE

OTHER = "100000000000000002"


async def tried(archive: Archive, server: str, target: str) -> Delivery:
    """An alert that was tried once and waits for the next try."""
    await archive.watches.add(guild=server, target=target, keywords=("moscow",), origin="command", now=NOON)
    await file_story(archive, server, "Talks held in Moscow", NOON - timedelta(hours=1))
    claimed = await archive.deliveries.claim(target, NOON)
    assert claimed is not None
    later = NOON + timedelta(minutes=5)
    await archive.deliveries.retry(claimed.id, not_before=later, error="HTTP [502].", unknown=False, now=NOON)
    return claimed


async def refused(archive: Archive, held: Delivery) -> None:
    """Its target refuses the next try."""
    later = NOON + timedelta(minutes=10)
    claimed = await archive.deliveries.claim(held.post.target, later)
    assert claimed is not None
    await archive.deliveries.stop(claimed.id, "The bot may not post there.", later)


async def test_deliveries_are_shown_with_what_is_wrong_and_what_to_do(bot: Bot) -> None:
    assert "Nothing was to be sent" in await ask(bot, "status deliveries")
    target = f"channel:{wire(bot).id}"
    held = await tried(bot.archive, str(guild(bot).id), target)
    shown = await ask(bot, "status deliveries")
    assert f"<#{wire(bot).id}> message: Talks held in Moscow, **waiting**, not before <t:" in shown
    assert "HTTP \\[502\\]." in shown
    await refused(bot.archive, held)
    shown = await ask(bot, "status deliveries")
    assert f"**Nothing is sent to <#{wire(bot).id}>** since" in shown
    assert (
        "The bot may not post there. What waits is kept. Allow it there, then it goes on by itself" in shown
    )
    assert await suggested(bot, "status resume", "channel", "wire") == [("#wire", target)]
    assert f"sent to <#{wire(bot).id}> again now" in await ask(bot, "status resume", channel=target)
    assert "Nothing is held back there" in await ask(bot, "status resume", channel=target)
    assert "Nothing is sent" not in await ask(bot, "status deliveries")


async def test_deliveries_are_for_who_may_manage_the_server_and_of_this_server_alone(bot: Bot) -> None:
    theirs = await tried(bot.archive, "999", "channel:9")
    await refused(bot.archive, theirs)
    assert "Nothing was to be sent" in await ask(bot, "status deliveries")
    assert "Nothing is held back there" in await ask(bot, "status resume", channel="channel:9")
    reader = bot.discord.add_member(guild(bot))
    for command, options in (("status deliveries", {}), ("status resume", {"channel": "channel:9"})):
        asked = await bot.discord.interact(command, options, user=reader, permissions=EVERYONE)
        assert "Manage Server" in (await asked.answer()).text


async def test_whom_a_direct_message_went_to_is_not_told(bot: Bot) -> None:
    await tried(bot.archive, str(guild(bot).id), "user:123456789012345678")
    shown = await ask(bot, "status deliveries")
    assert "a direct message" in shown
    assert "123456789012345678" not in shown


async def test_command_line_lists_deliveries_and_tells_every_try_of_one(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await show_all(bureau_of(archive, 120), Wanted(), as_json=False) == 1
    held = await tried(archive, GUILD, "channel:1")
    people = bureau_of(archive, 120)
    assert await show_all(people, Wanted(), as_json=False) == 0
    shown = written(people.out)
    assert "message: Talks held in Moscow" in shown
    assert "waiting in 5 min" in shown
    assert "HTTP [502]." in shown
    assert await show_all(bureau_of(archive), Wanted(target="channel:2"), as_json=False) == 1
    capsys.readouterr()
    assert await show_all(bureau_of(archive), Wanted(state="due"), as_json=False) == 0
    header, line = capsys.readouterr().out.splitlines()
    row = dict(zip(header.split("\t"), line.split("\t"), strict=True))
    assert (row["id"], row["state"], row["tries"], row["error"]) == (str(held.id), "due", "1", "HTTP [502].")
    one = bureau_of(archive)
    assert await show(one, held.id, as_json=False) == 0
    told = written(one.out)
    assert "to channel:1, story:1, revision 1: waiting" in told
    assert "did not arrive, to be tried again: HTTP [502]." in told
    assert isinstance(held.post.body, Alert)
    assert all(str(reason) in told for reason in held.post.body.reasons), "why it is told"
    assert await show(bureau_of(archive), held.id, as_json=True) == 0
    facts = json.loads(capsys.readouterr().out)
    assert [entry["outcome"] for entry in facts["history"]] == ["claimed", "delayed"]
    with pytest.raises(CannotError, match="This server has no delivery 99"):
        await show(bureau_of(archive), 99, as_json=False)


async def test_command_line_shows_another_servers_delivery_to_nobody_else(archive: Archive) -> None:
    theirs = await tried(archive, OTHER, "channel:9")
    with pytest.raises(CannotError, match="has no delivery"):
        await show(bureau_of(archive), theirs.id, as_json=False)
    with pytest.raises(CannotError, match="is not stopped in this server"):
        await resume(bureau_of(archive), "channel:9")


async def test_command_line_names_stopped_targets_and_resumes_them(archive: Archive) -> None:
    await refused(archive, await tried(archive, GUILD, "channel:1"))
    here = bureau_of(archive, 120)
    assert await show_all(here, Wanted(), as_json=False) == 0
    assert "Nothing is sent to channel:1" in written(here.err)
    assert "`wirewatch deliveries --resume channel:1` tries now." in written(here.err)
    assert await resume(here, "channel:1") == 0
    assert await archive.targets.stopped(GUILD) == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (alert(), "message: UN chief meets Putin"),
        (
            Update(alert=alert(), escalations=(), sentences=(), sources=(), at=NOON),
            "message: UN chief meets Putin",
        ),
        (Pointer(story=7, headline="Talks"), "message: Talks"),
        (Rollup(items=(), since=NOON, limit=12), "message: 0 stories in one list"),
        (digest(), "message: digest of 2022-04-26"),
        (notice(), "message: Meridian Wire cannot be read"),
    ],
)
def test_every_kind_of_post_has_words(body: Body, said: str) -> None:
    post = Post(target="channel:1", subject="story:7", part=0, action="post", revision=1, body=body)
    assert about(post) == said
