"""Threads, forums and direct conversations as targets."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.outcomes import Gone, Refused, Sent, Stopped, Unsettled
from bot.sending import settling
from bot.sending.sender import DiscordSender
from tests.bot.news import alert, digest, pointer, update
from tests.bot.sending.conftest import Press, to
from tests.fakes.discord import Channel, ChannelType, Message, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")

THREADS = "/channels/*/threads"


async def forum(press: Press, **details: object) -> Channel:
    """A forum with two tags."""
    return await press.open(ChannelType.FORUM, tags=("politics", "sport"), **details)


def posts(press: Press, place: Channel) -> list[Channel]:
    """What a forum lists."""
    return [c for c in press.discord.backend.world.channels.values() if c.parent_id == place.id]


async def test_thread_is_written_in_and_read_back(press: Press) -> None:
    thread = await press.thread()
    sent = await press.sender.send(to(thread, kind="thread"))
    [message] = press.shown(thread)
    assert sent == await press.sender.settle(to(thread, kind="thread")) == Sent(message_id=str(message.id))


async def test_archived_thread_is_read_back_too(press: Press) -> None:
    thread = await press.thread()
    sent = await press.sender.send(to(thread, kind="thread"))
    await press.after("thread_update", press.discord.change_channel, thread, archived=True)
    assert await press.sender.settle(to(thread, kind="thread")) == sent
    assert await press.sender.settle(to(thread, kind="thread", id=6)) is None


@pytest.mark.parametrize("told", [True, False])
async def test_locked_thread_stops(press: Press, told: bool) -> None:
    thread = await press.thread()
    if told:
        await press.after("thread_update", press.discord.change_channel, thread, locked=True)
    else:
        thread.locked = True
    assert isinstance(await press.sender.send(to(thread, kind="thread")), Stopped)
    assert len(press.discord.invalid_at(thread)) == (0 if told else 1)


async def test_forum_post_has_its_headline_and_the_tags_there_are(press: Press) -> None:
    place = await forum(press)
    tags = (str(place.tags[1].id), "77", "sport")
    sent = await press.sender.send(to(place, kind="forum", tags=tags))
    [made] = posts(press, place)
    assert sent == Sent(message_id=str(made.id))
    assert (made.name, made.applied_tags) == ("UN chief meets Putin", (place.tags[1].id,))
    assert press.shown(made)[0].component("why:5")


async def test_tag_that_was_deleted_unnoticed_is_left_out(press: Press) -> None:
    place = await forum(press)
    tag, place.tags = place.tags[0], place.tags[1:]
    assert isinstance(await press.sender.send(to(place, kind="forum", tags=(str(tag.id),))), Sent)
    [made] = posts(press, place)
    assert made.applied_tags == ()


async def test_forum_that_wants_a_tag_says_what_to_do(press: Press) -> None:
    place = await forum(press, requires_tag=True)
    outcome = await press.sender.send(to(place, kind="forum"))
    assert isinstance(outcome, Refused)
    assert "Give the watch one" in str(outcome.reason)
    assert isinstance(await press.sender.send(to(place, kind="forum", tags=(str(place.tags[0].id),))), Sent)


@pytest.mark.parametrize("archived", [True, False])
async def test_forum_post_with_a_lost_answer_is_found(press: Press, archived: bool) -> None:
    place = await forum(press)
    await press.sender.send(to(place, kind="forum", id=6))
    press.discord.faults.lose_answer("POST", THREADS)
    assert isinstance(await press.sender.send(to(place, kind="forum")), Unsettled)
    made = posts(press, place)[-1]
    if archived:
        press.discord.change_channel(made, archived=True)
    assert await press.sender.settle(to(place, kind="forum")) == Sent(message_id=str(made.id))
    assert await press.sender.settle(to(place, kind="forum", id=7)) is None


@pytest.mark.parametrize(("pages", "found"), [(10, Sent), (2, Refused)])
async def test_forum_post_is_found_below_many_archived_ones(
    press: Press, monkeypatch: pytest.MonkeyPatch, pages: int, found: type
) -> None:
    monkeypatch.setattr(settling, "PAGE", 2)
    monkeypatch.setattr(settling, "PAGES", pages)
    place = await forum(press)
    sent = await press.sender.send(to(place, kind="forum"))
    for _ in range(5):
        press.discord.clock.advance(timedelta(seconds=1))
        press.discord.add_thread(place, "talk", press.guild.owner)
    for thread in posts(press, place):
        press.discord.change_channel(thread, archived=True)
    outcome = await press.sender.settle(to(place, kind="forum"))
    assert isinstance(outcome, found)
    assert outcome == sent or found is Refused


async def test_forum_is_read_no_further_back_than_needed(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "PAGE", 2)
    monkeypatch.setattr(settling, "PAGES", 2)
    place = await forum(press)
    for _ in range(5):
        press.discord.change_channel(
            press.discord.add_thread(place, "talk", press.guild.owner), archived=True
        )
    press.discord.clock.advance(timedelta(hours=2))
    tried = press.discord.clock.now()
    sender = DiscordSender(press.client, press.discord.clock.now)
    assert await sender.settle(replace(to(place, kind="forum"), tried_at=tried)) is None


async def test_forum_that_cannot_be_read_cannot_settle(press: Press) -> None:
    place = await forum(press)
    await press.deny(place, Permission.READ_MESSAGE_HISTORY)
    assert isinstance(await press.sender.settle(to(place, kind="forum")), Refused)


async def in_forum(press: Press, place: Channel) -> Message:
    """The first message of a new post."""
    sent = await press.sender.send(to(place, kind="forum"))
    assert isinstance(sent, Sent)
    return press.discord.backend.messages[int(sent.message_id)]


@pytest.mark.parametrize("archived", [True, False])
async def test_forum_post_is_edited_and_answered_in_its_thread(press: Press, archived: bool) -> None:
    place = await forum(press)
    message = await in_forum(press, place)
    if archived:
        press.discord.change_channel(posts(press, place)[0], archived=True)
    edit = to(place, alert(headline="Later"), kind="forum", message_id=str(message.id))
    assert await press.sender.send(edit) == Sent(message_id=str(message.id))
    assert message.embeds[0]["title"] == "Later"
    reply = to(place, update(), kind="forum", action="reply", message_id=str(message.id), threaded=True)
    sent = await press.sender.send(reply)
    assert sent == Sent(message_id=str(press.shown(message.id)[1].id)) == await press.sender.settle(reply)


async def test_forum_post_that_is_archived_and_locked_is_asked_once(press: Press) -> None:
    place = await forum(press)
    message = await in_forum(press, place)
    [made] = posts(press, place)
    await press.after("thread_update", press.discord.change_channel, made, archived=True, locked=True)
    sender, edit = press.sender, to(place, kind="forum", message_id=str(message.id))
    assert [type(await sender.send(edit)) for _ in range(3)] == [Refused] * 3
    assert len(press.discord.invalid_at(made)) == 1


@pytest.mark.parametrize("wary", [True, False])
async def test_deleted_forum_post_is_gone(press: Press, wary: bool) -> None:
    place = await forum(press)
    message = await in_forum(press, place)
    await press.after("thread_delete", press.discord.delete_channel, posts(press, place)[0])
    edit = to(place, kind="forum", message_id=str(message.id), wary=wary)
    assert isinstance(await press.sender.send(edit), Gone)
    assert len(press.discord.invalid_at(message.id)) == (0 if wary else 1)


async def test_wary_edit_of_an_archived_forum_post_goes_through(press: Press) -> None:
    place = await forum(press)
    message = await in_forum(press, place)
    await press.after("thread_update", press.discord.change_channel, posts(press, place)[0], archived=True)
    edit = to(place, kind="forum", message_id=str(message.id), wary=True)
    assert isinstance(await press.sender.send(edit), Sent)


async def test_forum_pointer_leads_to_the_other_post(press: Press) -> None:
    place = await forum(press)
    older, newer = await in_forum(press, place), await in_forum(press, place)
    edit = to(place, pointer(), kind="forum", message_id=str(newer.id), points_to=str(older.id))
    await press.sender.send(edit)
    assert f"https://discord.com/channels/{press.guild.id}/{older.id}/{older.id}" in newer.text


async def test_person_is_written_to_in_one_conversation(press: Press) -> None:
    reader = press.discord.add_member(press.guild, "reader")
    person = press.discord.conversation(reader)
    sender = press.sender
    target = Channel(id=reader.id, type=ChannelType.DM, name="")
    first = await sender.send(to(target, kind="user"))
    await sender.send(to(target, digest(), kind="user", id=6))
    reply = to(target, update(), kind="user", id=7, action="reply", message_id=first.message_id)  # type: ignore[union-attr]
    await sender.send(reply)
    assert len(press.shown(person)) == 3
    assert press.shown(person)[2].reference is not None
    assert await sender.settle(to(target, kind="user")) == first
    opened = [r for r in press.discord.requests if r.path == "/users/@me/channels"]
    assert len([r for r in opened if r.body == {"recipient_id": str(reader.id)}]) == 1
    pointed = to(target, pointer(), kind="user", message_id=str(press.shown(person)[0].id), points_to="9")
    await sender.send(pointed)
    assert f"https://discord.com/channels/@me/{person.id}/9" in press.shown(person)[0].text


async def test_person_who_takes_no_messages_stops(press: Press) -> None:
    shut = press.discord.add_member(press.guild, "shut", accepts_dms=False)
    target = Channel(id=shut.id, type=ChannelType.DM, name="")
    outcome = await press.sender.send(to(target, kind="user"))
    assert isinstance(outcome, Stopped)
    assert "direct messages" in str(outcome.reason)


async def test_nobody_of_that_id_stops(press: Press) -> None:
    target = Channel(id=1, type=ChannelType.DM, name="")
    assert isinstance(await press.sender.send(to(target, kind="user")), Stopped)


async def test_channel_turned_into_a_forum_and_back_is_no_crash(press: Press) -> None:
    wire = await press.open()
    assert isinstance(await press.sender.send(to(wire, kind="forum")), Stopped)
    assert isinstance(await press.sender.send(to(wire, kind="thread")), Sent | Stopped)
