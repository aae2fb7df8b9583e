"""/quotes: what somebody said, each quote once, by this server's feeds alone."""

from datetime import timedelta

from tests.bot.asking import ask, guild, suggested
from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.bot.printed import printed

HOUR = timedelta(hours=1)
CORRIDORS = (
    "António Guterres met Vladimir Putin in Moscow on Tuesday. “We need humanitarian corridors that are "
    "truly safe and effective,” Guterres said. Guterres told reporters that the sanctions were no topic of "
    "the talks."
)
OTHERS = (
    "António Guterres met Vladimir Putin in Moscow on Tuesday. “We need humanitarian corridors that are "
    "really safe and effective,” Guterres said after the talks in Moscow with Putin."
)
GRAIN = (
    "The harvest fails in the north. “Grain must leave the ports before the autumn storms,” António Guterres "
    "said in New York on Monday. Farmers along the river were waiting for rain."
)


async def reported(bot: Bot) -> None:
    """Two outlets on one meeting, another story of a day before, and one that another server reads."""
    own = str(guild(bot).id)
    day = timedelta(days=1)
    await printed(bot.archive, own, "Northgate *Post*", "Farmers wait for rain", GRAIN, NOON - 2 * day)
    await printed(
        bot.archive, own, "Meridian Wire", "Guterres meets Putin in Moscow", CORRIDORS, NOON - 3 * HOUR
    )
    await printed(
        bot.archive, own, "Harbour Courier", "Guterres and Putin meet in Moscow", OTHERS, NOON - 2 * HOUR
    )
    strange = "António Guterres was on the phone. “Nothing of this is yours to read here,” Guterres said."
    await printed(bot.archive, "999", "Strange News", "A call", strange, NOON - HOUR)


async def test_quotes_come_once_each_newest_first_with_what_differs_and_reported_speech_apart(
    bot: Bot,
) -> None:
    assert "quote nothing of António Guterres yet" in await ask(bot, "quotes", actor="guterres")
    await reported(bot)
    told = await ask(bot, "quotes", actor="antonio-guterres")
    assert "Nothing of this is yours" not in told
    assert told.count("humanitarian corridors") == 1
    assert "[Meridian Wire](https://meridian.example/2)" in told
    assert "Wordings differ: Harbour Courier has “really”" in told
    assert (
        told.index("Direct quotes")
        < told.index("corridors")
        < told.index("Grain must")
        < told.index("Reported")
    )
    assert told.index("Reported") < told.index("sanctions")
    assert f"<t:{int((NOON - 3 * HOUR).timestamp())}:f>" in told


async def test_about_and_since_narrow_it_down(bot: Bot) -> None:
    await reported(bot)
    for about in ("corridor", "CORRIDORS safe", "putin", "humanit*"):
        told = await ask(bot, "quotes", actor="guterres", about=about)
        assert "corridors that are" in told, about
        assert "Grain" not in told, about
    told = await ask(bot, "quotes", actor="guterres", since="24 hours")
    assert "corridors" in told
    assert "Grain" not in told
    told = await ask(bot, "quotes", actor="guterres", about="@everyone **penguins**")
    assert "nothing of António Guterres like that" in told
    assert "@everyone" not in told.replace("@\u200beveryone", "")
    assert "no word in `about`" in await ask(bot, "quotes", actor="guterres", about="…!")
    assert "Nobody in the catalogue" in await ask(bot, "quotes", actor="🎈" * 50)
    assert ("António Guterres", "antonio-guterres") in await suggested(bot, "quotes", "actor", "guter")
