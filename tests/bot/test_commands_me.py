"""/me: a member's own watches, digests, clock and quiet hours, in servers and in direct messages."""

from datetime import time, timedelta
from typing import Any

from storage.model import Person
from storage.targets import REFUSALS
from summarise.model import Quiet
from tests.bot.asking import guild, wire
from tests.bot.conftest import Bot
from tests.bot.filed import file_story
from tests.bot.news import NOON
from tests.fakes.discord import Channel
from tests.fakes.discord.people import conversation
from tests.fakes.discord.permissions import EVERYONE
from tests.fakes.discord.world import User
from tests.storage.posts import post
from tests.storage.scenes import guild_seen

NIGHT = Quiet(begins=time(22), ends=time(7), zone="Europe/Berlin")


class Member:
    """Somebody without rights, who asks in the server or in the direct conversation with the bot."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.user: User = bot.discord.add_member(guild(bot))
        self.alone: Channel = conversation(bot.discord.backend, self.user)

    async def ask(self, command: str, /, channel: Channel | None = None, **options: Any) -> str:
        """Type a command; what comes back."""
        asked = await self.bot.discord.interact(
            command, options, user=self.user, channel=channel or wire(self.bot), permissions=EVERYONE
        )
        return (await asked.answer()).text

    async def suggested(self, command: str, option: str, typed: str, **more: Any) -> list[tuple[str, str]]:
        """Type part of an option; the suggestions as (name, value)."""
        typing = await self.bot.discord.autocomplete(
            command, option, typed, user=self.user, permissions=EVERYONE, **more
        )
        return [(choice["name"], choice["value"]) for choice in await typing.choices()]


async def reading(bot: Bot) -> None:
    """The server reads a feed."""
    feed = await bot.archive.feeds.add(address="https://a.example/", outlet="The Wire", now=NOON)
    await bot.archive.subscriptions.subscribe(str(guild(bot).id), feed.id, "command", NOON)


async def test_member_watches_for_themselves_whatever_their_rights(bot: Bot) -> None:
    member = Member(bot)
    person = str(member.user.id)
    told = await member.ask("me watch", actor="putin", keywords="truce", cooldown=30)
    assert "I write to you about: **Vladimir Putin, with “truce”, at most one every 30 minutes**." in told
    assert "This server reads no feeds yet" in told, "a member does not choose what the server reads"
    assert await bot.archive.subscriptions.of_guild(str(guild(bot).id)) == ()
    await reading(bot)
    (row,) = await bot.archive.watches.of_person(person)
    assert (row.guild, row.asked_by, row.target) == (str(guild(bot).id), person, f"user:{person}")
    told = await member.ask("me watch", actor="putin", keywords="truce")
    assert "This watch is there already: **Vladimir Putin, with “truce”**" in told
    assert await bot.archive.watches.of_person(person) == (row,), "asked for again, it keeps its cooldown"
    assert "reads no feeds" not in await member.ask("me watch", keywords="@everyone <@1> **x")
    assert "A watch needs at least" in await member.ask("me watch")
    assert "in the server whose feeds" in await member.ask("me watch", member.alone, actor="putin")
    [(name, chosen)] = await member.suggested("me edit", "watch", "putin")
    assert name == "Vladimir Putin, with “truce”, at most one every 30 minutes"
    told = await member.ask("me edit", watch=chosen, keywords="none", actor2="joe-biden", role="speaker")
    assert "From now on: **Vladimir Putin or Joe Biden**, only where somebody speaks" in told
    assert "That is so already" in await member.ask("me edit", watch=chosen, role="speaker")
    for other in ("watch:99", "digest:1", "putin"):
        assert "no such thing of yours" in await member.ask("me edit", watch=other, role="speaker")
    # nobody else sees or touches them, and no log tells of them
    stranger = Member(bot)
    assert "Nothing yet" in await stranger.ask("me list")
    assert "no such thing" in await stranger.ask("me remove", which=chosen)
    assert await bot.archive.deliveries.recent(str(guild(bot).id), 5) == ()


async def test_own_things_are_kept_in_direct_messages_too(bot: Bot) -> None:
    member = Member(bot)
    person = str(member.user.id)
    await reading(bot)
    await guild_seen(bot.archive.guilds, "999", "Far *away*", NOON)
    await bot.archive.watches.add(
        guild="999", target=f"user:{person}", actors=("joe-biden",), origin="command", now=NOON
    )
    await member.ask("me watch", actor="putin")
    await member.ask("me digest", time="8:00", zone="berlin", keywords="grain")
    listed = await member.ask("me list", member.alone)
    assert "- **Joe Biden** (from Far \\*away\\*)" in listed
    assert f"- **Vladimir Putin** (from {guild(bot).name})" in listed
    assert "- **digest every day at 08:00 (Europe/Berlin)**: up to 8 stories about “grain”" in listed
    assert "- **Vladimir Putin**\n- **digest" in await member.ask("me list")
    assert "2 watches of yours rest" in await member.ask("me pause", member.alone)
    assert "None of your watches is running" in await member.ask("me pause")
    assert "; **paused**" in await member.ask("me list", member.alone)
    found = await member.suggested("me resume", "watch", "putin", channel=member.alone)
    assert [name for name, _ in found] == [f"Vladimir Putin (from {guild(bot).name})"]
    assert "1 watch of yours goes on." in await member.ask("me resume", member.alone, watch=found[0][1])
    assert "1 watch of yours goes on." in await member.ask("me resume", member.alone)
    assert "Nothing of yours is paused" in await member.ask("me resume", member.alone)
    [(_, biden)] = await member.suggested("me remove", "which", "biden", channel=member.alone)
    assert "another server's feeds" in await member.ask("me edit", watch=biden, role="speaker")
    assert "No more of this: **Joe Biden**" in await member.ask("me remove", member.alone, which=biden)
    assert "no such thing" in await member.ask("me remove", member.alone, which=biden)
    [(_, plan)] = await member.suggested("me remove", "which", "digest", channel=member.alone)
    assert "no such thing" in await member.ask("me pause", watch=plan)
    assert "No more of this: **digest" in await member.ask("me remove", member.alone, which=plan)
    assert len(await bot.archive.watches.of_person(person)) == 1


async def test_one_clock_and_one_night_for_all_that_comes_to_somebody(bot: Bot) -> None:
    member = Member(bot)
    person = str(member.user.id)
    assert "No time zone yet." in await member.ask("me settings", member.alone)
    assert "By whose clock?" in await member.ask("me digest", time="8:00")
    assert "Whose clock" in await member.ask("me settings", quiet="22:00-07:00")
    assert "no time zone that I know" in await member.ask("me settings", zone="Mars")
    await member.ask("me watch", actor="putin")
    told = await member.ask("me settings", member.alone, zone="berlin", quiet="22:00-7:00")
    assert "Your clock is that of **Europe/Berlin**, where it is 14:00 now." in told
    assert "For you it is quiet from 22:00 to 07:00 (Europe/Berlin)." in told
    assert "It holds for the one thing" in told
    assert await bot.archive.persons.of(person) == Person(person=person, zone="Europe/Berlin", quiet=NIGHT)
    await member.ask("me watch", actor="joe-biden")
    assert {row.quiet for row in await bot.archive.watches.of_person(person)} == {NIGHT}
    assert "**every day at 08:00 (Europe/Berlin)**" not in await member.ask("me digest", time="8:00")
    moved = await member.ask("me settings", zone="tokyo", urgent=3)
    assert "unless 3 independent outlets tell it" in moved
    assert "1 digest moved along" in moved
    (plan,) = await bot.archive.plans.of_person(person)
    assert (plan.at, plan.zone) == (time(8), "Asia/Tokyo")
    assert "It holds for all 2 things" in await member.ask("me settings", quiet="none")
    assert {row.quiet for row in await bot.archive.watches.of_person(person)} == {None}
    assert "You have no quiet hours." in await member.ask("me settings")
    assert "you take those away" in await member.ask("me settings", quiet="none", urgent=3)


async def test_member_asks_for_as_much_as_there_is_room_for(bot: Bot) -> None:
    member = Member(bot)
    target, here = f"user:{member.user.id}", str(guild(bot).id)
    for number in range(25):
        await bot.archive.watches.add(
            guild=here, target=target, keywords=(f"word{number}",), origin="command", now=NOON
        )
    assert "You have 25 watches by direct message here already" in await member.ask("me watch", actor="putin")
    for hour in range(5):
        assert "comes to you" in await member.ask("me digest", time=f"{hour}:00", zone="UTC")
    assert "You have 5 digests from here already" in await member.ask("me digest", time="6:00", zone="UTC")
    again = await member.ask("me digest", time="4:00", zone="UTC", style="brief")
    assert "There was one there at that time already" in again
    asked = await bot.discord.interact("me list", {}, user=member.user, permissions=EVERYONE)
    message = await asked.answer()
    assert "word9" in message.text
    assert "word10" not in message.text
    [*_, turn] = message.components[0]["components"]
    turned = await bot.discord.click(message, turn["custom_id"], user=member.user)
    assert "word10" in (await turned.answer()).text


async def test_refused_direct_messages_are_told_and_tried_again(bot: Bot) -> None:
    member = Member(bot)
    target, here = f"user:{member.user.id}", str(guild(bot).id)
    await member.ask("me watch", actor="putin")
    await bot.archive.deliveries.put(here, post(target=target), NOON)
    held = await bot.archive.deliveries.claim(target, NOON + timedelta(minutes=1))
    assert held is not None
    for _ in range(REFUSALS):  # until then it is tried again by itself when somebody uses the bot
        await bot.archive.deliveries.stop(held.id, "Discord refuses *direct* messages.", NOON)
    listed = await member.ask("me list", member.alone)
    assert "I cannot write to you: Discord refuses \\*direct\\* messages. Allow direct messages" in listed
    assert "I try to write to you again." in await member.ask("me resume", member.alone)
    assert "I cannot write" not in await member.ask("me list", member.alone)


async def test_stories_that_somebody_follows_are_listed_and_rest_and_stop_with_the_rest(bot: Bot) -> None:
    member, here = Member(bot), str(guild(bot).id)
    person, target = str(member.user.id), f"user:{member.user.id}"
    titles = ("Talks *held* in Moscow", "Harvest fails in the north")
    for title in titles:
        await file_story(bot.archive, here, title, NOON - timedelta(hours=1))
    found = await bot.archive.headlines.newest(here, frozenset(await bot.archive.subscriptions.ids_of(here)))
    stories = {one.title: one.story for one in found}
    for title in titles:
        assert await bot.archive.follows.follow(here, person, stories[title], NOON)
    await member.ask("me watch", actor="putin")
    shown = await member.ask("me list", member.alone)
    assert "- **Vladimir Putin**" in shown
    assert "**Stories you follow**\n- **[Talks \\*held\\* in Moscow](https://" in shown
    assert shown.count("Stories you follow") == 1
    said = await member.ask("me pause")
    assert "1 watch of yours rests" in said
    assert "2 stories that you follow rest until `/me resume`." in said
    assert (await member.ask("me list")).count("; **paused**") == 3
    before = await bot.archive.deliveries.recent(here, 9)
    await file_story(bot.archive, here, "Further talks *held* in Moscow", NOON)
    assert await bot.archive.deliveries.recent(here, 9) == before, "what rests is not told"
    assert "2 stories that you follow go on." in await member.ask("me resume", member.alone)
    await file_story(bot.archive, here, "New talks *held* in Moscow", NOON)
    assert target in {row.post.target for row in await bot.archive.deliveries.recent(here, 9)}
    [(name, chosen)] = await member.suggested("me remove", "which", "harvest")
    assert name == "Harvest fails in the north"
    for command in ("me pause", "me edit"):
        assert "no such thing of yours" in await member.ask(command, watch=chosen)
    said = await member.ask("me remove", which=chosen)
    assert "No more of this: **Harvest fails in the north**." in said
    assert [row.story for row in await bot.archive.follows.of_person(person)] == [stories[titles[0]]]
    # one that nobody tells here any more can still be stopped
    for row in await bot.archive.subscriptions.of_guild(here):
        await bot.archive.subscriptions.unsubscribe(here, row.feed.id)
    assert "- **a story that no feed tells any more**" in await member.ask("me list")
    [(_, chosen)] = await member.suggested("me remove", "which", "no feed")
    assert "No more of this" in await member.ask("me remove", which=chosen)
    assert await bot.archive.follows.of_person(person) == ()
