"""/feed add, list and remove, as people use them."""

from tests.bot.asking import FEED, ask, guild, suggested
from tests.bot.conftest import Bot
from tests.bot.news import NOON

ADDRESS = "https://harbour.example/feed.xml"


async def test_feed_is_added_listed_and_removed(bot: Bot) -> None:
    bot.web.put(ADDRESS, FEED, "application/rss+xml")
    added = await ask(bot, "feed add", url=f" {ADDRESS} ")
    assert (
        "Reading **Harbour \\*Courier\\*** from now on. It holds 1 entry, the newest <t:1650967200:R>"
        in added
    )
    [row] = await bot.archive.subscriptions.of_guild(str(guild(bot).id))
    assert (row.feed.address, row.origin) == (ADDRESS, "command")
    listed = await ask(bot, "feed list")
    assert f"[Harbour \\*Courier\\*]({ADDRESS}) (by command), not read yet" in listed
    [(name, value)] = await suggested(bot, "feed remove", "feed", "harbour")
    assert name.startswith("Harbour *Courier*")
    assert "no longer read" in await ask(bot, "feed remove", feed=value)
    assert "None yet" in await ask(bot, "feed list")


async def test_feed_added_twice_is_one_feed(bot: Bot) -> None:
    bot.web.put(ADDRESS, FEED, "application/rss+xml")
    await ask(bot, "feed add", url=ADDRESS)
    assert "already" in await ask(bot, "feed add", url=ADDRESS)
    assert "already" in await ask(bot, "feed add", url=f"{ADDRESS}#top"), "a fragment never reaches a server"
    assert len(await bot.archive.subscriptions.of_guild(str(guild(bot).id))) == 1


async def test_address_that_does_not_answer_is_said(bot: Bot) -> None:
    answer = await ask(bot, "feed add", url="https://gone.example/feed")
    assert "cannot be read" in answer
    assert await bot.archive.feeds.all() == ()


async def test_page_that_is_no_feed_is_said(bot: Bot) -> None:
    bot.web.put("https://page.example/", "<html><body><p>Hello</p></body></html>")
    answer = await ask(bot, "feed add", url="https://page.example/")
    assert "holds no feed" in answer
    assert await bot.archive.feeds.all() == ()


async def test_another_guilds_feed_is_neither_seen_nor_removed(bot: Bot) -> None:
    feed = await bot.archive.feeds.add(address=ADDRESS, outlet="Harbour", now=NOON)
    await bot.archive.subscriptions.subscribe("999", feed.id, "command", NOON)
    assert "None yet" in await ask(bot, "feed list")
    assert "does not read that feed" in await ask(bot, "feed remove", feed=str(feed.id))
    assert len(await bot.archive.subscriptions.of_guild("999")) == 1


async def test_long_list_is_cut_and_counted(bot: Bot) -> None:
    for number in range(120):
        feed = await bot.archive.feeds.add(
            address=f"https://harbour.example/{number}", outlet=f"Outlet {number}", now=NOON
        )
        await bot.archive.subscriptions.subscribe(str(guild(bot).id), feed.id, "command", NOON)
    listed = await ask(bot, "feed list")
    assert listed.startswith("Feeds (120)")
    assert listed.endswith("more")
