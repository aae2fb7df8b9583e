"""Reads a third report, and dies at a chosen await: python -m tests.acceptance.dying_mending URL STRIDE

The database holds two stories of one event, each told to a channel of its own. Each time
anew the process that reads the report which holds both, and mends, is killed (SIGKILL) STRIDE awaits later
than the one before, until one lives to its end. Then, as after a restart, another takes up what the tick
finds. Prints a line for each: {"step": n, "died": bool, "unmended": bool, "stories": how many, "told":
{target: how many messages}, "complete": [targets whose newest post names all three outlets]}; `unmended` says
that the report was saved and its stories not looked at when the process died.
"""

import asyncio
import json
import shutil
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from storage.archive import Archive
from storage.documents import POST
from storage.engine import Database, is_sqlite
from storage.model import JobKind
from storage.queue import NoNudges
from storage.schema import delivery, mending, trace
from summarise.mend import mend
from summarise.model import Alert
from summarise.read import read
from tests.acceptance.dying import Steps, in_a_process
from tests.fakes.examples import HOUR, entry
from tests.fakes.statements import compile_once
from tests.fakes.unsynced import wait_for_no_disk
from tests.fakes.workers import InlineWorkers
from tests.postgresql import administer_at
from tests.storage.conftest import Noted
from tests.storage.renewal import administration, renewal
from tests.storage.scenes import bring, claimed, watched, wire
from tests.summarise.stories.war import Account, sixty

EVENT = "gas-cut-off"
BRUSSELS, WARSAW, BOTH = "Windmill Dispatch", "Ferry Lane Herald", "Copper Bridge Tribune"
TARGETS = {"channel:1": "ursula-von-der-leyen", "channel:2": "mateusz-morawiecki"}
WORK: frozenset[JobKind] = frozenset({"read", "mend"})

NUMBERED = """
SELECT format('SELECT setval(%L, %s)', sequencename, last_value) FROM pg_sequences
WHERE last_value IS NOT NULL
"""
"""What lets PostgreSQL number its rows from where it is."""

Renew = Callable[[], Coroutine[Any, Any, None]]


def accounts() -> tuple[Account, ...]:
    """The event as Brussels and as Warsaw told it, and a report that holds both."""
    told = {one.article.outlet: one for one in sixty() if one.story == EVENT}
    one, other = told[BRUSSELS].article, told[WARSAW].article
    both = replace(other, outlet=BOTH, text=f"{one.text}\n{other.text}")
    return told[BRUSSELS], told[WARSAW], Account(story=EVENT, article=both)


NOW = max(account.article.at for account in accounts()) + HOUR


async def prepare(url: str) -> None:
    """Two stories that were told and arrived, and a report that is still to be read."""
    archive = await Archive.open(url, NoNudges())
    for target, actor in TARGETS.items():
        await watched(archive, target=target, actors=(actor,))
    for number, account in enumerate(accounts(), 1):
        held = account.article
        feed = await wire(archive, held.outlet.replace(" ", "-"))
        report = entry(f"e{number}", title=held.title, text=held.text, published_at=held.at)
        await bring(archive, feed, report, now=NOW)
        if held.outlet != BOTH:
            await _work(archive, "read", number)
            arrived = await claimed(archive, NOW, f"channel:{number}")
            await archive.deliveries.sent(arrived.id, f"message-{number}", NOW)
    await archive.close()


async def _work(archive: Archive, kind: str, number: int) -> None:
    """What the bot's handlers do."""
    if kind == "read":
        await read(number, store=archive.stories, workers=InlineWorkers(), now=lambda: NOW)
    await mend(number, store=archive.stories, workers=InlineWorkers(), now=lambda: NOW)


async def die(url: str, at: int) -> None:
    """Read the third report and mend, and die on the way."""
    archive = Archive(Database(url, NoNudges()))
    asyncio.get_running_loop().set_task_factory(Steps(at).factory)
    await asyncio.create_task(_work(archive, "read", len(accounts())))
    await archive.close()


async def restart(url: str) -> None:
    """Do what a dead process has left, as the tick finds it."""
    nudges = Noted()
    archive = Archive(Database(url, nudges))
    await archive.release()
    while await archive.nudge_unfinished(NOW, WORK):
        for kind, key in nudges.take():
            if kind in WORK:
                await _work(archive, kind, int(key))
    await archive.close()


async def found(url: str) -> dict[str, Any]:
    """What the database holds."""
    database = Database(url, NoNudges())
    async with database.reading() as tx:
        stories = await tx.value(sa.select(sa.func.count(trace.c.story.distinct())))
        reports = await tx.value(sa.select(sa.func.count()).select_from(trace))
        waiting = await tx.value(sa.select(sa.func.count()).select_from(mending))
        rows = await tx.rows(sa.select(delivery).order_by(delivery.c.revision, delivery.c.id))
    await database.close()
    posts = [row["target"] for row in rows if row["action"] == "post"]
    newest = {row["target"]: POST.load(row["document"]).body for row in rows}
    whole = [
        t for t, body in newest.items() if isinstance(body, Alert) and len(body.outlets) == len(accounts())
    ]
    return {
        "unmended": reports == len(accounts()) and waiting > 0,
        "stories": stories,
        "told": {target: posts.count(target) for target in TARGETS},
        "complete": sorted(whole),
    }


async def keep(url: str) -> Renew:
    """What makes the database, on which nobody works then, what it is now."""
    parsed = make_url(url)
    name = str(parsed.database)
    if is_sqlite(parsed):
        kept, logs = Path(f"{name}.kept"), (Path(f"{name}-wal"), Path(f"{name}-shm"))
        shutil.copy(name, kept)

        async def copy() -> None:
            for log in logs:
                log.unlink(missing_ok=True)
            shutil.copy(kept, name)

        return copy
    connection = await administration(url, name)
    numbered = await connection.fetch(NUMBERED)
    statements = ";".join((await renewal(connection), *(line for (line,) in numbered)))
    await connection.close()
    return partial(administer_at, url, statements)


def main() -> None:
    """Die at every so many awaits, until one lives to its end."""
    compile_once()
    wait_for_no_disk()
    url, stride = sys.argv[1], int(sys.argv[2])
    asyncio.run(prepare(url))
    renew = asyncio.run(keep(url))
    step, died = 1, True
    while died:
        asyncio.run(renew())
        dying = partial(die, url, step)
        died = in_a_process(lambda dying=dying: asyncio.run(dying()))  # type: ignore[misc]
        unmended = asyncio.run(found(url))["unmended"]
        asyncio.run(restart(url))
        after = asyncio.run(found(url)) | {"unmended": unmended}
        print(json.dumps({"step": step, "died": died, **after}), flush=True)  # noqa: T201
        step += stride


if __name__ == "__main__":
    main()
