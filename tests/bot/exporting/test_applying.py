"""What a file says becomes what a server has settled, once and for all."""

import itertools
from collections.abc import Hashable

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from bot.exporting.applying import Applying
from bot.exporting.asking import asked_of
from bot.exporting.comparing import changes
from bot.exporting.gathering import gather
from bot.exporting.knowing import key_of, settled
from bot.exporting.model import ServerFile, ServerWatch
from bot.exporting.moved import as_of_today
from bot.exporting.reading import read
from bot.exporting.writing import written
from config.errors import ConfigurationError
from storage.archive import Archive
from storage.queue import NoNudges
from storage.wanted import asked_of as conditions
from storage.wanted import key_of as stored_key
from summarise.model import Watch
from tests.bot.exporting.drawn import CHANNEL, PLACES, files, watches
from tests.fakes.examples import NOON
from tests.postgresql import lasting_loop
from tests.storage.scenes import guild_seen

FEEDS = {place: number for number, place in enumerate(PLACES, 1)}
_NUMBER = itertools.count(900100200300400001)


async def bring_in(archive: Archive, text: str, guild: str, *, removes: bool = True) -> list[str]:
    """Import the text; what was told of it."""
    wanted = await as_of_today(read(text, "server.toml"), archive)
    applying = Applying(archive, guild, NOON)
    found = changes(await gather(archive, guild), wanted, removes=removes)
    return [f"{change} {await applying.apply(change)}".strip() for change in found]


async def taken_out(archive: Archive, guild: str) -> str:
    """The server's settings as a file."""
    held = await gather(archive, guild)
    assert held.left == ()
    return written(held.file, {})


def said_by(file: ServerFile) -> dict[Hashable, object]:
    """What the file says, whatever the order of its rows."""
    rows = (*file.feed, *file.actor, *file.watch, *file.digest)
    return {key_of(one): settled(one) for one in rows} | {"server": file.server.model_dump()}


async def trip(url: str, file: ServerFile) -> None:
    archive = await Archive.open(url, NoNudges())
    try:
        guild = str(next(_NUMBER))
        await guild_seen(archive.guilds, guild, "The Newsroom", NOON)
        mine = file.model_copy(
            update={"server": file.server.model_copy(update={"id": guild, "name": "The Newsroom"})}
        )
        await bring_in(archive, written(mine, {}), guild)
        text = await taken_out(archive, guild)
        assert said_by(read(text, "server.toml")) == said_by(mine)
        assert await bring_in(archive, text, guild) == [], "a second time nothing differs"
        assert await bring_in(archive, written(mine, {}), guild) == []
    finally:
        await archive.close()


@pytest.mark.one_database
@settings(
    max_examples=8,
    phases=(Phase.generate,),  # to find what is smallest would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(file=files(with_every_feed=True))
def test_what_is_imported_is_exported_again(archive_url: str, file: ServerFile) -> None:
    lasting_loop().run_until_complete(trip(archive_url, file))


def row(said: ServerWatch) -> Watch:
    """The watch as its row says it."""
    asked = asked_of(said, "1", FEEDS)
    return Watch(id=0, guild="1", target="channel:1", origin="operator", created_at=NOON, **asked)


@given(watches, watches)
def test_watches_are_one_where_the_archive_takes_them_for_one(one: ServerWatch, other: ServerWatch) -> None:
    kept = [stored_key(held.actors, held.role, conditions(held)) for held in map(row, (one, other))]
    assert (key_of(one) == key_of(other)) == (kept[0] == kept[1])


@given(watches)
def test_order_case_and_repetition_make_no_other_watch(one: ServerWatch) -> None:
    again = one.model_copy(
        update={
            "keywords": tuple(keyword.upper() for keyword in (*one.keywords[::-1], *one.keywords)),
            "actors": one.actors[::-1],
            "feeds": one.feeds[::-1],
        }
    )
    assert key_of(one) == key_of(again)


async def test_digest_that_changes_takes_nobody_whom_nobody_knows(archive: Archive) -> None:
    digest = f'[[digest]]\nchannel = {CHANNEL}\nat = "8:00"\n'
    assert await bring_in(archive, digest, "1") == [f"+ digest in {CHANNEL} at 08:00 UTC"]
    with pytest.raises(ConfigurationError, match="it names 'vladimir-pudding', whom nobody has here"):
        await bring_in(archive, f'{digest}actors = ["vladimir-pudding"]', "1")
    changed = await bring_in(archive, f'{digest}actors = ["vladimir-putin"]', "1")
    assert changed == [f"~ digest in {CHANNEL} at 08:00 UTC: actors none → vladimir-putin"]
    (row,) = await archive.plans.of_guild("1")
    assert row.actors == ("vladimir-putin",)


async def test_two_digests_of_one_place_are_two_where_their_times_are(archive: Archive) -> None:
    rows = "".join(f'[[digest]]\nchannel = {CHANNEL}\nat = "{at}:00"\n' for at in (8, 9))
    assert len(await bring_in(archive, rows, "1")) == 2
    first = next(iter(await archive.plans.of_guild("1")))
    later = rows.replace('"8:00"', '"8:00"\nstories = 3')
    assert await bring_in(archive, later, "1") == [f"~ digest in {CHANNEL} at 08:00 UTC: stories 8 → 3"]
    assert [row.stories for row in await archive.plans.of_guild("1")] == [3, 8]
    gone = await bring_in(archive, rows[len(rows) // 2 :], "1")
    assert gone == [f"- digest in {CHANNEL} at 08:00 UTC"]
    assert first.id not in {row.id for row in await archive.plans.of_guild("1")}


async def test_watch_whose_channel_is_another_kind_stays_the_watch_that_it_was(archive: Archive) -> None:
    watch = f'[[watch]]\nchannel = {CHANNEL}\nkeywords = ["a", "b"]\n'
    other = watch.replace('["a", "b"]', '["a, b"]')
    await bring_in(archive, watch + other, "1")
    before = {row.keywords: row.id for row in await archive.watches.of_guild("1")}
    assert await bring_in(archive, f'{watch}kind = "forum"\n{other}', "1") == [
        f"~ watch in {CHANNEL}: keywords a, b: kind channel → forum"
    ]
    after = await archive.watches.of_guild("1")
    assert {row.keywords: row.id for row in after} == before
    assert [row.target for row in after] == [f"forum:{CHANNEL}", f"channel:{CHANNEL}"]
    await bring_in(archive, other, "1")
    (left,) = await archive.watches.of_guild("1")
    assert left.id == before["a, b",]
