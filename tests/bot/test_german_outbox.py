"""What became of a message is told to Germans in German: refused, stopped, delayed, not wanted any more."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from structlog.testing import capture_logs

from bot.cli.deliveries.listing import Wanted
from bot.cli.deliveries.listing import show as show_all
from bot.deliver import FAULT, deliver
from bot.outcomes import Sent
from bot.sending.membership import LEFT_BY_THEM
from bot.sending.refusals import ALONE, DELETED, NOT_NOW, STOPS, Act, Within, meaning
from bot.sending.requests import Refusal
from bot.sending.sender import DiscordSender
from bot.words import speaking
from bot.words.phrases import said
from config.errors import StorageError
from config.phrase import Reason
from storage import subscriptions
from storage.archive import Archive
from storage.targets import REFUSALS
from summarise.model import Post
from tests.bot.asking import guild, wire
from tests.bot.bureaus import GUILD, bureau_of, written
from tests.bot.conftest import Bot
from tests.bot.filed import file_story
from tests.bot.news import NOON
from tests.bot.test_commands_agenda import add, announced, asked_for, options
from tests.bot.test_german_wire import asked, english_in
from tests.fakes.discord import Permission, Upload
from tests.feeds.test_said import bare

ROOT = Path(__file__).parents[2]
OUTBOX = (
    "attempts claim deliveries inheriting listing mutes outbox outcomes outgoing targets turn withdrawing"
)
SAYING = (
    *sorted((ROOT / "bot" / "sending").glob("*.py")),
    ROOT / "bot" / "deliver.py",
    *(ROOT / "storage" / f"{name}.py" for name in OUTBOX.split()),
    ROOT / "storage" / "backup" / "settling.py",
)
NOT_SAID = ("left {} {}", "old messages of {}", "delivery failed by a fault", "delivery given up")
"""Names of facts, and what the log tells."""

LATE = timedelta(minutes=1)
CODES = (*STOPS, *ALONE, *NOT_NOW, *DELETED, 20016, 0)


def test_no_sentence_of_the_outbox_is_bare_text() -> None:
    found = [(path.name, text) for path in SAYING for _, text in bare(path.read_text(encoding="utf-8"))]
    assert [one for one in found if not one[1].startswith(NOT_SAID)] == []


def test_every_refusal_is_said_in_german_with_discords_own_words_quoted() -> None:
    told: set[Reason] = {FAULT, LEFT_BY_THEM}
    for code, act, within in product(CODES, get_args(Act), get_args(Within)):
        for status in (400, 403, 404, 429, 502):
            refusal = Refusal(status=status, code=code, text="The thing *was* not there")
            outcome = meaning(refusal, act, now=NOON, message="5", within=within)
            told |= set() if isinstance(outcome, Sent) else {outcome.reason}
    assert len(told) > len(CODES)
    for reason in told:
        with speaking("de"):
            german = said(reason)
        assert german != str(reason)
        assert english_in(german) == set(), german
        assert ("antwortete" in german) == ("answered" in str(reason))


async def waiting(bot: Bot, target: str) -> Post:
    """A story that a person's watch tells in that place."""
    here = str(guild(bot).id)
    await bot.archive.watches.add(
        guild=here,
        target=target,
        keywords=("treffen",),
        origin="command",
        asked_by=str(guild(bot).owner.id),
        now=NOON,
    )
    await file_story(bot.archive, here, "Treffen in Moskau", NOON)
    return (await bot.archive.deliveries.recent(here, 1))[0].post


async def told_of(bot: Bot, command: str) -> tuple[str, str]:
    """What a German and an Englishwoman are answered; the German in no English of ours."""
    german = await asked(bot, command)
    bare_of_names = german.replace("Treffen in Moskau", "").replace("`/ich fortsetzen`", "")
    assert english_in(bare_of_names) == set(), german
    return german, (await (await bot.discord.interact(command)).answer()).text


async def test_place_that_takes_nothing_is_told_to_each_in_their_language(bot: Bot) -> None:
    target, person, here = f"channel:{wire(bot).id}", f"user:{guild(bot).owner.id}", str(guild(bot).id)
    sender, outbox = DiscordSender(bot.client, lambda: NOON), bot.archive.deliveries
    await bot.archive.guilds.speak(here, "de")
    post = await waiting(bot, target)
    heard = bot.client.wait_for("guild_channel_update", timeout=5)
    bot.discord.deny(wire(bot), Permission.SEND_MESSAGES, Permission.EMBED_LINKS)
    await heard
    await deliver(target, outbox=outbox, sender=sender, now=lambda: NOON)
    german, english = await told_of(bot, "status deliveries")
    assert "Dem Bot fehlt dort: Links einbetten, Nachrichten senden. Erlaube das" in german
    assert "The bot lacks Embed Links, Send Messages there. Allow that" in english
    assert await deliver(person, outbox=outbox, sender=sender, now=lambda: NOON) == 1
    notice = max(bot.discord.backend.messages.values(), key=lambda message: message.id)
    assert "Dem Bot fehlt dort: Links einbetten, Nachrichten senden." in notice.text
    await outbox.put(here, replace(post, target=person, subject="story:99"), NOON)
    claimed = await outbox.claim(person, NOON)
    assert claimed is not None
    refusal = Refusal(status=403, code=50007, text="Cannot send messages to this user")
    refused = meaning(refusal, "post", now=NOON)
    assert not isinstance(refused, Sent)
    for _ in range(REFUSALS):  # until then it is tried again where that person asks for something
        await outbox.stop(claimed.id, refused.reason, NOON)
    german, english = await told_of(bot, "me list")
    assert "Diese Person nimmt keine Direktnachrichten vom Bot an." in german
    assert "Discord antwortete 403: „Cannot send messages to this user“ (50007)" in german
    assert "takes no direct messages from the bot" in english


async def test_command_line_and_log_stay_english(archive: Archive) -> None:
    await archive.watches.add(
        guild=GUILD, target="channel:1", keywords=("talks",), origin="command", now=NOON
    )
    await file_story(archive, GUILD, "Talks held in Moscow", NOON)

    class Shut:
        async def send(self, _: object) -> Any:
            return meaning(Refusal(status=403, code=50013, text="No."), "post", now=NOON)

        async def settle(self, _: object) -> None:
            return None

    with speaking("de"), capture_logs() as logged:
        await deliver("channel:1", outbox=archive.deliveries, sender=Shut(), now=lambda: NOON + LATE)
    why = (
        "The bot lacks a permission there. Give it View Channel, Send Messages and Embed Links. "
        "(Discord answered 403: No. (50013))"
    )
    assert [one["reason"] for one in logged if one["event"] == "target stopped"] == [why]
    people = bureau_of(archive, 300)
    assert await show_all(people, Wanted(), as_json=False) == 0
    assert why in written(people.err)
    assert why in " ".join(written(people.out).split())


async def test_event_is_in_the_servers_language_and_tells_who_chose_it(bot: Bot) -> None:
    await bot.archive.guilds.speak(str(guild(bot).id), "de")
    await announced(bot)
    agenda = await asked_for(bot)
    assert "Added to the server's events" in await add(bot, agenda, options(agenda)[0])
    [event] = guild(bot).events.values()
    assert event["entity_metadata"]["location"].startswith("Wie von Meridian Wire")


async def test_list_that_the_database_does_not_take_tells_its_place_to_the_log_alone(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> frozenset[str]:
        raise StorageError("The database file /srv/news.sqlite3 cannot grow because the disk is full.")

    monkeypatch.setattr(subscriptions, "bring", full)
    rows = "".join(f"<outline text='N{n}' xmlUrl='https://n{n}.example/feed'/>" for n in (1, 2))
    file = Upload(filename="feeds.opml", data=f"<opml version='2.0'><body>{rows}</body></opml>".encode())
    with capture_logs() as logged:
        told = await asked(bot, "feed import", file=file)
    assert "N2: ließ sich gerade nicht speichern. Versuch es noch einmal" in told
    assert "sqlite3" not in told
    assert english_in(told) == set(), told
    assert [one["reason"][:27] for one in logged if one["log_level"] == "error"] == [
        "The database file /srv/news"
    ]
