"""`wirewatch feeds`: what each command does to the archive, and what a person reads."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli.feeds.adding import Said, add
from bot.cli.feeds.bureau import Bureau, CannotError, guild_for
from bot.cli.feeds.checking import _robots
from bot.cli.feeds.listing import show
from bot.cli.feeds.lists import bring_in, take_out
from bot.cli.feeds.looking import Lookout
from bot.cli.feeds.removing import remove, resume
from bot.cli.feeds.words import ago, ahead, size, span
from bot.explaining import PLAIN, Rules, explained, kept
from feeds.cadence import Pace
from feeds.discover.examine import IsFeed
from feeds.model import (
    Entry,
    Feed,
    Fetched,
    FetchFailed,
    Hub,
    NotModified,
    ParsedFeed,
    Poll,
    Standing,
    Wishes,
)
from storage.archive import Archive
from storage.hosts import hush
from storage.model import GuildSettings
from storage.queue import NoNudges
from tests.bot.bureaus import GUILD, bureau_of, written
from tests.bot.news import NOON as NOW

ADDRESS = "https://harbour.example/feed.xml"
OTHER = "100000000000000002"
PACE = Pace(floor=timedelta(minutes=5), ceiling=timedelta(hours=24))


def out(bureau: Bureau) -> str:
    return written(bureau.out)


def err(bureau: Bureau) -> str:
    return written(bureau.err)


async def read(
    archive: Archive, address: str = ADDRESS, *, guild: str = GUILD, origin: str = "command"
) -> Feed:
    """A feed that the guild reads."""
    feed = await archive.feeds.add(address=address, outlet="Harbour Courier", now=NOW)
    await archive.subscriptions.subscribe(guild, feed.id, origin, NOW)  # type: ignore[call-overload]
    return feed


async def fail(
    archive: Archive, feed: Feed, detail: str = "harbour.example is not there (HTTP 404)."
) -> None:
    """Let the feed be paused after a failure."""
    (due,) = await archive.feeds.due([feed.id], NOW)
    standing = Standing(
        next_due_at=NOW + timedelta(days=7), interval=None, health="paused", failures=9, failing_since=NOW
    )
    outcome = FetchFailed(reason="status", detail=detail, status=404)
    await archive.feeds.save(Poll(feed=due, outcome=outcome, read=None, standing=standing), NOW)


KNOWN = GuildSettings(guild=GUILD, name="Newsroom", seen_at=NOW)
SECOND = GuildSettings(guild=OTHER, name="Desk", seen_at=NOW)


def test_only_server_is_the_one_that_is_meant() -> None:
    assert guild_for(None, (KNOWN,), connected=True) == GUILD
    assert guild_for(OTHER, (KNOWN,), connected=True) == OTHER
    assert guild_for("terminal", (KNOWN,), connected=True) == "terminal"


def test_without_any_server_the_terminal_is_meant() -> None:
    assert guild_for(None, (), connected=False) == "terminal"
    with pytest.raises(CannotError, match="has not seen a server yet"):
        guild_for(None, (), connected=True)


def test_several_servers_are_listed_with_their_names() -> None:
    with pytest.raises(CannotError, match=f"{GUILD}  Newsroom\n  {OTHER}  Desk"):
        guild_for(None, (KNOWN, SECOND), connected=True)


@pytest.mark.parametrize("typed", ["Newsroom", "1", "12345678901234567x", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥"])
def test_what_is_no_servers_id_is_refused(typed: str) -> None:
    with pytest.raises(CannotError, match="no server's id"):
        guild_for(typed, (KNOWN,), connected=True)


async def test_feed_is_added_without_a_look(archive: Archive) -> None:
    bureau = bureau_of(archive)
    assert (
        await add(bureau, " HTTPS://Harbour.example/feed.xml#x ", Said(backlog="post"), look_first=False) == 0
    )
    (row,) = await archive.subscriptions.of_guild(GUILD)
    assert (row.feed.address, row.feed.outlet, row.feed.backlog) == (ADDRESS, "harbour.example", "post")
    assert row.feed.full_text is None
    assert row.origin == "operator"
    assert "counts as news" in out(bureau)


async def test_server_that_rests_and_answers_is_asked_at_once(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Looked:
        async def look(self, address: str) -> IsFeed:
            return found()

    monkeypatch.setattr("bot.cli.feeds.adding.looking", lambda _: nullcontext(Looked()))
    await archive.feeds.add(address=ADDRESS, outlet="Harbour", now=NOW)
    async with archive._database.writing() as tx:
        await hush(tx, "harbour.example", NOW + timedelta(days=3))
    bureau = bureau_of(archive)
    assert await add(bureau, ADDRESS, Said(), look_first=True) == 0
    assert "had asked for rest, and has just answered: it is read at once." in out(bureau)
    (row,) = await archive.subscriptions.of_guild(GUILD)
    assert row.next_look_at is not None
    assert row.next_look_at - NOW < timedelta(minutes=1)


async def test_person_is_told_when_a_feed_is_read_whose_server_rests(archive: Archive) -> None:
    await archive.feeds.add(address=ADDRESS, outlet="Harbour", now=NOW)
    async with archive._database.writing() as tx:
        await hush(tx, "harbour.example", NOW + timedelta(days=3))
    bureau = bureau_of(archive)
    await add(bureau, ADDRESS, Said(), look_first=False)
    assert "It is read in 3 days; `wirewatch feeds resume 1` has it read at once." in out(bureau)
    other = bureau_of(archive)
    await add(other, "https://other.example/feed", Said(), look_first=False)
    assert "It is read in" not in out(other)


async def test_what_is_said_of_a_feed_that_is_read_already_is_changed(archive: Archive) -> None:
    await add(bureau_of(archive), ADDRESS, Said(outlet="Harbour", backlog="post"), look_first=False)
    bureau = bureau_of(archive)
    assert await add(bureau, ADDRESS, Said(full_text="always"), look_first=False) == 0
    assert "Already reading Harbour (feed 1)" in out(bureau)
    (row,) = await archive.subscriptions.of_guild(GUILD)
    assert (row.feed.outlet, row.feed.backlog, row.feed.full_text) == ("Harbour", "post", "always")


@pytest.mark.parametrize(
    "typed", ["ftp://x.example/", "http://127.0.0.1/feed", "https://me:secret@x.example/"]
)
async def test_address_that_may_not_be_asked_is_not_added(archive: Archive, typed: str) -> None:
    with pytest.raises(CannotError) as refused:
        await add(bureau_of(archive), typed, Said(), look_first=False)
    assert "secret" not in str(refused.value)
    assert await archive.feeds.all() == ()


async def test_list_is_readable_at_eighty_columns_and_keeps_secrets(archive: Archive) -> None:
    feed = await read(archive, f"https://harbour.example/{'a-long-path/' * 8}feed.xml?key=secret")
    await fail(archive, feed)
    bureau = bureau_of(archive, width=80)
    assert await show(bureau, as_json=False) == 0
    shown = out(bureau)
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "secret" not in shown
    assert "paused" in shown
    assert "in 7 days" in shown
    assert "HTTP 404" in shown
    assert "1 feed, 1 in trouble" in shown


async def test_trouble_is_told_below_the_list_with_the_address_once(archive: Archive) -> None:
    feed = await read(archive)
    await fail(archive, feed, f"{ADDRESS} is not there; check the address (HTTP 404).")
    bureau = bureau_of(archive, width=80)
    await show(bureau, as_json=False)
    shown = out(bureau)
    assert shown.count(ADDRESS) == 1
    assert " 1  Harbour Courier is not there; check the address (HTTP 404)." in shown


async def test_what_is_odd_about_a_feed_that_is_well_is_no_trouble(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = await read(archive)
    (due,) = await archive.feeds.due([feed.id], NOW)
    outcome = Fetched(address=ADDRESS, body=b"", body_hash="x")
    odd = ParsedFeed(title="Harbour", url=None, language=None, entries=(), note="It is not well-formed XML.")
    standing = Standing(next_due_at=NOW + timedelta(hours=1), interval=timedelta(hours=1))
    await archive.feeds.save(Poll(feed=due, outcome=outcome, read=odd, standing=standing), NOW)
    bureau = bureau_of(archive)
    await show(bureau, as_json=True)
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["trouble"], told["note"]) == (None, "It is not well-formed XML.")
    (row,) = await bureau.subscriptions()
    known = dict(kept(row.feed, row, "resume", NOW, PLAIN))
    assert known["Odd"] == "It is not well-formed XML."
    assert "Trouble" not in known


async def test_feed_that_was_paused_is_listed_explained_exported_and_resumed(
    archive: Archive, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    feed = await read(archive)
    await archive.pausing.pause(GUILD, feed.id, NOW)
    bureau = bureau_of(archive, width=100)
    await show(bureau, as_json=False)
    assert "paused here" in out(bureau)
    await show(bureau, as_json=True)
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["health"], told["paused"]) == ("well", NOW.isoformat())
    (row,) = await bureau.subscriptions()
    assert dict(kept(row.feed, row, "", NOW, PLAIN))["Read here"] == "no, paused now"
    listed = tmp_path / "feeds.opml"
    assert await take_out(bureau, listed) == 0
    assert ADDRESS in listed.read_text()
    assert await bring_in(bureau, listed) == 0
    assert "is paused here." in out(bureau)
    assert await add(bureau, ADDRESS, Said(), look_first=False) == 0
    assert f"paused here; `wirewatch feeds resume {feed.id}` reads it again" in out(bureau)
    assert await resume(bureau, "", every=True) == 0
    assert await archive.subscriptions.of_guild(GUILD) == ()
    assert await resume(bureau, str(feed.id), every=False) == 0
    assert "is read again; what came meanwhile stays silent." in out(bureau)
    assert len(await archive.subscriptions.of_guild(GUILD)) == 1


async def test_list_is_a_line_a_feed_where_it_is_piped(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    await read(archive)
    await show(bureau_of(archive), as_json=False)
    header, line = capsys.readouterr().out.splitlines()
    row = dict(zip(header.split("\t"), line.split("\t"), strict=True))
    assert (row["id"], row["outlet"], row["address"]) == ("1", "Harbour Courier", ADDRESS)
    assert (row["health"], row["articles"], row["next_look"]) == ("well", "0", "2022-04-26T12:00:00+00:00")


async def test_list_is_json_for_machines(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    feed = await read(archive)
    await read(archive, "https://other.example/", guild=OTHER)
    await fail(archive, feed)
    await show(bureau_of(archive), as_json=True)
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["id"], row["health"]) == (feed.id, "paused")
    assert "HTTP 404" in row["trouble"]


async def test_empty_list_says_what_to_do(archive: Archive) -> None:
    bureau = bureau_of(archive, width=80)
    await show(bureau, as_json=False)
    assert "wirewatch feeds add URL" in out(bureau)


async def test_feed_is_removed_by_number_or_address(archive: Archive) -> None:
    await read(archive)
    await read(archive, "https://other.example/feed")
    bureau = bureau_of(archive)
    assert await remove(bureau, "1") == 0
    assert await remove(bureau, "Other.example/feed") == 0
    assert await archive.subscriptions.of_guild(GUILD) == ()
    assert "its articles stay" in out(bureau)


async def test_another_servers_feed_is_not_removed(archive: Archive) -> None:
    await read(archive, guild=OTHER)
    for chosen in ("1", ADDRESS, "999", "https://nowhere.example/"):
        with pytest.raises(CannotError, match="does not read"):
            await remove(bureau_of(archive), chosen)
    assert len(await archive.subscriptions.of_guild(OTHER)) == 1


async def test_declared_feed_is_removed_where_it_is_declared(archive: Archive) -> None:
    await read(archive, origin="configuration")
    with pytest.raises(CannotError, match=r"declared in wirewatch\.toml"):
        await remove(bureau_of(archive), "1")
    assert len(await archive.subscriptions.of_guild(GUILD)) == 1


async def test_resumed_feed_is_due_at_once(archive: Archive) -> None:
    feed = await read(archive)
    await read(archive, "https://well.example/feed")
    await fail(archive, feed)
    bureau = bureau_of(archive)
    assert await resume(bureau, "", every=True) == 0
    assert "1 feed was in trouble" in out(bureau)
    found = await archive.feeds.get(feed.id)
    assert found is not None
    assert (found.health, found.next_due_at) == ("well", NOW)


async def test_list_shows_when_a_feeds_host_may_be_asked_and_resume_that_it_wanted_rest(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = await read(archive)
    async with archive._database.writing() as tx:
        await hush(tx, "harbour.example", NOW + timedelta(days=7))
    bureau = bureau_of(archive)
    assert await show(bureau, as_json=True) == 0
    assert (NOW + timedelta(days=7)).isoformat(timespec="seconds") in capsys.readouterr().out
    assert await resume(bureau, str(feed.id), every=False) == 0
    assert "at once, though its server had asked for rest" in out(bureau)


@pytest.mark.parametrize(("chosen", "every"), [("", False), ("1", True)])
async def test_resume_wants_one_feed_or_all(archive: Archive, chosen: str, every: bool) -> None:
    await read(archive)
    with pytest.raises(CannotError, match="--all"):
        await resume(bureau_of(archive), chosen, every=every)


async def test_list_that_went_out_comes_back_the_same(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    for number, (backlog, full_text) in enumerate(
        (("silent", None), ("post", "always"), ("silent", "never"))
    ):
        feed = await archive.feeds.add(
            address=f"https://a.example/{number}?a=1&b=2",
            outlet=f"Outlet <{number}> & sons",
            title=f"Title “{number}”",
            backlog=backlog,  # type: ignore[arg-type]
            full_text=full_text,  # type: ignore[arg-type]
            now=NOW,
        )
        topic = ("", "World", "World/Near & far")[number]
        await archive.subscriptions.subscribe(GUILD, feed.id, "command", NOW, topic=topic)
    bureau = bureau_of(archive)
    file.write_text("an older list that everybody may read")
    file.chmod(0o644)
    assert await take_out(bureau, file) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert "3 addresses have a password or a query" in err(bureau)
    fresh = await Archive.open(f"sqlite+aiosqlite:///{tmp_path / 'fresh.sqlite3'}", NoNudges())
    try:
        assert await bring_in(bureau_of(fresh), file) == 0
        before, after = [
            sorted(
                (
                    *(row.feed.address, row.feed.outlet, row.feed.title, row.topic),
                    *(row.feed.backlog, str(row.feed.full_text)),
                )
                for row in await held.subscriptions.of_guild(GUILD)
            )
            for held in (archive, fresh)
        ]
    finally:
        await fresh.close()
    assert before == after
    assert len(after) == 3


async def test_import_tells_line_by_line_what_came_of_it(archive: Archive, tmp_path: Path) -> None:
    await read(archive)
    file = tmp_path / "feeds.opml"
    lines = (
        "<opml version='2.0'><head/><body>",
        "<outline text='World'><outline text='One' xmlUrl='https://one.example/feed'/></outline>",
        f"<outline text='Mine' xmlUrl='{ADDRESS}'/>",
        "<outline text='Again' xmlUrl='https://one.example/feed'/>",
        "<outline text='None'/>",
        "<outline text='Long' xmlUrl='https://long.example/" + "x" * 3_000 + "'/>",
        "</body></opml>",
    )
    file.write_text("\n".join(lines))
    bureau = bureau_of(archive)
    assert await bring_in(bureau, file) == 1
    assert out(bureau).splitlines() == [
        "Line 2: One is read from now on.",
        "Line 3: Mine is read already.",
        "Line 4: https://one.example/feed is in line 2 already.",
        "1 feed is new, 1 read already; 2 lines are wrong.",
    ]
    wrong = err(bureau).splitlines()
    assert wrong[0].startswith("Line 5: the outline (None) has no xmlUrl")
    assert wrong[1].startswith("Line 6: Long: ")
    assert len(await archive.subscriptions.of_guild(GUILD)) == 2


async def test_import_tells_in_the_order_of_the_lists_lines(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    rows = (
        "<outline text='None'/>",
        "<outline text='One' xmlUrl='https://one.example/feed'/>",
        "<outline text='Again' xmlUrl='https://one.example/feed'/>",
        "<outline text='A & B' xmlUrl='https://two.example/feed'/>",
        "<outline text='File' xmlUrl='file:///feed'/>",
    )
    file.write_text("\n".join(("<opml version='2.0'><body>", *rows, "</body></opml>")))
    bureau = bureau_of(archive)
    both = replace(bureau, err=bureau.out)
    assert await bring_in(both, file) == 1
    *told, summed_up = out(bureau).splitlines()
    assert [row.partition(":")[0] for row in told] == [f"Line {number}" for number in (2, 3, 4, 5, 5, 6)]
    assert summed_up == "2 feeds are new, 0 read already; 3 lines are wrong."


@pytest.mark.parametrize(
    "document", [b"", b"plain words", b"<html><body>x</body></html>", b"\x00\xff\xfe\x01\x92"]
)
async def test_import_of_what_is_no_list_does_nothing(
    archive: Archive, tmp_path: Path, document: bytes
) -> None:
    file = tmp_path / "feeds.opml"
    file.write_bytes(document)
    with pytest.raises(CannotError, match="The file"):
        await bring_in(bureau_of(archive), file)


async def test_import_of_which_nothing_can_be_read_is_not_done(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text("<opml version='2.0'><body><outline text='None'/></body></opml>")
    assert await bring_in(bureau_of(archive), file) == 2


async def test_empty_list_is_told_to_be_empty(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    assert await take_out(bureau_of(archive), file) == 0
    bureau = bureau_of(archive)
    assert await bring_in(bureau, file) == 0
    assert out(bureau) == "The list is empty: it names no feed.\n"


async def test_import_of_an_address_says_that_it_wants_a_file(archive: Archive) -> None:
    with pytest.raises(CannotError, match="import wants a file"):
        await bring_in(bureau_of(archive), Path("https://lists.example/feeds.opml"))


async def test_outlet_is_one_line_as_long_as_a_name_may_be(archive: Archive) -> None:
    await add(bureau_of(archive), ADDRESS, Said(outlet=f"  Har\u202ebour\n{'x' * 3_000}"), look_first=False)
    (row,) = await archive.subscriptions.of_guild(GUILD)
    assert row.feed.outlet == f"Harbour {'x' * 3_000}"[:200]


@pytest.mark.parametrize("outlet", ["", "   ", "\u200b"])
async def test_outlet_without_a_name_is_refused(archive: Archive, outlet: str) -> None:
    with pytest.raises(CannotError, match="name is empty"):
        await add(bureau_of(archive), ADDRESS, Said(outlet=outlet), look_first=False)
    assert await archive.feeds.all() == ()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("http://10.0.0.1/feed", r"\.\nIf it is yours, allow its network.*WIREWATCH_ALLOW_NETWORKS"),
        (" ", "^That is empty"),
        ("x.example/feed", "^x.example/feed does not begin"),
    ],
)
async def test_why_an_address_is_refused_is_told(archive: Archive, typed: str, says: str) -> None:
    with pytest.raises(CannotError, match=says):
        await add(bureau_of(archive), typed, Said(), look_first=False)


async def test_file_that_is_not_there_is_told(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(CannotError, match="cannot be read: No such file"):
        await bring_in(bureau_of(archive), tmp_path / "none.opml")
    with pytest.raises(CannotError, match="cannot be written"):
        await take_out(bureau_of(archive), tmp_path / "none" / "feeds.opml")


def entry(number: int, **facts: object) -> Entry:
    plain = Entry(
        guid=str(number),
        title=f"Title {number}",
        text="Word " * 200,
        url=f"https://outlet.example/{number}",
        author=None,
        published_at=NOW - timedelta(hours=3 * number),
        content_hash=str(number),
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def found(*entries: Entry, read: ParsedFeed | None = None, **fetched: object) -> IsFeed:
    got = Fetched(address=ADDRESS, body=b"x" * 4_000, body_hash="", content_type="text/xml")
    plain = ParsedFeed(title="Harbour", url=None, language="en", entries=entries, kind="RSS 2.0")
    return IsFeed(
        asked=ADDRESS,
        found=ADDRESS,
        fetched=replace(got, **fetched),  # type: ignore[arg-type]
        read=read or plain,
        seconds=0.25,
    )


def rows(feed: IsFeed, robots: str = "", full_text: str = "auto", again: object = None) -> dict[str, str]:
    """What is said of the feed, by label."""
    rules = Rules(pace=PACE, full_text=full_text)  # type: ignore[arg-type]
    sections = explained(feed, again, robots, rules, NOW)  # type: ignore[arg-type]
    return {label: words for _, rows in sections for label, words in rows if not label.isdecimal()}


def test_everything_about_a_feed_is_explained() -> None:
    read = ParsedFeed(
        title="Harbour",
        url="https://harbour.example/",
        language="en",
        entries=tuple(entry(number) for number in range(1, 5)),
        note="It was odd.",
        kind="RSS 2.0",
        held=9,
        shares_guids=True,
        wishes=Wishes(ttl=timedelta(hours=1), skip_hours=frozenset({3, 4}), skip_days=frozenset({6})),
        hub=Hub(address="https://hub.example/", topic=ADDRESS),
    )
    said = rows(
        found(
            read=read,
            etag='"1"',
            last_modified="x",
            encoding="br",
            received=900,
            fresh_for=timedelta(minutes=10),
        ),
        again=NotModified(),
    )
    assert said["Odd"] == "It was odd."
    assert said["Size"] == "900 bytes on the wire (br), 4.0 kB unpacked"
    assert said["Validators"] == "ETag and Last-Modified"
    assert said["Asked again"].startswith("304")
    assert said["Fresh for"].startswith("10 min")
    assert said["Number"] == "9; 5 of them are passed over, without title and text or there twice"
    assert said["Newest"].endswith("(3 h ago)")
    assert said["Oldest"].endswith("(12 h ago)")
    assert "told apart" in said["Ids"]
    assert said["It asks for"] == "1 h between two looks"
    assert said["Not at"] == "3:00, 4:00 UTC, it asks"
    assert said["Not on"] == "Sunday (UTC), it asks"
    assert "https://hub.example/" in said["Hub"]
    assert said["Articles"] == "the feed carries their text; no page is asked for"


def test_reason_for_the_wait_is_told() -> None:
    busy = found(*(entry(number, published_at=NOW - timedelta(seconds=number)) for number in range(9)))
    assert "shortest wait" in rows(busy)["Looked at"]
    quiet = found(*(entry(number, published_at=NOW - timedelta(days=40 * number)) for number in range(9)))
    assert "longest wait" in rows(quiet)["Looked at"]
    daily = found(*(entry(number) for number in range(9)))
    assert rows(daily)["Looked at"] == "every 3 h: as often as it brings something new"
    asked = found(*(entry(number) for number in range(9)), fresh_for=timedelta(hours=20))
    assert rows(asked)["Looked at"] == "every 20 h: as long as the feed or its server asks"


def test_wish_beyond_the_longest_wait_is_told_as_one() -> None:
    entries = tuple(entry(number) for number in range(9))
    fresh = found(*entries, fresh_for=timedelta(days=1_000))
    over = "every 24 h: the longest wait of the settings; the feed or its server asks for more"
    assert rows(fresh)["Looked at"] == over
    slow = replace(fresh.read, wishes=Wishes(ttl=timedelta(minutes=5_000)))
    assert rows(found(read=slow))["Looked at"] == over
    daily = found(*entries, fresh_for=PACE.ceiling)
    assert rows(daily)["Looked at"] == "every 24 h: as long as the feed or its server asks"


def test_empty_feed_is_explained_as_one() -> None:
    said = rows(found())
    assert said["Looked at"] == "every 8 min: longer each time, while it holds nothing to read"
    assert said["Articles"] == "none yet"
    rules = Rules(pace=PACE, full_text="auto")
    assert "Newest" not in [title for title, _ in explained(found(), None, "", rules, NOW)]


def test_entries_that_are_not_read_are_told_with_the_reason() -> None:
    def number(held: int, entries: int) -> str:
        some = tuple(entry(number) for number in range(entries))
        return rows(found(read=replace(found().read, entries=some, held=held)))["Number"]

    assert number(2, 1) == "2; 1 of them is passed over, without title and text or there twice"
    assert number(10_000, 1_000) == "10,000; the first 1,000 are read"
    assert number(1, 0) == "1, which has neither title nor text and is passed over"
    assert number(0, 0) == "0"


def test_future_dates_are_shown_as_ahead() -> None:
    said = rows(found(entry(1, published_at=NOW + timedelta(days=9)), entry(2)))
    assert said["Newest"].endswith("(in 9 days)")
    assert said["Oldest"].endswith("(6 h ago)")


def test_hub_is_told_with_what_a_push_needs() -> None:
    feed = found(hub="https://hub.example/")
    assert "public_url is not set" in rows(feed)["Hub"]
    reached = Rules(pace=PACE, full_text="auto", is_reached=True)
    said = [
        words
        for _, told in explained(feed, None, "", reached, NOW)
        for label, words in told
        if label == "Hub"
    ]
    assert said == ["https://hub.example/ pushes what is new, if it reaches the public_url of the settings"]


@dataclass(frozen=True, kw_only=True)
class Silence:
    """A network in which asking for any page fails."""

    failure: FetchFailed

    async def page(self, _: str) -> FetchFailed:
        return self.failure

    async def run(self, work: Callable[..., Any], *args: object) -> Any:
        return work(*args)


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (
            FetchFailed(reason="no answer", detail="outlet.example cannot be found."),
            "could not be asked, so no page is for now: outlet.example cannot be found.",
        ),
        (FetchFailed(reason="status", detail="HTTP 404.", status=404), "lets Wirewatch read them"),
    ],
)
async def test_robots_txt_that_cannot_be_asked_forbids_nothing_by_name(
    archive: Archive, failure: FetchFailed, said: str
) -> None:
    web: Any = Silence(failure=failure)
    lookout = Lookout(bureau=bureau_of(archive), fetcher=web, workers=web)
    assert await _robots(lookout, found(entry(1, text="Short …")), "auto") == said


def test_odd_entries_are_counted() -> None:
    said = rows(
        found(entry(1, published_at=None), entry(2, url=None), entry(3, published_at=NOW + timedelta(days=9)))
    )
    assert said["Undated"].startswith("1,")
    assert said["In the future"].startswith("1,")
    assert said["Without address"].startswith("1,")


def test_teasers_and_robots_are_told() -> None:
    teasers = found(entry(1, text="Short …"), entry(2))
    said = rows(teasers, robots="lets Wirewatch read them")
    assert said["Articles"] == "the pages of 1 of 2 are read too: the feed carries only teasers"
    assert said["robots.txt"] == "lets Wirewatch read them"
    assert rows(teasers, full_text="never")["Articles"].endswith("(full_text is never)")
    assert "full_text is always" in rows(teasers, full_text="always")["Articles"]


def test_redirects_and_detours_are_told() -> None:
    assert "for good" in rows(found(address="https://new.example/feed", moved=True))["Redirects"]
    later = rows(found(address="https://new.example/feed"))
    assert later["Redirects"] == "to https://new.example/feed, for now: the address stays"
    assert later["Address"] == ADDRESS
    led = replace(found(), asked="https://harbour.example/", by_link=True)
    assert rows(led)["Found on"] == "https://harbour.example/ (which names it)"


def test_server_that_passes_its_validators_over_is_told() -> None:
    again = Fetched(address=ADDRESS, body=b"", body_hash="")
    assert "passes its own validators over" in rows(found(etag='"1"'), again=again)["Asked again"]
    assert "none" in rows(found())["Validators"]


async def test_what_the_archive_knows_of_a_feed_is_told(archive: Archive) -> None:
    feed = await read(archive)
    await fail(archive, feed)
    bureau = bureau_of(archive)
    (row,) = await bureau.subscriptions()
    said = dict(kept(row.feed, row, f"wirewatch feeds resume {feed.id}", NOW, PLAIN))
    assert said["Health"].startswith("paused since ")
    assert said["Health"].endswith("9 failures in a row; `wirewatch feeds resume 1` tries at once")
    assert "HTTP 404" in said["Trouble"]
    assert said["Next look"] == "in 7 days"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "no time"), (1, "1 s"), (90, "2 min"), (3_600, "1 h"), (7_300, "2 h"), (200_000, "2 days")],
)
def test_spans_are_said_in_one_unit(seconds: int, said: str) -> None:
    assert span(timedelta(seconds=seconds)) == said


def test_times_and_sizes_are_said_as_people_do() -> None:
    assert ago(None, NOW) == "never"
    assert ago(NOW - timedelta(minutes=5), NOW) == "5 min ago"
    assert ago(NOW + timedelta(days=1), NOW) == "now"
    assert ahead(NOW - timedelta(days=1), NOW) == "now"
    assert [size(count) for count in (5, 1_500, 2_000_000)] == ["5 bytes", "1.5 kB", "2.0 MB"]
