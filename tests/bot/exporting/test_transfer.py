"""`wirewatch export` and `import`: out of one server and into another, and nothing left to do after."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import TypeVar

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from feeds.model import Move
from storage.archive import Archive
from storage.documents import Planned
from storage.engine import database_url
from storage.queue import NoNudges
from tests.fakes.examples import NOON, entry, look
from tests.storage.dump import populate
from tests.storage.scenes import guild_seen

T = TypeVar("T")

ONE, OTHER = "900100200300400001", "900100200300400002"
CHANNEL = "900100200300400500"


async def furnish(url: str) -> None:
    """A server with a little of everything, and another that the bot has only seen."""
    archive = await Archive.open(url, NoNudges())
    await populate(archive)
    for guild, name in ((ONE, "The Newsroom"), (OTHER, "The Other")):
        await guild_seen(archive.guilds, guild, name, NOON)
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


def asked(*words: str, typed: bytes | None = None) -> Result:
    """What the command comes to; nothing of it is a traceback."""
    done = CliRunner().invoke(app, list(words), input=typed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def within(url: str, work: Callable[[Archive], Awaitable[T]]) -> T:
    """What the work in the archive comes to."""

    async def opened() -> T:
        archive = await Archive.open(url, NoNudges())
        try:
            return await work(archive)
        finally:
            await archive.close()

    return asyncio.run(opened())


async def feed_at(archive: Archive, address: str) -> int:
    """The feed's id."""
    found = await archive.feeds.find(address)
    assert found is not None
    return found.id


async def move(archive: Archive, address: str, to: str) -> None:
    """The feed says that it moved there for good."""
    feed = await archive.feeds.find(address)
    assert feed is not None
    due = (await archive.feeds.due((feed.id,), NOON))[0]
    await archive.feeds.save(replace(look(due, entry()), move=Move(to=to, times=3, believed=True)), NOON)


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
    assert done.stdout.replace("\n", "").endswith("3 feeds, 1 own actor, 1 watch, 1 digest.")
    text = furnished.read_text()
    assert 'actors = ["ann-harbour@", "vladimir-putin"] # Ann Harbour, Vladimir Putin' in text
    assert "77" not in text.replace(CHANNEL, "").replace(ONE, ""), "what belongs to a person is not in it"
    assert asked("export", "-", "--guild", ONE).stdout_bytes == text.encode(), (
        "the same while nothing changes"
    )
    assert asked("import", str(furnished), "--guild", ONE).stdout == "Nothing differs.\n"
    shown = asked("import", str(furnished), "--guild", OTHER, "--dry-run")
    assert "+ feed https://outlet2.example/feed (Outlet 2)" in shown.stdout
    assert f"~ server rights.watch: none → {CHANNEL}" in shown.stdout
    assert shown.stdout.endswith("9 of 9 can be changed; nothing was changed.\n")
    made = asked("import", "-", "--guild", OTHER, typed=b"\xef\xbb\xbf" + text.encode())
    assert made.exit_code == 0, made.output
    assert made.stdout.splitlines()[:-1] == shown.stdout.splitlines()[:-1]
    assert f"is of server {ONE}, and is applied to {OTHER}" in made.stderr
    assert asked("import", str(furnished), "--guild", OTHER, "--remove").stdout == "Nothing differs.\n"
    there = asked("export", "--guild", OTHER).stdout
    assert there.partition("[[feed]]")[2] == text.partition("[[feed]]")[2]


def test_what_differs_is_changed_and_what_is_gone_goes_only_when_asked(furnished: Path) -> None:
    asked("export", str(furnished), "--guild", ONE)
    text = furnished.read_text()
    edited = (
        text.replace("stories = 5", "stories = 6")
        .replace('topic = "World"', 'topic = " Far //East "')
        .replace('kind = "forum"', 'kind = "thread"')
        .replace("cooldown = 60", 'cooldown = 0\nkind = "thread"')
        .replace('name = "Ann Harbour"', 'name = "Ann Harbour"\naliases = ["Анна Гавань"]')
    )
    furnished.write_text(edited)
    done = asked("import", str(furnished), "--guild", ONE)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        *(f"~ feed https://outlet{n}.example/feed (Outlet {n}): topic World → Far/East" for n in range(3)),
        "~ actor ann-harbour: aliases",
        f"~ watch in {CHANNEL}: actors ann-harbour@, vladimir-putin; feeds https://outlet0.example/feed; "
        "keywords corridor: cooldown 60 → 0, kind channel → thread",
        f"~ digest in {CHANNEL} at 07:30 Europe/Kyiv: stories 5 → 6, kind forum → thread",
        "6 of 6 changed.",
    ]
    assert asked("import", str(furnished), "--guild", ONE, "--remove").stdout == "Nothing differs.\n"
    furnished.write_text("[server]\n")
    assert asked("import", str(furnished), "--guild", ONE).stdout == "Nothing differs.\n"
    gone = asked("import", str(furnished), "--guild", ONE, "--remove")
    assert gone.exit_code == 0, gone.output
    assert [line.partition(" ")[0] for line in gone.stdout.splitlines()] == [*"~~~------", "9"]
    left = asked("export", "--guild", ONE).stdout
    assert "[[" not in left
    assert "language" not in left
    assert "rights" not in left


def test_what_cannot_be_done_is_told_and_the_rest_is(furnished: Path) -> None:
    furnished.write_text(
        '[[actor]]\nid = "nato"\nkind = "nothing"\nname = "N"\n'
        '[[feed]]\nurl = "https://outlet.example:22/feed?key=hush"\n'
        f'[[watch]]\nchannel = {CHANNEL}\nfeeds = ["https://nobody.example/feed?key=hush"]\nvoices = 2\n'
        f'[[watch]]\nchannel = {CHANNEL}\nactors = ["nato@"]\n'
        '[[watch]]\nchannel = "terminal"\nkeywords = ["grain"]\n'
        f'[[watch]]\nchannel = {CHANNEL}\nkeywords = ["grain"]\n'
    )
    shown = asked("import", str(furnished), "--guild", OTHER, "--dry-run")
    assert (shown.exit_code, "1 of 6 can be changed" in shown.stdout) == (1, True), (
        "whom the file adds is there, but for who was refused"
    )
    assert shown.stderr.count("names 'nato@', whom nobody has here") == 1
    done = asked("import", str(furnished), "--guild", OTHER)
    assert done.exit_code == 1, done.output
    told = done.stderr.splitlines()
    assert '  was not done: kind: \'nothing\' is neither "person" nor "organisation".' in told
    assert any("names port 22" in line for line in told)
    assert any("names the feed https://nobody.example/feed?…, which is not known" in line for line in told)
    assert any("names 'nato@', whom nobody has here" in line for line in told)
    assert any("channel terminal is not one of this server" in line for line in told)
    assert "1 of 6 changed." in done.stdout
    assert "hush" not in done.output
    furnished.write_text('[server]\nlanguage = "de"\n')
    assert "has not seen server" in asked("import", str(furnished), "--guild", "900100200300400003").stderr


def test_nothing_is_removed_where_what_takes_its_place_could_not_be_made(furnished: Path) -> None:
    asked("export", str(furnished), "--guild", ONE)
    text = furnished.read_text()
    wrong = text.replace('"vladimir-putin"]', '"vladimir-puttin"]').replace('language = "de"\n', "")
    assert wrong.count("puttin") == 1
    furnished.write_text(wrong + '[[watch]]\nchannel = "900100200300400500"\nkeywords = ["ore"]\n')
    before = asked("export", "--guild", ONE).stdout
    for words, would, counts in (
        (("--dry-run",), "would be", "1 of 4 can be changed; nothing was changed."),
        ((), "were", "1 of 4 changed."),
    ):
        done = asked("import", str(furnished), "--guild", ONE, "--remove", *words)
        assert (done.exit_code, done.stdout.splitlines()[-1]) == (1, counts), done.output
        assert [line[:8] for line in done.stdout.splitlines()[:-1]] == ["+ watch "] * 2, "no removal is told"
        assert f"2 removals {would} left, as not all could be done of what the file says" in done.stderr
    after = asked("export", "--guild", ONE).stdout
    ore = '[[watch]]\nchannel = "900100200300400500"\nkeywords = ["ore"]\n\n'
    assert ore in after
    assert after.replace(ore, "") == before
    furnished.write_text(furnished.read_text().replace("puttin", "putin"))
    again = asked("import", str(furnished), "--guild", ONE, "--remove")
    assert again.stdout.splitlines() == ["~ server language: de → none", "1 of 1 changed."], again.output


def test_watch_on_a_feed_that_the_server_left_keeps_its_feed(furnished: Path, sqlite_url: str) -> None:
    async def left(archive: Archive) -> None:
        for number in range(2):
            feed = await feed_at(archive, f"https://outlet{number}.example/feed")
            await archive.subscriptions.unsubscribe(ONE, feed)
        (only,) = [one for one in await archive.watches.of_guild(ONE) if one.target.startswith("channel")]
        await archive.watches.change(only, replace(only, actors=(), keywords=(), outlets=()), NOON)

    within(sqlite_url, left)
    assert asked("export", str(furnished), "--guild", ONE).exit_code == 0
    text = furnished.read_text()
    assert text.count('feeds = ["https://outlet') == 2, "the watch's and the digest's"
    assert asked("import", str(furnished), "--guild", ONE, "--remove").stdout == "Nothing differs.\n"
    done = asked("import", str(furnished), "--guild", OTHER)
    assert done.exit_code == 0, done.output
    assert done.stderr.count("does not read https://outlet") == 2
    assert asked("import", str(furnished), "--guild", OTHER, "--remove").stdout == "Nothing differs.\n"

    async def held(archive: Archive) -> list[tuple[int, ...]]:
        watched = [row.feeds for row in await archive.watches.of_guild(OTHER)]
        return [*watched, *(row.feeds for row in await archive.plans.of_guild(OTHER))]

    async def ids(archive: Archive) -> list[tuple[int, ...]]:
        return [(await feed_at(archive, f"https://outlet{number}.example/feed"),) for number in range(2)]

    assert within(sqlite_url, held) == within(sqlite_url, ids)
    furnished.write_text("[server]\n")
    assert asked("import", str(furnished), "--guild", OTHER, "--remove").exit_code == 0
    assert within(sqlite_url, held) == []


def test_feed_that_moved_since_is_the_same_feed(furnished: Path, sqlite_url: str) -> None:
    asked("export", str(furnished), "--guild", ONE)

    async def moved(archive: Archive) -> None:
        await move(archive, "https://outlet1.example/feed", "https://elsewhere.example/feed")
        await move(archive, "https://outlet0.example/feed", "https://elsewhere.example/feed")

    within(sqlite_url, moved)
    again = asked("import", str(furnished), "--guild", ONE, "--remove")
    assert again.stdout == "Nothing differs.\n", again.output
    text = furnished.read_text().replace("https://outlet0.example/feed", "HTTPS://Outlet0.example/feed#top")
    furnished.write_text(text)
    assert asked("import", str(furnished), "--guild", ONE, "--remove").stdout == "Nothing differs.\n"
    now = asked("export", "--guild", ONE).stdout
    assert now.count('url = "https://elsewhere.example/feed"') == 1
    assert now.count('feeds = ["https://elsewhere.example/feed"]') == 2


def test_who_vouches_for_a_feed_is_what_the_file_says_and_nothing_that_is_there_changes(
    furnished: Path, sqlite_url: str
) -> None:
    async def origins(archive: Archive, guild: str) -> dict[str, str]:
        held = await archive.subscriptions.held(guild)
        return {row.feed.address[8:15]: row.origin for row in held}

    asked("export", str(furnished), "--guild", ONE)
    text = furnished.read_text()
    assert "vouched" not in text
    told = text.replace('outlet = "Outlet 1"', 'outlet = "The First"\nvouched = true')
    furnished.write_text(told)
    same = asked("import", str(furnished), "--guild", ONE)
    assert same.stdout == "Nothing differs.\n"
    assert "The First" not in same.stderr
    assert "outlet1.example/feed (Outlet 1) keeps its outlet" in same.stderr
    assert "outlet1.example/feed (Outlet 1) is not vouched for, and stays so" in same.stderr
    new = asked("import", str(furnished), "--guild", OTHER)
    assert "keeps its outlet" in new.stderr
    assert set(within(sqlite_url, lambda archive: origins(archive, ONE)).values()) == {"command"}
    made = within(sqlite_url, lambda archive: origins(archive, OTHER))
    assert made == {"outlet0": "command", "outlet1": "operator", "outlet2": "command"}
    assert "vouched = true" in asked("export", "--guild", OTHER).stdout


def test_what_wirewatch_toml_declares_is_changed_there(furnished: Path, sqlite_url: str) -> None:
    async def declared(archive: Archive) -> None:
        target, words = f"channel:{CHANNEL}", ("grain",)
        await archive.watches.add(
            guild=OTHER, target=target, origin="configuration", now=NOON, keywords=words
        )
        feed = await feed_at(archive, "https://outlet0.example/feed")
        await archive.subscriptions.subscribe(OTHER, feed, "configuration", NOON)

    within(sqlite_url, declared)
    asked("export", str(furnished), "--guild", OTHER)
    text = furnished.read_text()
    furnished.write_text(text.replace('keywords = ["grain"]', 'keywords = ["grain"]\ncooldown = 5'))
    done = asked("import", str(furnished), "--guild", OTHER)
    assert (done.exit_code, done.stderr.count("is declared in wirewatch.toml")) == (1, 1), done.output
    furnished.write_text(text.replace('keywords = ["grain"]', 'keywords = ["grain"]\npaused = true'))
    assert asked("import", str(furnished), "--guild", OTHER).exit_code == 0, "it may rest"
    furnished.write_text("[server]\n")
    gone = asked("import", str(furnished), "--guild", OTHER, "--remove")
    assert (gone.exit_code, gone.stderr.count("is declared in wirewatch.toml")) == (1, 2), gone.output


def test_keys_of_addresses_are_in_the_file_alone_which_nobody_else_reads(
    furnished: Path, sqlite_url: str
) -> None:
    async def keyed(archive: Archive) -> None:
        feed = await archive.feeds.add(address="https://paid.example/feed?key=hush", outlet="", now=NOON)
        await archive.subscriptions.subscribe(ONE, feed.id, "operator", NOON)

    within(sqlite_url, keyed)
    done = asked("export", str(furnished), "--guild", ONE)
    assert "1 address has a query" in done.stderr
    assert "hush" not in done.output
    text = furnished.read_text()
    assert "# 1 address has a query, which may be a key: keep this file to yourself." in text
    assert 'url = "https://paid.example/feed?key=hush"\nvouched = true' in text
    assert furnished.stat().st_mode & 0o777 == 0o600
    new = asked("import", str(furnished), "--guild", OTHER)
    assert "+ feed https://paid.example/feed?…" in new.stdout
    assert "hush" not in new.output


def test_password_that_an_old_version_took_is_in_the_list_of_feeds_alone_which_warns_of_it(
    furnished: Path, sqlite_url: str
) -> None:
    async def old(archive: Archive) -> None:
        for address in ("https://ann:hush@paid.example/feed", "https://free.example/@ann/feed"):
            feed = await archive.feeds.add(address=address, outlet="", now=NOON)
            await archive.subscriptions.subscribe(ONE, feed.id, "operator", NOON)

    within(sqlite_url, old)
    done = asked("export", str(furnished), "--guild", ONE)
    assert done.exit_code == 1, done.output
    assert done.stderr.startswith("Feed https://paid.example/feed cannot be written: `url`: it holds a user")
    assert "hush" not in furnished.read_text() + done.output
    listed = furnished.with_name("feeds.opml")
    done = asked("feeds", "export", str(listed), "--guild", ONE)
    assert (done.exit_code, "1 address has a password or a query" in done.stderr) == (0, True), done.output
    assert "hush@paid" in listed.read_text()
    assert "hush" not in done.output
    assert listed.stat().st_mode & 0o777 == 0o600


def test_export_replaces_an_export_and_no_other_file(furnished: Path) -> None:
    furnished.write_text("# my notes\n")
    refused = asked("export", str(furnished), "--guild", ONE)
    assert (refused.exit_code, "is no export" in refused.stderr) == (2, True)
    assert furnished.read_text() == "# my notes\n"
    furnished.write_text("# Wirewatch: what server 1 has settled.\n")
    furnished.chmod(0o644)
    link = furnished.with_name("link.toml")
    link.symlink_to(furnished)
    assert asked("export", str(link), "--guild", ONE).exit_code == 0
    assert link.is_symlink()
    assert "[[feed]]" in furnished.read_text()
    assert furnished.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in furnished.parent.glob("*.toml*")} == {"link.toml", "server.toml"}
    for place, said in ((furnished.parent, "is a folder"), (furnished / "x", "cannot be written")):
        done = asked("export", str(place), "--guild", ONE)
        assert (done.exit_code, said in done.stderr) == (2, True), done.output


def test_file_that_cannot_be_read_is_told_of(furnished: Path) -> None:
    held = {
        "latin.toml": (b'[server]\nname = "K\xf6ln"\n', "line 2: that is not UTF-8"),
        "long.toml": (b"#" * 4_000_001, "has more than 4,000,000 bytes"),
        "wrong.toml": (b"[[feed]]\n", "wrong.toml, line 1: `feed`, entry 1, key `url`: it is missing"),
        "newer.toml": (
            b"[[feed]]\nurl = 'https://a.example'\nmood = 1",
            "line 3: `feed`, entry 1, key `mood`",
        ),
    }
    said = {".": "is a folder: name the file in it", "nowhere.toml": "cannot be read: No such file"}
    for name, (content, words) in held.items():
        (furnished.parent / name).write_bytes(content)
        said[name] = words
    for name, words in said.items():
        done = asked("import", str(furnished.parent / name), "--guild", ONE)
        assert (done.exit_code, words in done.stderr) == (2, True), done.output


def test_row_that_no_file_can_hold_is_told_of_and_left_alone(furnished: Path, sqlite_url: str) -> None:
    async def odd(archive: Archive) -> int:
        await archive.guilds.speak(ONE, "tlh")
        await archive.actors.add(ONE, "broken", "[[actor]]\nid = 7\n[[actor]]", "command", NOON)
        (only,) = [one for one in await archive.watches.of_guild(ONE) if one.target.startswith("channel")]
        await archive.watches.change(only, replace(only, feeds=(987654,)), NOON)
        return only.id

    odd_one = within(sqlite_url, odd)
    done = asked("export", str(furnished), "--guild", ONE)
    assert done.exit_code == 1, done.output
    assert done.stderr.splitlines() == [
        f"Actor broken@{ONE} cannot be written: their entry is damaged.",
        f"Watch {odd_one} cannot be written: it names feed 987654, which is no more.",
        "`language` of the server cannot be written: `language`: Wirewatch speaks 'en', 'de'.",
    ]
    assert "[[watch]]" not in furnished.read_text()
    kept = asked("import", str(furnished), "--guild", ONE, "--remove")
    assert kept.stdout == "Nothing differs.\n", "what the file cannot hold does not go either"


def test_import_ends_where_the_database_takes_nothing_and_says_what_is_left(
    furnished: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.connect.BUSY", 0.0)
    asked("export", str(furnished), "--guild", ONE)
    path = str(database_url(sqlite_url).database)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = asked("import", str(furnished), "--guild", OTHER)
        other.execute("ROLLBACK")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (1, "0 of 9 changed.")
    assert "  was not done, nor the 8 after it: " in done.stderr
    assert "is held by another program" in done.stderr
    assert asked("import", str(furnished), "--guild", OTHER).stdout.endswith("9 of 9 changed.\n")


def test_export_of_a_server_that_nobody_knows_writes_nothing(furnished: Path) -> None:
    asked("export", str(furnished), "--guild", ONE)
    before = furnished.read_text()
    done = asked("export", str(furnished), "--guild", "900100200300400003")
    assert done.exit_code == 2, done.output
    assert "Nothing is known of server 900100200300400003" in done.stderr
    assert furnished.read_text() == before
