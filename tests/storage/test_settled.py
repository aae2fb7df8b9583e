"""What servers and people settle, and what was shown to whom, on both databases."""

import asyncio
from datetime import time, timedelta

from storage.archive import Archive
from storage.model import Person
from storage.views import REMEMBERED
from summarise.model import Quiet
from tests.fakes.examples import HOUR, NOON
from tests.storage.scenes import guild_seen

NIGHT = Quiet(begins=time(22), ends=time(7), zone="Europe/Kyiv", urgent=3)


async def test_guild_is_new_once_and_keeps_what_it_settled(archive: Archive) -> None:
    guilds = archive.guilds
    assert await guild_seen(guilds, "a", "Newsroom", NOON, "de")
    await guilds.speak("a", "en")
    await guilds.tell_changes("a", "900100200300400500")
    await guilds.allow("a", "watch", ("2", "1", "2"))
    await guilds.allow("a", "feed", ("3",))
    assert not await guild_seen(guilds, "a", "Desk", NOON + HOUR, "fr")
    kept = await guilds.settings("a")
    assert (kept.name, kept.locale, kept.language, kept.log) == ("Desk", "fr", "en", "900100200300400500")
    assert kept.rights == {"watch": ("2", "1"), "feed": ("3",)}
    await guilds.allow("a", "watch", ())
    await guilds.speak("a", None)
    await guilds.tell_changes("a", None)
    emptied = await guilds.settings("a")
    assert (emptied.rights, emptied.language, emptied.log) == ({"feed": ("3",)}, None, None)


async def test_guilds_settle_for_themselves_alone(archive: Archive) -> None:
    for guild in ("a", "b"):
        await guild_seen(archive.guilds, guild, guild.upper(), NOON, "en-US")
    await archive.guilds.allow("a", "digest", ("1",))
    await archive.guilds.speak("a", "de")
    other = await archive.guilds.settings("b")
    assert (other.rights, other.language) == ({}, None)
    await archive.guilds.allow("strange", "digest", ("1",))
    assert (await archive.guilds.settings("strange")).seen_at is None


async def test_two_changes_of_rights_at_once_are_both_kept(archive: Archive) -> None:
    await guild_seen(archive.guilds, "a", "Newsroom", NOON)
    groups = ("watch", "digest", "feed", "actor")
    await asyncio.gather(*(archive.guilds.allow("a", group, (group,)) for group in groups))
    assert (await archive.guilds.settings("a")).rights == {group: (group,) for group in groups}


async def test_person_settles_a_clock_of_their_own(archive: Archive) -> None:
    assert await archive.persons.of("7") == Person(person="7")
    await archive.persons.keep(Person(person="7", zone="Asia/Tokyo", quiet=NIGHT))
    assert await archive.persons.of("7") == Person(person="7", zone="Asia/Tokyo", quiet=NIGHT)
    await archive.persons.keep(Person(person="7", zone="UTC"))
    assert await archive.persons.of("7") == Person(person="7", zone="UTC")
    assert await archive.persons.of("8") == Person(person="8")


async def test_view_is_changed_by_one_of_two_who_saw_the_same(archive: Archive) -> None:
    views = archive.views
    shown = await views.keep("setup", "a", "7", "1", NOON)
    alone = await views.keep("list", None, "7", "{}", NOON)
    assert shown != alone
    changed = await asyncio.gather(*(views.change(shown, "1", state, NOON + HOUR) for state in ("2", "3")))
    assert sorted(changed) == [False, True]
    found = await views.find(shown)
    assert found is not None
    assert (found.kind, found.guild, found.person, found.at) == ("setup", "a", "7", NOON + HOUR)
    assert found.state in ("2", "3")
    assert await views.change(shown, found.state, found.state, NOON)
    assert not await views.change(999, "1", "2", NOON)
    assert await views.find(999) is None


async def test_views_are_forgotten_after_years(archive: Archive) -> None:
    old = await archive.views.keep("list", "a", "7", "{}", NOON)
    later = await archive.views.keep("list", "a", "7", "{}", NOON + timedelta(days=1))
    assert await archive.keeping.forget_views(NOON + REMEMBERED + HOUR) == 1
    assert await archive.keeping.forget_views(NOON + REMEMBERED + HOUR) == 0
    assert await archive.views.find(old) is None
    assert await archive.views.find(later) is not None
