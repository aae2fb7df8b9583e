"""What /setup says it made, in servers that have much already, or have paused it."""

from datetime import timedelta

from bot.commands.feed.group import MOST_FEEDS
from bot.commands.watch.group import MOST_WATCHES
from bot.starter import chosen
from feeds.opml import Outline
from tests.bot.asking import ask, guild, wire
from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.bot.test_commands_setup import begun, press
from tests.fakes.discord.message import Message


async def checked(bot: Bot, topic: str, *actors: str) -> Message:
    """A walk with these answers, at its last step."""
    shown = await begun(bot)
    await press(bot, shown, "next")
    await press(bot, shown, "languages", "en")
    await press(bot, shown, "topics", topic)
    await press(bot, shown, "next")
    await press(bot, shown, "section", "east")
    await press(bot, shown, "actors", *actors)
    await press(bot, shown, "next")
    await press(bot, shown, "next")
    return shown


async def test_setup_names_only_what_it_made_and_says_what_had_no_room(bot: Bot) -> None:
    home, archive, target = str(guild(bot).id), bot.archive, f"channel:{wire(bot).id}"
    starters = chosen({"World"}, {"en"})
    first, second, *others = starters
    filling = [Outline(address=f"https://f{one}.example/", title="") for one in range(MOST_FEEDS - 3)]
    mine = [Outline(address=one.address, title="") for one in (first, second)]
    await archive.subscriptions.bring_in(home, [*mine, *filling], "command", NOON)
    known = await archive.feeds.find(second.address)
    assert known is not None
    await archive.pausing.pause(home, known.id, NOON)
    shared = [(target, count) for count in range(MOST_WATCHES - 1)]
    for place, count in (*shared, *((f"user:{count}", count) for count in range(30))):
        await archive.watches.add(
            guild=home, target=place, keywords=(f"word{count}",), origin="command", now=NOON
        )
    shown = await checked(bot, "World", "vladimir-putin", "kremlin")
    room = (
        "2 starter feeds are read.",
        f"{len(others) - 1} starter feeds are left out: there is room for 500",
    )
    paused = "1 starter feed is paused here and stays so"
    for said in (*room, paused, "Watched: Vladimir Putin.", "Not watched: ", "has 200 watches already"):
        assert said in shown.text, shown.text
    await press(bot, shown, "finish")
    for said in (f"{MOST_FEEDS - 1} feeds are read. 1 of them is new.", room[1], paused):
        assert said in shown.text, shown.text
    assert "An alert comes when a story names **Vladimir Putin**.\nNot watched: **" in shown.text
    rows = [row for row in await archive.watches.of_guild(home) if row.actors]
    assert [row.actors for row in rows] == [("vladimir-putin",)]
    assert len(await archive.subscriptions.held(home)) == MOST_FEEDS


async def test_setup_lets_a_paused_watch_go_on_and_takes_no_narrower_one_for_it(bot: Bot) -> None:
    home, archive, target = str(guild(bot).id), bot.archive, f"channel:{wire(bot).id}"
    rests = await archive.watches.add(
        guild=home,
        target=target,
        actors=("vladimir-putin",),
        cooldown=timedelta(minutes=30),
        origin="command",
        now=NOON,
    )
    await archive.watches.add(
        guild=home, target=target, actors=("kremlin",), keywords=("truce",), origin="command", now=NOON
    )
    await ask(bot, "watch pause", watch=str(rests.id))
    shown = await checked(bot, "World", "vladimir-putin", "kremlin")
    await press(bot, shown, "finish")
    assert "1 of these watches had been paused, and goes on now." in shown.text
    rows = await archive.watches.of_guild(home)
    assert rows[0] == rests, "paused no more, and told as it was"
    assert [(row.actors, row.keywords) for row in rows[1:]] == [
        (("kremlin",), ("truce",)),
        (("kremlin",), ()),
    ]
