"""/actor show, /actor trend and /trending: who somebody is, how often they are named, and who trends."""

from datetime import timedelta
from pathlib import Path

from bot.charts.drawing import Drawer
from storage.model import Person
from tests.bot.asking import ask, guild
from tests.bot.conftest import POINT, Bot
from tests.bot.named import name_in_story, outlet
from tests.bot.news import NOON

GUTERRES, PUTIN, MERKEL = "antonio-guterres", "vladimir-putin", "angela-merkel"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def test_actor_is_shown_with_offices_stories_quotes_and_company(bot: Bot) -> None:
    server = str(guild(bot).id)
    nobody = await ask(bot, "actor show", actor="gutteres")
    assert "Nobody in the catalogue is called “gutteres”. Did you mean **António Guterres**?" in nobody
    blank = await ask(bot, "actor show", actor="Guterres")
    assert "**UN Secretary-General** since 1 January 2017" in blank
    assert "Person · Portugal · he" in blank
    assert "No story of this server’s feeds has named them yet." in blank
    feed, other = await outlet(bot.archive, server), await outlet(bot.archive, server, "Other")
    said = "“We need *corridors*, @everyone”"
    await name_in_story(bot.archive, feed, NOON - 3 * HOUR, GUTERRES, PUTIN, title="Talks [now]", said=said)
    await name_in_story(bot.archive, other, NOON - 2 * HOUR, GUTERRES, PUTIN, "ann@9", said=said)
    await name_in_story(bot.archive, feed, NOON - 40 * DAY, GUTERRES, MERKEL)
    asked = await bot.discord.interact("actor show", {"actor": GUTERRES})
    shown = await asked.answer()
    assert shown.text.count("corridors") == 1, "two outlets print one quote"
    assert "@everyone" not in shown.text
    assert "Talks (now)" in shown.text
    assert "Named with, in 30 days\n- Vladimir Putin · 2 stories" in shown.text
    assert "Merkel" not in shown.text, "that was long ago"
    assert "ann" not in shown.text, "another server's own"
    pressed = await bot.discord.click(shown, f"trend:{GUTERRES}")
    chart = await pressed.answer()
    assert pressed.ephemeral
    assert chart.files == {"trend.png": POINT}
    await ask(bot, "actor add", name="Ann Harbour")
    own = f"ann-harbour@{server}"
    await name_in_story(bot.archive, feed, NOON - HOUR, own)
    asked = await bot.discord.interact("actor show", {"actor": "harbour"})
    stale = await asked.answer()
    await ask(bot, "actor remove", actor=own)
    gone = await bot.discord.click(stale, f"trend:{own}")
    assert "no longer in this server's catalogue" in (await gone.answer()).text


async def test_trend_is_a_picture_with_what_it_says_in_words(bot: Bot) -> None:
    server = str(guild(bot).id)
    assert "No story of this server's feeds names them" in await ask(bot, "actor trend", actor=PUTIN)
    feed = await outlet(bot.archive, server)
    for back, names in ((3, (PUTIN,)), (1, (PUTIN, GUTERRES)), (1, (PUTIN,)), (0, (GUTERRES,))):
        await name_in_story(bot.archive, feed, NOON - back * DAY, *names)
    owner = str(guild(bot).owner.id)
    await bot.archive.persons.keep(Person(person=owner, zone="Asia/Tokyo"))
    asked = await bot.discord.interact(
        "actor trend", {"actor": "putin", "actor2": GUTERRES, "actor3": PUTIN, "days": 7}
    )
    shown = await asked.answer()
    assert asked.ephemeral
    assert "**Vladimir Putin**: most on 25 Apr (2); 0 so far today." in shown.text
    assert "Days of Asia/Tokyo." in shown.text
    (embed,) = shown.embeds
    assert embed["image"]["url"].split("?")[0].endswith("trend.png")
    (picture,) = shown.attachments
    said = "Line chart of stories a day, 23 to 26 April 2022. Vladimir Putin: most on 25 Apr (2); "
    assert (picture.description or "").startswith(said)
    chart = bot.easel.charts[0]
    assert chart.stretches == ("23 Apr", "24 Apr", "25 Apr", "26 Apr"), "no days before these feeds begin"
    assert [(one.name, one.counts) for one in chart.series] == [
        ("Vladimir Putin", (1, 0, 2, 0)),
        ("António Guterres", (0, 0, 1, 1)),
    ]
    bot.easel.broken = True
    told = await ask(bot, "actor trend", actor=PUTIN, by="weeks")
    assert "cannot be drawn right now" in told
    assert "18 Apr: 1" in told or "25 Apr: 2" in told
    assert "Weeks from Monday, Asia/Tokyo." in told
    assert bot.easel.charts[1].title == "Vladimir Putin · stories a week"


async def test_chart_is_drawn_for_real(bot: Bot, tmp_path: Path) -> None:
    feed = await outlet(bot.archive, str(guild(bot).id))
    await name_in_story(bot.archive, feed, NOON - DAY, PUTIN)
    bot.easel.drawer = Drawer(tmp_path)
    asked = await bot.discord.interact("actor trend", {"actor": PUTIN})
    shown = await asked.answer(30, final=30)
    assert shown.files["trend.png"].startswith(b"\x89PNG")
    assert len(shown.files["trend.png"]) > 5_000


async def test_trending_tells_who_is_above_their_usual_level_and_who_is_newly_paired(bot: Bot) -> None:
    server = str(guild(bot).id)
    feed, other = await outlet(bot.archive, server), await outlet(bot.archive, server, "Other")
    assert "has not read this server's feeds for long enough" in await ask(bot, "trending")
    for week in range(1, 5):  # as many stories as ever, and whom they name as a rule
        for number in range(6):
            usual = MERKEL if number < 3 else PUTIN if number == week == 3 else "bill-gates"
            await name_in_story(bot.archive, feed, NOON - week * 7 * DAY - number * HOUR, usual)
    for number in range(6):
        who = PUTIN if number < 5 else MERKEL
        await name_in_story(bot.archive, feed, NOON - number * HOUR, who, "ann@9", title=f"A *{number}*")
    for _ in range(2):
        await name_in_story(bot.archive, other, NOON - HOUR, PUTIN, MERKEL, title="They meet")
    told = await ask(bot, "trending")
    assert "compared with the same hours of the four weeks before" in told
    assert "### Named far more than usual\n**Vladimir Putin**: 7 stories, " in told
    assert "**Angela Merkel**: " not in told, "three stories are her usual level"
    assert "ann" not in told, "another server's own"
    assert "### Newly named together\n**Angela Merkel and Vladimir Putin**: 2 stories\n[They meet]" in told
    assert "at most" in await ask(bot, "trending", since="30 days")
    assert "Nobody is named far more than usual" in await ask(bot, "trending", since="2 minutes")
