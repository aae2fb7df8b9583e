"""Write down a populated database of this version: python -m tests.storage.dump

Each release that changes the schema leaves one file in `schemas/`; every later version must open them all.
"""

import asyncio
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

from storage.archive import Archive
from storage.model import Person
from storage.queue import NoNudges
from storage.schema import FTS5
from storage.sought import lines
from summarise.model import Appointment, Joins, Quiet, Quote, Speaker, Told, Unknown, Verdict
from tests.fakes.examples import HOUR, NOON, digest_post, edition, post, reading
from tests.storage.scenes import SUMMIT, article, claimed, founded, guild_seen, watched, wire

SCHEMAS = Path(__file__).parent / "schemas"
GUTERRES = Speaker(start=6, end=8, text="he", actor="antonio-guterres")
DUMPS = sorted(SCHEMAS.glob("*.sqlite.sql"))


def load(dump: Path, path: Path) -> dict[str, int]:
    """Make an SQLite file of the dump; how many rows each of its tables holds."""
    connection = sqlite3.connect(path)
    connection.executescript(dump.read_text(encoding="utf-8"))
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}
    connection.close()
    return rows


async def populate(archive: Archive) -> None:
    """A little of everything: two outlets, one story, an alert sent, a digest on its way."""
    meridian, lantern = await wire(archive, "Meridian"), await wire(archive, "Lantern", guilds=("a", "b"))
    await watched(archive, "a", actors=("antonio-guterres", "vladimir-putin"))
    plan = await archive.plans.add(
        guild="a",
        target="channel:1",
        at=time(12),
        zone="Europe/Berlin",
        stories=5,
        sentences=2,
        origin="configuration",
        next_due_at=NOON,
        now=NOON,
    )
    entry = '[[actor]]\nid = "ann-harbour"\nkind = "person"\nname = "Ann Harbour"\n'
    await archive.actors.add("a", "ann-harbour", entry, "command", NOON)
    findings = replace(
        reading(*SUMMIT, actors=[("antonio-guterres", "speaker"), ("vladimir-putin", "subject")]),
        quotes=(Quote(start=0, end=5, text="“So.”", quote=0, speaker=GUTERRES),),
        appointments=(
            Appointment(start=6, end=12, date=date(2022, 4, 28), text="Thursday", actors=("vladimir-putin",)),
        ),
        unknowns=(Unknown(start=0, end=3, name="Nia Quill", role="mention"),),
    )
    first = await article(archive, meridian, "m1")
    story = await founded(archive, first, findings, posts=(post(first),))
    await archive.deliveries.sent((await claimed(archive)).id, "900100200300400500", NOON)
    second = await article(archive, lantern, "l1", now=NOON + HOUR)
    joins = Joins(story=story, revision=1, score=0.9, near=())
    holds = Verdict(target="channel:1", story=story, revision=2, what="hold", reasons=("One of two.",))
    decided = replace(edition(second, findings, decision=joins), told=Told(verdicts=(holds,)))
    assert await archive.stories.save(decided, NOON)
    await archive.stories.set_aside(
        (await article(archive, lantern, "l2", now=NOON + 2 * HOUR)).id, "no text", NOON
    )
    await archive.pausing.pause("b", lantern.id, NOON)
    await archive.watches.add(
        guild="b",
        target="forum:2",
        keywords=("corridor",),
        feeds=(lantern.id,),
        quiet=Quiet(begins=time(22), ends=time(7), zone="Europe/Kyiv", urgent=3),
        cooldown=timedelta(hours=1),
        tags=("900100200300400600",),
        origin="command",
        now=NOON,
        asked_by="77",
    )
    await archive.follows.follow("a", "77", story, NOON)
    await archive.mutes.mute("channel:2", story, "77", NOON)
    await archive.plans.save_digest(plan, (digest_post(plan.id, NOON),), NOON + timedelta(days=1), NOON)
    await guild_seen(archive.guilds, "a", "The Newsroom", NOON, "en-US")
    await archive.guilds.speak("a", "de")
    await archive.guilds.tell_changes("a", "900100200300400700")
    await archive.guilds.allow("a", "watch", ("900100200300400800",))
    quiet = Quiet(begins=time(22), ends=time(7), zone="Asia/Tokyo")
    await archive.persons.keep(Person(person="77", zone="Asia/Tokyo", quiet=quiet))
    await archive.views.keep("list", "a", "77", '{"asked": "feeds"}', NOON)
    claim = await archive.events.claim("a", ("appointment",), NOON)
    await archive.events.made("a", claim, "900100200300400900")
    await archive.guilds.note("sample wire", "replayed")


async def _dump(path: Path) -> str:
    archive = await Archive.open(f"sqlite+aiosqlite:///{path}", NoNudges())
    await populate(archive)
    await archive.close()
    connection = sqlite3.connect(path)
    dumped = "\n".join(_statements(connection))
    (revision,) = connection.execute("SELECT version_num FROM wirewatch_revision").fetchone()
    connection.close()
    (SCHEMAS / f"{revision}.sqlite.sql").write_text(dumped + "\n", encoding="utf-8")
    return str(revision)


def _statements(connection: sqlite3.Connection) -> Iterator[str]:
    """What makes the database anew; the full text index is told what it held, as it stores nothing of it."""
    for statement in connection.iterdump():
        if statement == "COMMIT;":
            yield f"{FTS5};"
            for article, document in connection.execute("SELECT article, document FROM searched").fetchall():
                terms = ", ".join(f"'{line}'" for line in lines(document))
                yield f"INSERT INTO sought (rowid, title, text, marks) VALUES ({article}, {terms});"
        if not _VIRTUAL.match(statement):
            yield statement


_VIRTUAL = re.compile(r"""(?:CREATE TABLE|INSERT INTO) ['"]sought|INSERT INTO sqlite_master|PRAGMA""")


def main() -> None:
    """Write `schemas/<revision>.sqlite.sql`."""
    SCHEMAS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_dump(Path(folder) / "wirewatch.db"))


if __name__ == "__main__":
    main()
