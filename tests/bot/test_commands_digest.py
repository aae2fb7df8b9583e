"""/digest now, schedule, list and remove, as people use them."""

from datetime import time, timedelta
from typing import Any

from summarise.model import DigestPlan
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


async def planned(bot: Bot, **options: Any) -> DigestPlan:
    """A digest at 07:30 in Berlin, in words of the command."""
    given: dict[str, Any] = {"time": "7:30", "zone": "Europe/Berlin", "channel": wire(bot), **options}
    await ask(bot, "digest schedule", **given)
    return (await bot.archive.plans.of_guild(str(guild(bot).id)))[-1]


async def test_digest_is_changed_one_thing_at_a_time(bot: Bot) -> None:
    plan = await planned(bot)
    other = await planned(bot, time="9am")
    which = {"digest": str(plan.id)}
    told = await ask(bot, "digest edit", **which, time="18:15", zone="new york", days="mon", stories=3)
    assert "**on Monday at 18:15 (America/New\\_York)**" in told
    assert "Before: **every day at 07:30 (Europe/Berlin)**" in told
    (row, _) = await bot.archive.plans.of_guild(plan.guild)
    assert row.next_due_at.isoformat() == "2022-05-02T22:15:00+00:00"
    assert (row.stories, row.sentences, row.quotes) == (3, 2, 3)
    await ask(bot, "digest edit", **which, actor="putin", keywords="truce", quotes=0, empty="say")
    told = await ask(bot, "digest edit", **which, actor="none", keywords="-", style="brief")
    assert "about" not in told.partition("Before")[0]
    (row, _) = await bot.archive.plans.of_guild(plan.guild)
    assert (row.actors, row.keywords, row.quotes, row.empty, row.style) == ((), (), 0, "say", "brief")
    assert "Nothing was changed" in await ask(bot, "digest edit", **which, style="brief")
    assert "is no time of day" in await ask(bot, "digest edit", **which, time="noonish")
    met = await ask(bot, "digest edit", digest=str(other.id), time="18:15", zone="est", channel=wire(bot))
    assert "A place has one digest of a time, and there is one already: **on Monday at 18:15" in met
    assert "no such digest" in await ask(bot, "digest edit", digest="99", stories=3)
    again = await ask(bot, "digest schedule", time="9:00", zone="berlin", channel=wire(bot))
    assert "There was one there at that time already" in again
    declared = await bot.archive.plans.add(
        guild=plan.guild, target="channel:1", at=time(8), zone="UTC", stories=5, sentences=2,
        origin="configuration", next_due_at=NOON, now=NOON,
    )  # fmt: skip
    assert "wirewatch.toml" in await ask(bot, "digest edit", digest=str(declared.id), stories=3)


async def test_preview_says_what_would_come_and_keeps_nothing(bot: Bot) -> None:
    plan = await planned(bot, keywords="talks")
    assert "it would say nothing now. It comes next <t:" in await ask(
        bot, "digest preview", digest=str(plan.id)
    )
    await file_story(bot.archive, plan.guild, "Talks held in Moscow", NOON - timedelta(hours=2))
    await file_story(bot.archive, plan.guild, "Harvest fails", NOON - timedelta(hours=2))
    for _ in range(2):
        shown = await ask(bot, "digest preview", digest=str(plan.id))
        assert "A preview: nothing is posted. It comes next <t:" in shown
        assert "Tuesday 26 April 2022" in shown
        assert "Talks held in Moscow" in shown
        assert "Harvest" not in shown
    assert await bot.archive.deliveries.recent(plan.guild, 5) == ()
    assert await bot.archive.plans.of_guild(plan.guild) == (plan,)
    assert "no such digest" in await ask(bot, "digest preview", digest="99")


async def test_digest_on_demand_looks_back_by_any_words_but_not_for_ever(bot: Bot) -> None:
    await file_story(bot.archive, str(guild(bot).id), "Talks held in Moscow", NOON - timedelta(days=3))
    assert "Nothing new" in await ask(bot, "digest now", since="today")
    assert "Talks held in Moscow" in await ask(bot, "digest now", since="22 April")
    assert "at most 31 days" in await ask(bot, "digest now", since="3 months")
    assert "no time that Wirewatch understands" in await ask(bot, "digest now", since="@everyone")
