"""/agenda, its calendar file, and the events that are made of it."""

import asyncio
import sys
import threading
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from bot.calendar import calendar_file
from storage.events import MAKING
from storage.model import Person
from tests.bot.asking import ask, guild, suggested
from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.bot.printed import printed
from tests.bot.test_commands_told import ids
from tests.fakes.discord import EVERYONE, Message, Permission, User

HOUR = timedelta(hours=1)
MAY = EVERYONE | Permission.CREATE_EVENTS
MEETING = (
    "António Guterres met Vladimir Putin in Moscow on Tuesday. Guterres will meet Volodymyr Zelensky in Kyiv "
    "on Thursday at 2 p.m. GMT. The ministry gave no further details."
)
AGAIN = (
    "After Moscow the journey goes on. António Guterres will meet President Volodymyr Zelensky in Kyiv on "
    "Thursday. Nobody knows what comes of it."
)
VOTE = (
    "The harvest fails in the north. Parliament will vote on the emergency budget of @everyone **farmers** "
    "on 2 May 2022. Farmers along the river were waiting for rain."
)


async def announced(bot: Bot) -> None:
    """One meeting that two outlets announce, a vote, and what only another server's feeds announce."""
    own = str(guild(bot).id)
    await printed(
        bot.archive, own, "Meridian Wire", "Guterres meets Putin in Moscow", MEETING, NOON - 3 * HOUR
    )
    await printed(bot.archive, own, "Harbour Courier", "Guterres goes on to Kyiv", AGAIN, NOON - 2 * HOUR)
    await printed(bot.archive, own, "Northgate Post", "Farmers wait for rain", VOTE, NOON - HOUR)
    strange = "The company is in trouble. Its owners will meet in a secret place on Friday, its lawyers said."
    await printed(bot.archive, "999", "Strange News", "A call", strange, NOON - HOUR)


async def asked_for(bot: Bot, **options: object) -> Message:
    bot.discord.clock.wall = lambda: NOON
    return await (await bot.discord.interact("agenda", options)).answer()


async def add(bot: Bot, agenda: Message, value: str, user: User | None = None, may: Permission = MAY) -> str:
    """Choose an appointment; what comes back."""
    chosen = await bot.discord.click(agenda, "event", value, user=user, permissions=may)
    told = await chosen.answer()
    assert chosen.ephemeral
    return told.text


def options(agenda: Message) -> list[str]:
    return [option["value"] for option in agenda.components[0]["components"][0]["options"]]


async def test_agenda_tells_each_thing_once_by_day_and_brings_a_calendar(bot: Bot) -> None:
    assert "announce nothing for that time" in await ask(bot, "agenda")
    await announced(bot)
    agenda = await asked_for(bot)
    assert agenda.text.count("Kyiv") == 1
    assert "### Thursday 28 April 2022\n- **<t:1651154400:f>, <t:1651154400:R>** Guterres" in agenda.text
    assert "[Meridian Wire](https://meridian.example/1) · [Harbour Courier]" in agenda.text
    assert agenda.text.index("28 April") < agenda.text.index("Monday 2 May 2022")
    assert "secret" not in agenda.text
    assert "@everyone" not in agenda.text
    calendar: Any = Calendar.from_ical(agenda.files["agenda.ics"].decode())
    assert [str(event["dtstart"].dt) for event in calendar.events] == [
        "2022-04-28 14:00:00+00:00",
        "2022-05-02",
    ]
    assert ids(agenda) == ["event"]
    told = await ask(bot, "agenda", actor="guterres", days=3)
    assert "António Guterres in the next 3 days" in told
    assert "Kyiv" in told
    assert "farmers" not in told
    assert "nothing with Vladimir Putin" in await ask(bot, "agenda", actor="putin")
    assert ("António Guterres", "antonio-guterres") in await suggested(bot, "agenda", "actor", "guter")


async def test_calendar_is_written_beside_the_loop_and_in_the_askers_language(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one of a process imports what writes it."""
    threads: list[threading.Thread] = []

    def written(*given: Any) -> bytes:
        threads.append(threading.current_thread())
        return calendar_file(*given)

    monkeypatch.setattr(sys.modules["bot.commands.agenda"], "calendar_file", written)
    await announced(bot)
    bot.discord.clock.wall = lambda: NOON
    agenda = await (await bot.discord.interact("agenda", {}, locale="de")).answer()
    calendar: Any = Calendar.from_ical(agenda.files["agenda.ics"])
    assert "Angekündigt von Meridian Wire" in calendar.events[0]["description"]
    assert threading.main_thread() not in threads
    assert len(threads) == 1


async def test_one_event_is_made_however_often_and_by_however_many_it_is_chosen(bot: Bot) -> None:
    await announced(bot)
    agenda = await asked_for(bot)
    meeting, vote = options(agenda)
    one, two = (bot.discord.add_member(guild(bot)) for _ in range(2))
    told = await asyncio.gather(*(add(bot, agenda, meeting, user) for user in (one, two, one, two)))
    assert sum("Added to the server's events" in text for text in told) == 1
    [event] = guild(bot).events.values()
    assert event["name"].startswith("Guterres will meet Volodymyr Zelensky in Kyiv")
    assert event["scheduled_start_time"].startswith("2022-04-28T14:00")
    assert "[Meridian Wire](https://meridian.example/1)" in event["description"]
    later = await asked_for(bot, actor="guterres")
    assert options(later) == [meeting]
    assert "already" in await add(bot, later, meeting)
    owner = str(guild(bot).owner.id)
    await bot.archive.persons.keep(Person(person=owner, zone="Asia/Tokyo"))
    assert "Added" in await add(bot, agenda, vote)
    [_, day] = guild(bot).events.values()
    assert day["scheduled_start_time"].startswith("2022-05-01T15:00"), (
        "midnight, by the clock of who chose it"
    )
    guild(bot).events.pop(int(event["id"]))
    assert "Added" in await add(bot, agenda, meeting), "somebody deleted it meanwhile"


async def test_event_that_was_made_before_a_crash_is_found_again(bot: Bot) -> None:
    await announced(bot)
    agenda = await asked_for(bot)
    meeting, _ = options(agenda)
    server, key = str(guild(bot).id), meeting.partition(" ")[2]
    assert "Added" in await add(bot, agenda, meeting)
    [event] = guild(bot).events
    known = await bot.archive.events.claim(server, (key,), NOON)
    assert known.event == str(event)
    await bot.archive.events.drop(server, known)
    claim = await bot.archive.events.claim(server, (key,), NOON)
    assert claim.state == "new"
    assert "Somebody is adding it" in await add(bot, agenda, meeting)
    await bot.archive.events.drop(server, claim)
    assert (await bot.archive.events.claim(server, (key,), NOON - MAKING)).state == "new"
    assert "already" in await add(bot, agenda, meeting)
    assert (await bot.archive.events.claim(server, (key,), NOON)).event == str(event)
    assert len(guild(bot).events) == 1


async def test_what_cannot_be_added_is_told_in_words(bot: Bot) -> None:
    await announced(bot)
    agenda = await asked_for(bot)
    meeting, vote = options(agenda)
    assert "needs *Create Events*" in await add(
        bot, agenda, meeting, bot.discord.add_member(guild(bot)), EVERYONE
    )
    stale = ("2022-04-28 nothing", "2022-04-20 nothing", "@everyone")
    shown = agenda.components[0]["components"][0]["options"]
    shown.extend({"label": value, "value": value} for value in stale)
    for value in stale:
        assert "over, or no longer announced" in await add(bot, agenda, value)
    here = guild(bot)
    before = here.bot_permissions
    here.bot_permissions = before & ~Permission.CREATE_EVENTS & ~Permission.MANAGE_EVENTS
    assert "I need *Create Events*" in await add(bot, agenda, meeting)
    here.bot_permissions = (before | Permission.MANAGE_EVENTS) & ~Permission.CREATE_EVENTS
    assert "Discord lets me add no events here" in await add(bot, agenda, meeting)
    here.bot_permissions = before
    path = f"/guilds/{here.id}/scheduled-events"
    bot.discord.faults.status(400, "POST", path, code=30038)
    assert "Discord does not take that event" in await add(bot, agenda, meeting)
    bot.discord.faults.status(500, "POST", path, times=5)
    assert "did not say whether" in await add(bot, agenda, meeting)
    bot.discord.faults.clear()
    assert here.events == {}
    assert "Somebody is adding it" in await add(bot, agenda, meeting)
    for loses in (False, True):
        here.events.clear()
        if loses:
            bot.discord.faults.lose_answer("POST", path)
        else:
            bot.discord.faults.status(502, "POST", path, committed=True)
        assert "Added" in await add(bot, agenda, vote)
        assert len(here.events) == 1
        known = await bot.archive.events.claim(str(here.id), (vote.partition(" ")[2],), NOON)
        await bot.archive.events.drop(str(here.id), known)
