"""/digest now, schedule, list and remove, as people use them."""

from datetime import time, timedelta

from tests.bot.asking import ask, guild, suggested, wire
from tests.bot.conftest import Bot
from tests.bot.filed import file_story
from tests.bot.news import NOON


async def test_digest_now_shows_the_stories_of_this_guilds_feeds(bot: Bot) -> None:
    await file_story(bot.archive, str(guild(bot).id), "Talks held in Moscow", NOON - timedelta(hours=2))
    await file_story(bot.archive, "999", "Harvest fails elsewhere", NOON - timedelta(hours=2))
    shown = await ask(bot, "digest now")
    assert "1 story" in shown
    assert "Talks held in Moscow" in shown
    assert "Harvest" not in shown


async def test_digest_now_looks_back_as_far_as_asked(bot: Bot) -> None:
    await file_story(bot.archive, str(guild(bot).id), "Talks held in Moscow", NOON - timedelta(hours=5))
    assert "Nothing new" in await ask(bot, "digest now", since="3")
    assert "Talks held in Moscow" in await ask(bot, "digest now", since="6 hours")


async def test_digest_of_a_guild_without_feeds_says_what_to_do(bot: Bot) -> None:
    assert "/feed add" in await ask(bot, "digest now")


async def test_digest_is_scheduled_listed_and_removed(bot: Bot) -> None:
    planned = await ask(
        bot, "digest schedule", time="7:30", zone="europe/berlin", channel=wire(bot), stories=5
    )
    assert "every day at 07:30 (Europe/Berlin)" in planned
    assert "starter feeds" in planned
    [plan] = await bot.archive.plans.of_guild(str(guild(bot).id))
    assert (plan.at, plan.zone, plan.stories, plan.sentences) == (time(7, 30), "Europe/Berlin", 5, 2)
    assert plan.next_due_at.isoformat() == "2022-04-27T05:30:00+00:00"
    assert "**every day at 07:30 (Europe/Berlin)**" in await ask(bot, "digest list")
    assert plan.asked_by == str(guild(bot).owner.id)
    [(name, value)] = await suggested(bot, "digest remove", "digest", "berlin")
    assert name == "07:30 Europe/Berlin in #wire"
    assert "No more digest" in await ask(bot, "digest remove", digest=value)
    assert "None yet" in await ask(bot, "digest list")


async def test_digest_is_wished_for_in_many_ways_and_changed_by_asking_again(bot: Bot) -> None:
    same = {"time": "7:30", "zone": "Europe/Berlin", "channel": wire(bot)}
    await ask(bot, "digest schedule", **same)
    planned = await ask(
        bot,
        "digest schedule",
        **same,
        days="mon-wed, sat",
        style="headlines",
        group="actor",
        empty="say",
        actor="vladimir-putin",
        keywords="grain deal, *tariff*",
        quotes=0,
        appointments=1,
    )
    wished = (
        "up to 8 stories about **Vladimir Putin**, “grain deal” or “\\*tariff\\*”, headlines alone, "
        "grouped by actor, no quotes, appointments of the next day, says so where nothing is new"
    )
    days = "on Monday, Tuesday, Wednesday and Saturday at 07:30 (Europe/Berlin)"
    assert wished in planned
    assert days in planned
    [plan] = await bot.archive.plans.of_guild(str(guild(bot).id))
    assert (plan.weekdays, plan.actors, plan.quotes) == ((0, 1, 2, 5), ("vladimir-putin",), 0)
    listed = await ask(bot, "digest list")
    assert wished in listed
    assert days in listed


async def test_days_that_are_none_are_said(bot: Bot) -> None:
    answer = await ask(bot, "digest schedule", time="8:00", zone="UTC", channel=wire(bot), days="someday")
    assert "are no days. Write `weekdays`" in answer
    assert await bot.archive.plans.of_guild(str(guild(bot).id)) == ()


async def test_time_that_is_none_is_said(bot: Bot) -> None:
    answer = await ask(bot, "digest schedule", time="25:00", zone="UTC", channel=wire(bot))
    assert "24-hour clock" in answer


async def test_zone_that_is_none_is_said(bot: Bot) -> None:
    answer = await ask(bot, "digest schedule", time="08:00", zone="Mars/Olympus", channel=wire(bot))
    assert "is no time zone" in answer


async def test_zones_are_suggested_by_city(bot: Bot) -> None:
    assert ("America/New_York (08:00)", "America/New_York") in await suggested(
        bot, "digest schedule", "zone", "new york"
    )


async def test_another_guilds_digest_cannot_be_removed(bot: Bot) -> None:
    plan = await bot.archive.plans.add(
        guild="999",
        target="channel:1",
        at=time(8),
        zone="UTC",
        stories=5,
        sentences=2,
        origin="command",
        next_due_at=NOON,
        now=NOON,
    )
    assert "no such digest here" in await ask(bot, "digest remove", digest=str(plan.id))
    assert await bot.archive.plans.of_guild("999") == (plan,)
