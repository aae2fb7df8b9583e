"""One target's trouble never delays another's."""

import asyncio

import discord
import pytest

from bot.deliver import deliver
from bot.queue.memory import MemoryQueue
from bot.queue.work import LIMITS, Handler
from storage.model import Job, JobKind
from storage.outbox import put
from summarise.model import Post
from tests.bot.news import alert
from tests.bot.sending.conftest import Press

pytestmark = pytest.mark.asyncio(loop_scope="module")

HANGING = 20


async def test_channels_that_do_not_answer_delay_no_other(press: Press) -> None:
    silent, fine = [await press.open() for _ in range(HANGING)], await press.open()
    gates = [await press.discord.faults.pause("POST", f"/channels/{c.id}/messages") for c in silent]
    queue, sender = MemoryQueue(), press.sender

    async def nothing(_key: str) -> None: ...

    async def on_deliver(target: str) -> None:
        await deliver(target, outbox=press.archive.deliveries, sender=sender, now=discord.utils.utcnow)

    handlers: dict[JobKind, Handler] = {**dict.fromkeys(LIMITS, nothing), "deliver": on_deliver}
    running = asyncio.create_task(queue.run(handlers))
    targets = [f"channel:{channel.id}" for channel in (*silent, fine)]
    async with press.archive._database.writing() as tx:
        for target in targets:
            post = Post(target=target, subject="story:1", part=0, action="post", revision=1, body=alert(1))
            await put(tx, str(press.guild.id), post, discord.utils.utcnow())
    await queue.after([Job(kind="deliver", key=target) for target in targets])
    await press.discord.wait_for(lambda _: press.shown(fine), what="an alert beside twenty hanging channels")
    for gate in gates:
        await gate.reached()
        gate.release()
    queue.stop()
    await asyncio.wait_for(running, 10)
    assert [len(press.shown(channel)) for channel in silent] == [1] * HANGING
