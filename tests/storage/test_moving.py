"""Everything that one database holds is in the other after a move, whatever happens on the way."""

import asyncio
import json
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zlib import compress, decompress

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.moving import _setting, _until_stopped
from bot.doctor.database import look
from config.errors import LeftError, StorageError, WirewatchError
from storage.archive import Archive
from storage.engine import Database, database_url, passed
from storage.model import Process
from storage.moving import come_back, move, steps
from storage.processes import SILENCE
from storage.queue import NoNudges
from storage.schema import feed, metadata, process
from tests.fakes.examples import NOON, entry
from tests.storage.conftest import Noted
from tests.storage.dump import populate
from tests.storage.scenes import bring
from tests.storage.test_processes import running

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
STRIDE = "180"

Progress = Callable[[str, int, int], None]


def silent(doing: str, done: int, total: int) -> None:
    """Hear nothing of a move's progress."""


class Broken(Exception):
    """A move was broken off."""


async def dying(_house: object) -> None:
    """Be killed."""
    raise Broken


def broken(at: str) -> Progress:
    """Break a move off where it does this."""

    def tell(doing: str, _done: int, _total: int) -> None:
        if doing == at:
            raise Broken

    return tell


async def moved(source: str, target: str, progress: Progress = silent) -> int:
    """Move from one to the other; how many rows that were."""
    return await move(database_url(source), database_url(target), NOW, progress)


def file(url: str) -> Path:
    """The file of an SQLite database."""
    return Path(str(database_url(url).database))


def held(url: str) -> dict[str, list[Any]]:
    """All that is in the file but the mark of a move, and which ids were given last."""
    with closing(sqlite3.connect(file(url))) as connection:
        tables = {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in (*metadata.tables, "sqlite_sequence", "sought_docsize")
        }
    return tables | {"note": [row for row in tables["note"] if row[0] != "moved"]}


def ask(url: str, *statements: str) -> None:
    """Execute these in the file."""
    with closing(sqlite3.connect(file(url))) as connection:
        connection.create_function("packed_otherwise", 1, lambda held: compress(decompress(held), 1))
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.fixture
async def populated(sqlite_url: str) -> str:
    """A file with a little of everything in it, and some of what it should not hold."""
    archive = await Archive.open(sqlite_url, NoNudges())
    await populate(archive)
    await archive.close()
    ask(
        sqlite_url,
        "INSERT INTO story (id, revision, changed, background, founded_at) "
        "SELECT 7, 1, changed, background, founded_at FROM story WHERE id = 1",
        "UPDATE story SET merged_into = 7 WHERE id = 1",
        "UPDATE searched SET document = packed_otherwise(document) WHERE article = 1",
        "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'feed'",
        "INSERT INTO note (key, value) VALUES ('sound', 'café 📰')",
    )
    return sqlite_url


@pytest.fixture
def other(tmp_path: Path, migrated_sqlite: Path) -> str:
    """The URL of another file, with nothing in it."""
    return f"sqlite+aiosqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'another.db')}"


async def test_everything_is_there_and_back_again(
    populated: str, migrated_postgresql: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "FEW", 2)
    before = held(populated)
    told: list[tuple[str, int, int]] = []
    rows = await moved(populated, migrated_postgresql, lambda *said: told.append(said))
    assert rows == sum(len(before[step.table.name]) for step in steps.STEPS if not step.later)
    assert {doing.split()[0] for doing, _, _ in told} == {"Copying", "Checking"}
    assert all(done <= total for _, done, total in told)

    archive = await Archive.open(migrated_postgresql, NoNudges())
    feeds = frozenset(one.id for one in await archive.feeds.all())
    (hit,) = await archive.search.find(feeds, "envoy")
    assert hit.story in (1, 7)
    assert (await archive.feeds.add(address="https://new.example/", outlet="New", now=NOON)).id == 4
    async with archive._database.writing() as tx:
        await tx.execute(sa.delete(feed).where(feed.c.id == 4))
        await tx.execute(sa.text("DELETE FROM host WHERE name = 'new.example'"))
    await archive.close()

    assert await moved(migrated_postgresql, other) == rows
    after = held(other)
    assert dict(after["sqlite_sequence"])["feed"] == 4, "an id is never given twice"
    before["sqlite_sequence"] = after["sqlite_sequence"]
    assert after == before
    archive = await Archive.open(other, NoNudges())
    assert await archive.search.find(feeds, "envoy") == (hit,)
    await archive.close()
    for left in (populated, migrated_postgresql):
        with pytest.raises(StorageError, match=r"was moved to .* at 08:00 UTC on 22 November 2026"):
            await Archive.open(left, NoNudges())


async def test_move_that_is_killed_anywhere_is_gone_on_with(
    populated: str, migrated_postgresql: str, other: str
) -> None:
    before = held(populated)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.storage.dying_moves", STRIDE, populated, migrated_postgresql, other),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    assert process.returncode == 0
    for deaths in map(json.loads, told.splitlines()):
        doing = [death.split()[0] for death in deaths]
        assert doing == sorted(doing, key=["Beginning", "Copying", "Checking", "Done"].index)
        assert {"Beginning", "Copying", "Checking", "Done"} == set(doing)
    assert len(told.splitlines()) == 2
    assert held(other) == before


@pytest.mark.parametrize(
    ("at", "article"),
    [("Copying reading", True), ("Checking note", True), ("Checking note", False)],
    ids=["copying, an article", "checking, an article", "checking, a note"],
)
async def test_what_changed_since_a_move_was_broken_off_is_moved_too(
    populated: str, other: str, at: str, article: bool
) -> None:
    with pytest.raises(Broken):
        await moved(populated, other, broken(at))
    with pytest.raises(StorageError, match=r"A move into the database file .* is not over"):
        await Archive.open(other, NoNudges())
    archive = await Archive.open(populated, NoNudges())
    if article:
        await bring(archive, (await archive.feeds.all())[0], entry("later"))
    else:
        await archive.guilds.note("sample wire", "replayed once more")
    await archive.close()
    await moved(populated, other)
    assert held(other) == held(populated)


async def test_move_is_refused_where_it_would_mix_or_lose_something(
    populated: str, other: str, tmp_path: Path, migrated_postgresql: str
) -> None:
    third = f"sqlite+aiosqlite:///{tmp_path / 'third.db'}"
    with pytest.raises(StorageError, match="There is no database file"):
        await moved(third, other)
    with pytest.raises(StorageError, match="cannot be moved into itself"):
        await moved(populated, f"sqlite+aiosqlite:///{tmp_path}/./wirewatch.db")
    with pytest.raises(Broken):
        await moved(populated, other, broken("Copying reading"))
    archive = await Archive.open(third, NoNudges())
    await archive.guilds.note("k", "v")
    await archive.close()
    for source, target, why in (
        (populated, third, r"holds something already \(in its table `note`\)"),
        (third, other, "holds a part of what another database holds"),
        (other, migrated_postgresql, "A move into the database file .* is not over"),
    ):
        with pytest.raises(StorageError, match=why):
            await moved(source, target)
    await moved(populated, other)
    with pytest.raises(StorageError, match=r"was moved to .*another\.db at"):
        await moved(populated, migrated_postgresql)
    archive = await Archive.open(other, NoNudges())
    assert await archive.guilds.note_of("sample wire") == "replayed"
    await archive.close()


async def test_database_in_use_is_neither_left_nor_entered(populated: str, migrated_postgresql: str) -> None:
    archive = await Archive.open(migrated_postgresql, NoNudges())
    process = Process(
        id="p",
        roles=frozenset({"poll"}),
        host="newsroom-2",
        number=77,
        version="1",
        started_at=NOON,
        heard_at=NOON,
    )
    await archive.processes.hear(process)
    for source, target in ((populated, migrated_postgresql), (migrated_postgresql, populated)):
        with pytest.raises(StorageError, match="is in use by process 77 on newsroom-2"):
            await moved(source, target)
    await archive.close()


async def test_nobody_else_writes_while_it_is_moved(
    populated: str, other: str, migrated_postgresql: str
) -> None:
    """Whoever would begin on PostgreSQL waits until the end; then it reads that it was left."""
    await moved(populated, migrated_postgresql)
    archive = Archive(Database(migrated_postgresql, NoNudges()))
    writing: list[asyncio.Task[None]] = []

    def begin(doing: str, _done: int, _total: int) -> None:
        if not writing:
            writing.append(asyncio.create_task(archive.guilds.note("too", "late")))
        assert not writing[0].done(), doing

    await moved(migrated_postgresql, other, begin)
    await writing[0]
    with pytest.raises(StorageError, match="was moved to"):
        await archive.refuse_left()
    await archive.close()
    assert "too" not in dict(held(other)["note"])


async def test_move_that_was_taken_back_may_go_on(
    populated: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Broken):
        await moved(populated, other, broken("Copying reading"))
    assert await come_back(database_url(populated)) is None
    with monkeypatch.context() as patched:
        patched.setattr(sys.modules["storage.moving.move"], "_open", dying)
        with pytest.raises(Broken):
            await moved(populated, other)
    with pytest.raises(StorageError, match=r"broken off at its very end[\s\S]*`wirewatch move --from`"):
        await Archive.open(other, NoNudges())
    mark = await come_back(database_url(populated))
    assert mark is not None
    assert mark.at == NOW
    archive = await Archive.open(populated, NoNudges())
    await archive.guilds.note("back", "v")
    await archive.close()
    await moved(populated, other)
    assert held(other) == held(populated)
    await (await Archive.open(other, NoNudges())).close()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("INSERT INTO trace SELECT 99, 99, at, document FROM trace LIMIT 1", "`trace` .* not there"),
        ("UPDATE article SET title = CAST(x'ff' AS TEXT) WHERE id = 1", "`article` .* not UTF-8"),
        ("UPDATE article SET title = x'00ff' WHERE id = 1", "`article` .* its column does not"),
        ("UPDATE article SET at = 'soon' WHERE id = 1", "`article` .* its column does not"),
    ],
    ids=["dangling", "not UTF-8", "bytes", "no moment"],
)
async def test_row_that_cannot_be_copied_is_named(
    populated: str, migrated_postgresql: str, damage: str, told: str
) -> None:
    ask(populated, damage)
    with pytest.raises(StorageError, match=f"Of table {told}.*\nNothing was left"):
        await moved(populated, migrated_postgresql)
    await (await Archive.open(populated, NoNudges())).close()


async def test_who_was_silent_while_it_was_moved_does_nothing_on_what_was_left(
    populated: str, other: str, migrated_postgresql: str
) -> None:
    await moved(populated, migrated_postgresql)
    silent_one = await Archive.open(migrated_postgresql, Noted())
    me = running("a", "bot")
    await silent_one.processes.hear(me)
    async with silent_one._database.writing() as tx:
        await tx.execute(sa.update(process).values(heard_at=datetime.now(UTC) - 2 * SILENCE))
    silent_one._database.trust_until(passed())
    await moved(migrated_postgresql, other)
    with pytest.raises(LeftError, match=r"was moved to .*another\.db at"):
        await silent_one.deliveries.claim("channel:1", NOW + timedelta(days=2), timedelta(minutes=1))
    with pytest.raises(LeftError):
        await silent_one.processes.hear(me)
    await silent_one.close()


@pytest.mark.parametrize("is_file", [True, False], ids=["a file", "PostgreSQL"])
async def test_command_that_was_open_during_a_move_writes_nothing_more(
    populated: str, other: str, migrated_postgresql: str, is_file: bool
) -> None:
    source = populated if is_file else migrated_postgresql
    if not is_file:
        await moved(populated, source)
    command = await Archive.open(source, NoNudges())
    await command.guilds.note("before", "it")
    await moved(source, other)
    with pytest.raises(LeftError, match="is used no more"):
        await command.feeds.add(address="https://late.example/", outlet="Late", now=NOON)
    assert len(await command.feeds.all()) == 2
    await command.close()
    assert "before" in dict(held(other)["note"])


def test_command_moves_and_takes_it_back(sqlite_url: str, other: str) -> None:
    def told(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(
            app, list(arguments), env={"WIREWATCH_DATABASE_URL": sqlite_url, "COLUMNS": "300"} | exported
        )
        return done.exit_code, done.output

    exported: dict[str, str] = {}

    ask(sqlite_url, "INSERT INTO note (key, value) VALUES ('k', 'v')")
    assert told("move") == (2, "That could not be done.\nSay where to, with --to URL; or --back alone.\n")
    exported["WIREWATCH_MOVE_TO"] = other
    status, said = told("move")
    assert status == 0
    exported.clear()
    assert "Copying note: " in said
    assert "Everything is there: 2 rows, each checked.\n" in said
    assert "Next: set WIREWATCH_DATABASE_URL in the environment or .env, or `database_url` in " in said
    assert f"wirewatch.toml, to {other}. Then start Wirewatch.\n" in said
    status, said = told("run", "--once")
    assert status == 2
    assert f"was moved to {other}" in said
    exported["WIREWATCH_MOVE_TO"] = other
    assert told("move", "--back", "--to", other)[0] == 2
    seen = asyncio.run(look(sqlite_url))
    assert seen.wrong is not None, "the doctor knows"
    assert "is used no more" in seen.wrong
    back = told("move", "--back")[1]
    assert " is used again, as it was at " in back
    assert f"Let nothing run on {other} any more." in back
    assert told("feeds", "list")[0] == 0, "it is used again"
    assert " was moved nowhere: it is used as ever.\n" in told("move", "--back")[1]


def test_what_to_set_is_told_without_the_password() -> None:
    said = _setting(database_url("postgresql+asyncpg://me:hunter2@db.example/wire"))
    assert said.endswith(
        " to postgresql+asyncpg://me:***@db.example/wire, with your password in place of ***"
    )
    assert "***" not in _setting(database_url("postgresql+asyncpg://db.example/wire"))


async def test_move_is_broken_off_between_two_batches() -> None:
    """On PostgreSQL a task that is cancelled within a batch might never end."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    told: list[str] = []
    tell = _until_stopped(lambda doing, _done, _total: told.append(doing))

    async def go_on() -> None:
        while True:
            await asyncio.sleep(0)
            tell("Copying feed", 2, 2)

    try:
        tell("Copying feed", 1, 2)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(WirewatchError, match="the same command goes on with it"):
            await asyncio.wait_for(go_on(), 30)
        assert signal.getsignal(signal.SIGINT) == signal.SIG_DFL, "the second one ends it at once"
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert set(told) == {"Copying feed"}
