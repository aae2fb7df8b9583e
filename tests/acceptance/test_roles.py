"""The roles as processes of their own on one PostgreSQL: together they are the bot, and go on as some die."""

from contextlib import AsyncExitStack

from tests.acceptance.conftest import Stage
from tests.acceptance.rows import count_as_dead
from tests.acceptance.seeds import seeds
from tests.acceptance.test_discord import alert, asked, serve
from tests.acceptance.wirewatch import Process, finish
from tests.fakes.feeds import rss

OFFICE = ("schedule", "poll", "poll", "read", "read", "bot")


class Office:
    """Processes of one newsroom, each with its role."""

    def __init__(self, stage: Stage, url: str, stack: AsyncExitStack) -> None:
        self._stage, self._url, self._stack = stage, url, stack

    async def start(self, role: str) -> Process:
        """Start a process of this role."""
        process = self._stage.bot(WIREWATCH_DATABASE_URL=self._url)
        process.arguments = ("run", "--role", role)
        return await self._stack.enter_async_context(process)

    async def kill(self, *processes: Process) -> None:
        """End them as a machine's death does, half a minute ago."""
        for process in processes:
            process.kill()
            await process.ended()
        await count_as_dead(self._url, *(process.pid for process in processes))


async def test_roles_bring_two_outlets_articles_to_one_alert_though_one_of_each_is_killed(
    stage: Stage, empty_postgresql: str
) -> None:
    first, second = seeds()
    stage.quicken()
    serve(stage, first)
    path = f"/{second.outlet.lower().replace(' ', '-')}.xml"
    stage.feed(stage.wire.put(path, rss(title=second.outlet)), second.outlet)
    stage.watch("antonio-guterres", "vladimir-putin")
    async with AsyncExitStack() as stack:
        office = Office(stage, empty_postgresql, stack)
        working = [await office.start(role) for role in OFFICE]
        await alert(stage, first.outlet)
        await asked(stage, path, 1)
        schedule, poll, _, read, _, bot = working
        await office.kill(schedule, poll, read, bot)
        listed = await finish(stage.folder, "processes", WIREWATCH_DATABASE_URL=empty_postgresql)
        assert sorted(line.split("\t")[0] for line in listed.out[1:]) == ["poll", "read"], listed.everything
        working += [await office.start(role) for role in ("schedule", "bot")]
        serve(stage, second)
        message = await alert(stage, first.outlet, second.outlet)
        assert message.edited_at is not None
        for process in working:
            process.terminate()
            await process.ended()
            assert "Traceback" not in process.everything
    assert stage.wire.count(path) > 1
