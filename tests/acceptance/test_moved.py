"""The running bot on a database that was moved: what was due is posted once, and what was posted lives on."""

from functools import partial

from tests.acceptance.conftest import Stage
from tests.acceptance.seeds import seeds
from tests.acceptance.test_discord import serve
from tests.acceptance.wirewatch import PATIENCE, finish, status
from tests.fakes.discord import Channel, FakeDiscord
from tests.fakes.feeds import rss


def watch(stage: Stage, channel: Channel) -> None:
    """A watch of another channel than the stage's."""
    stage.declared.append(f'[[watch]]\nchannel = {channel.id}\nactors = ["vladimir-putin"]\n')


def asked(discord: FakeDiscord, channel: Channel) -> bool:
    """Whether a message was to be posted there."""
    return any(r.method == "POST" and r.path == f"/channels/{channel.id}/messages" for r in discord.requests)


def told(channel: Channel, words: tuple[str, ...], discord: FakeDiscord) -> bool:
    """Whether the channel's one message shows these words."""
    messages = discord.messages(channel)
    assert len(messages) <= 1, "one event, one message"
    return any(all(word in message.text for word in words) for message in messages)


async def test_bot_on_the_moved_database_posts_what_was_due_once_and_edits_what_was_posted(
    stage: Stage, empty_postgresql: str
) -> None:
    first, second = seeds()
    stage.quicken()
    serve(stage, first)
    path = f"/{second.outlet.lower().replace(' ', '-')}.xml"
    stage.feed(stage.wire.put(path, rss(title=second.outlet)), second.outlet)
    doubtful, due = [stage.discord.add_channel(stage.guild, name) for name in ("doubtful", "due")]
    stage.watch("vladimir-putin")
    watch(stage, doubtful)
    watch(stage, due)
    channels = (stage.channel, doubtful, due)
    stage.discord.faults.hang("POST", f"/channels/{due.id}/messages")
    gate = await stage.discord.faults.pause("POST", f"/channels/{doubtful.id}/messages")
    async with stage.bot() as on_sqlite:
        await gate.reached(PATIENCE)
        await on_sqlite.says("delivered")
        await stage.discord.wait_for(lambda discord: asked(discord, due), PATIENCE)
        await stage.killed(on_sqlite)
    gate.lose()
    assert [len(stage.discord.messages(channel)) for channel in channels] == [1, 1, 0]
    moved = await finish(stage.folder, "move", "--to", empty_postgresql)
    assert status(moved) == 0, moved.everything
    refused = await finish(stage.folder, "run", "--once")
    assert status(refused) == 2, refused.everything
    serve(stage, second)
    async with stage.bot(WIREWATCH_DATABASE_URL=empty_postgresql) as on_postgresql:
        for channel in channels:
            both = partial(told, channel, (first.outlet, second.outlet))
            await stage.discord.wait_for(both, PATIENCE, f"both outlets in {channel.id}")
        on_postgresql.terminate()
        assert await on_postgresql.ended() == 0, on_postgresql.everything
    assert "Traceback" not in on_postgresql.everything
    assert [len(stage.discord.messages(channel)) for channel in channels] == [1, 1, 1]
