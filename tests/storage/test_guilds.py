"""What the archive knows of the guilds that the bot is in."""

from storage.archive import Archive
from storage.model import SeenGuild
from tests.fakes.examples import HOUR, NOON, entry
from tests.storage.scenes import bring, guild_seen, wire


async def test_guilds_come_by_name_with_their_latest(archive: Archive) -> None:
    assert await archive.guilds.all() == ()
    await guild_seen(archive.guilds, "2", "Newsroom", NOON)
    await guild_seen(archive.guilds, "1", "Old name", NOON)
    await guild_seen(archive.guilds, "1", "Desk", NOON + HOUR)
    assert [(one.guild, one.name, one.seen_at) for one in await archive.guilds.all()] == [
        ("1", "Desk", NOON + HOUR),
        ("2", "Newsroom", NOON),
    ]


async def test_articles_are_counted_for_each_feed_of_the_guild(archive: Archive) -> None:
    one, two = await wire(archive, "One", guilds=("a",)), await wire(archive, "Two", guilds=("a", "b"))
    await bring(archive, one, entry("1"), entry("2"))
    assert await archive.subscriptions.articles_of("a") == {one.id: 2, two.id: 0}
    assert await archive.subscriptions.articles_of("b") == {two.id: 0}


async def test_many_guilds_are_seen_at_once_and_the_new_ones_told(archive: Archive) -> None:
    await guild_seen(archive.guilds, "2", "Newsroom", NOON, "de")
    await archive.guilds.left("2", NOON)
    told = [SeenGuild(guild=str(number), name=f"Guild {number}") for number in (3, 1, 2, 3)]
    assert await archive.guilds.seen(told, NOON + HOUR) == {"1", "3"}
    assert [
        (one.guild, one.name, one.seen_at, one.locale, one.left_at) for one in await archive.guilds.all()
    ] == [(number, f"Guild {number}", NOON + HOUR, None, None) for number in ("1", "2", "3")]
    assert await archive.guilds.seen((), NOON) == frozenset()
