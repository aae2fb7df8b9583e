"""/search, /latest and /story: what this server's feeds have told, found, listed and condensed."""

from datetime import timedelta

import pytest

from storage.schema import note
from storage.sought.catching import NOTE
from summarise.model import Merge
from tests.bot.asking import ask, guild, suggested
from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.bot.printed import printed
from tests.storage.scenes import mended

pytestmark = pytest.mark.both_databases

HOUR = timedelta(hours=1)
MEETING = (
    "António Guterres met Vladimir Putin in Moscow on Tuesday. “We need humanitarian corridors that are "
    "truly safe and effective,” Guterres said. The two men talked for an hour in the Kremlin. Guterres will "
    "meet Volodymyr Zelenskyy in Kyiv on 28 April 2022."
)
ANEW = (
    "António Guterres met Vladimir Putin in Moscow on Tuesday. The Secretary-General asked the president for "
    "humanitarian corridors out of the city, and the president promised an answer within days."
)
FLOOD = (
    "A dam broke in the northern valley before dawn. Boats took *forty* families off their roofs, "
    "@everyone was told to leave. The river has not been so high for ninety years, said the [warden](https://x.example)."
)
MARKS = "\u202e🚨" * 40
PLACES = (
    "Miners strike for higher wages in the copper pits of Antofagasta.",
    "Painters opened a gallery with early drawings in Lisbon.",
    "Engineers tested a railway tunnel below the Alps with trains.",
    "Voters chose a mayor after a tight run-off in Nairobi.",
    "Doctors warn of measles among schoolchildren across Ohio.",
    "Wheat prices rose as harvests failed along the Volga.",
)


async def reported(bot: Bot) -> None:
    """Two outlets on one meeting, a flood, an older meeting, and what another server reads."""
    own, day = str(guild(bot).id), timedelta(days=1)
    await printed(bot.archive, own, "Northgate *Post*", "Dam breaks in the valley", FLOOD, NOON - 9 * day)
    await printed(
        bot.archive, own, "Meridian Wire", "Guterres meets Putin in Moscow", MEETING, NOON - 3 * HOUR
    )
    await printed(bot.archive, own, "Harbour Courier", "Guterres and Putin meet in Moscow", ANEW, NOON - HOUR)
    strange = "A dam broke where nobody of this server looks, and Guterres flew over it on Tuesday."
    await printed(bot.archive, "999", "Strange News", "Another dam breaks", strange, NOON - HOUR)


async def test_stories_are_found_by_words_with_these_in_bold_and_no_markup_of_others(bot: Bot) -> None:
    assert "reads no feeds yet. `/feed add`" in await ask(bot, "search", query="dam")
    await reported(bot)
    found = await ask(bot, "search", query="dams families")
    assert "**[Dam breaks in the valley](https://northgate.example/1)**" in found
    assert f"-# Northgate \\*Post\\* · <t:{int((NOON - 9 * timedelta(days=1)).timestamp())}:R>" in found
    assert "A **dam** broke" in found
    assert "\\*forty\\* **families** off" in found
    assert "@everyone" not in found
    assert "](https://x" not in found
    assert "Another dam" not in found, "another server's feeds are nobody's business here"
    meeting = await ask(bot, "search", query="corridors", actor="guterres", since="today")
    assert "-# With António Guterres · Since <t:" in meeting
    assert "-# Meridian Wire and 1 more" in meeting or "-# Harbour Courier and 1 more" in meeting
    assert meeting.count("**[") == 1, "one event, one entry"
    assert "Ask without the actor or the time" in await ask(bot, "search", query="dam", since="7 days")
    assert "put OR between words" in await ask(bot, "search", query="zeppelin")
    assert "There is no word in that" in await ask(bot, "search", query="*** ?!")
    assert "is no time that Wirewatch understands" in await ask(bot, "search", query="dam", since="@here")
    assert "Nobody in the catalogue" in await ask(bot, "search", query="dam", actor=MARKS)
    assert "Nothing was found" in await ask(bot, "search", query=MARKS + " [x](http://y.example) dam")
    async with bot.archive._database.writing() as tx:
        await tx.execute(tx.insert(note).values(key=NOTE, value="2"))
    assert "being made searchable (50 % done)" in await ask(bot, "search", query="dam")
    assert ("7 days", "7 days") in await suggested(bot, "search", "since", "7")


async def test_many_hits_have_pages(bot: Bot) -> None:
    own = str(guild(bot).id)
    for number, place in enumerate(PLACES):
        text = f"{place} The dam at the edge of it is said to be old."
        await printed(
            bot.archive, own, f"Outlet{number}", f"{place} {MARKS}", text, NOON - number * 90 * HOUR
        )
    asked = await bot.discord.interact("search", {"query": "dam"})
    shown = await asked.answer()
    assert "1 of 2" in str(shown.components)
    [row] = shown.components
    turned = await bot.discord.click(shown, row["components"][2]["custom_id"])
    assert "Wheat" in (await turned.answer()).text


async def test_newest_stories_are_listed_by_topic_feed_and_actor(bot: Bot) -> None:
    assert "reads no feeds yet" in await ask(bot, "latest")
    await reported(bot)
    own = str(guild(bot).id)
    rows = {row.feed.outlet: row.feed.id for row in await bot.archive.subscriptions.of_guild(own)}
    await bot.archive.subscriptions.unsubscribe(own, rows["Northgate *Post*"])
    await bot.archive.subscriptions.subscribe(
        own, rows["Northgate *Post*"], "command", NOON, topic="World/North"
    )
    every = await ask(bot, "latest")
    assert every.index("Guterres") < every.index("Dam breaks")
    assert "Another dam" not in every
    first, last = (int((NOON - hours * HOUR).timestamp()) for hours in (3, 1))
    assert f"-# Harbour Courier and 1 more · <t:{last}:R>, first <t:{first}:R>" in every
    assert "-# António Guterres, Vladimir Putin" in every
    assert await suggested(bot, "latest", "topic", "") == [("World", "World"), ("World/North", "World/North")]
    for typed in ("World", "world/north", "World/"):
        under = await ask(bot, "latest", topic=typed)
        assert "Dam breaks" in under
        assert "Moscow" not in under
    assert "under the topic “\\*Sport\\*”" in await ask(bot, "latest", topic="*Sport*")
    assert "under the topic “Wor”" in await ask(bot, "latest", topic="Wor")
    [(_, meridian)] = await suggested(bot, "latest", "feed", "meridian")
    of_feed = await ask(bot, "latest", feed=meridian)
    assert "[Guterres meets Putin in Moscow]" in of_feed
    assert "and 1 more" not in of_feed, "a story as this feed tells it"
    assert "does not read that feed" in await ask(bot, "latest", feed="999")
    with_actor = await ask(bot, "latest", actor="antonio-guterres")
    assert "Moscow" in with_actor
    assert "Dam" not in with_actor
    assert "Nothing of that yet" in await ask(bot, "latest", actor="antonio-guterres", topic="World")


async def test_story_is_told_whole_as_this_server_s_feeds_tell_it(bot: Bot) -> None:
    assert "reads no feeds yet" in await ask(bot, "story", story="1")
    await reported(bot)
    newest = await suggested(bot, "story", "story", "")
    assert [name for name, _ in newest] == ["Guterres and Putin meet in Moscow", "Dam breaks in the valley"]
    chosen = newest[0][1]
    for typed in ("guteres moscow", "putin", "MOSCOW meet", "kremlin", "corridor"):
        assert [value for _, value in await suggested(bot, "story", "story", typed)][:1] == [chosen], typed
    assert await suggested(bot, "story", "story", f"zeppelin {MARKS}") == []
    asked = await bot.discord.interact("story", {"story": chosen})
    shown = await asked.answer()
    assert asked.ephemeral
    assert "2 outlets" in shown.text
    assert "[Guterres meets Putin in Moscow](https://meridian.example/2)" in shown.text
    assert "António Guterres" in shown.text
    assert "“We need humanitarian corridors" in shown.text
    assert "Kyiv" in shown.text
    sources, quotes, follow = shown.components[0]["components"]
    for button, expected in (
        (sources, "Harbour Courier"),
        (quotes, "humanitarian corridors"),
        (follow, "I'll write to you when there is something new"),
    ):
        pressed = await bot.discord.click(shown, button["custom_id"])
        assert expected in (await pressed.answer()).text
    told = await bot.archive.stories.story(int(chosen))
    assert told is not None
    feeds = frozenset(report.article.feed_id for report in told.reports)
    (heard,) = await bot.archive.stories.audiences(feeds, told, told.id)
    assert [watch.story for watch in heard.watches] == [told.id]
    dam = await ask(bot, "story", story="dam valley")
    assert "Unconfirmed: one outlet" in dam
    assert "Northgate \\*Post\\*" in dam
    [strange] = [one for one in ("1", "2", "3") if one not in {value for _, value in newest}]
    for typed in (strange, "9" * 40, "zeppelin"):
        assert "No story of this server's feeds is called" in await ask(bot, "story", story=typed)


async def test_story_that_was_merged_is_the_one_that_it_became(bot: Bot) -> None:
    own = str(guild(bot).id)
    await printed(bot.archive, own, "Meridian Wire", "Guterres meets Putin", MEETING, NOON - 3 * HOUR)
    await printed(bot.archive, own, "Harbour Courier", "Dam breaks", FLOOD, NOON - HOUR)
    assert await mended(bot.archive, Merge(older=1, newer=2), s1=1, s2=1)
    assert "2 outlets" in await ask(bot, "story", story="2")
