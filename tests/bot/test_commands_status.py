"""/status, the "Why?" button, and how trouble is answered."""

import re
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.sending.sender import DiscordSender
from config.errors import WorkerError
from tests.bot.asking import ask, guild, suggested, wire
from tests.bot.conftest import Bot
from tests.bot.news import NOON, alert, delivery, digest
from tests.fakes.discord import EVERYONE


async def test_status_counts_what_is_this_guilds(bot: Bot) -> None:
    feed = await bot.archive.feeds.add(address="https://a.example/", outlet="A", now=NOON)
    await bot.archive.subscriptions.subscribe(str(guild(bot).id), feed.id, "command", NOON)
    shown = await ask(bot, "status now")
    assert "Feeds: 1" in shown
    assert "Watches: 0, digests: 0" in shown
    assert "version" in shown
    assert "gateway" in shown


async def test_status_is_for_everyone(bot: Bot) -> None:
    reader = bot.discord.add_member(guild(bot))
    asked = await bot.discord.interact("status now", user=reader, permissions=EVERYONE)
    assert "Feeds: 0" in (await asked.answer()).text


async def test_why_tells_reasons_and_sources_also_after_a_restart(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = delivery(alert(), target=f"channel:{wire(bot).id}")
    await DiscordSender(bot.client).send(sent)

    async def find(delivery_id: int) -> Any:
        return sent if delivery_id == 5 else None

    monkeypatch.setattr(bot.archive.deliveries, "find", find)
    [message] = bot.discord.messages(wire(bot))
    await bot.client.close()
    await bot.discord.wait_for(lambda d: len(d.gateway.identifies) > 1 and d.connected, 10, "a new session")
    asked = await bot.discord.click(message, "why:5")
    shown = await asked.answer()
    assert asked.ephemeral
    assert "names António Guterres, whom this channel watches" in shown.text
    assert "Harbour Courier: [Talks](https://harbour.example/a)" in shown.text


async def test_why_of_another_channel_or_forgotten_is_not_told(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    await DiscordSender(bot.client).send(delivery(digest(), target=f"channel:{wire(bot).id}"))

    async def find(_: int) -> Any:
        return delivery(alert(), target="channel:999")

    [message] = bot.discord.messages(wire(bot))
    asked = await bot.discord.click(message, "why:5")
    assert "no longer knows" in (await asked.answer()).text
    monkeypatch.setattr(bot.archive.deliveries, "find", find)
    asked = await bot.discord.click(message, "why:5")
    assert "no longer knows" in (await asked.answer()).text


async def test_unexpected_error_is_answered_with_a_reference_that_is_logged(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(bot.archive, "status", broken)
    with capture_logs() as lines:
        shown = await ask(bot, "status now")
    assert "secret detail" not in shown
    found = re.search(r"`([0-9a-f]{8})`", shown)
    assert found is not None
    [line] = [line for line in lines if line["event"] == "command failed"]
    assert line["reference"] == found[1]
    assert isinstance(line["exc_info"], ZeroDivisionError)


async def test_broken_button_is_answered_too(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_: object) -> None:
        raise ZeroDivisionError

    await DiscordSender(bot.client).send(delivery(alert(), target=f"channel:{wire(bot).id}"))
    monkeypatch.setattr(bot.archive.deliveries, "find", broken)
    [message] = bot.discord.messages(wire(bot))
    asked = await bot.discord.click(message, "why:5")
    assert "reference" in (await asked.answer()).text


async def test_broken_suggestions_are_empty(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(bot.archive.watches, "of_guild", broken)
    assert await suggested(bot, "watch remove", "watch", "") == []


async def test_work_that_takes_too_long_is_answered(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(*_: object, **__: object) -> None:
        raise WorkerError("took longer than 10 s")

    monkeypatch.setattr(bot.client.desk.workers, "run", slow)
    assert "took too long" in await ask(bot, "summary", text="Some words of a text.")


async def test_expired_interaction_is_quiet(bot: Bot) -> None:
    asked = await bot.discord.interact("status now")
    bot.discord.clock.advance(timedelta(seconds=4))
    with capture_logs() as lines:
        await bot.discord.wait_for(
            lambda d: [r for r in d.requests if r.path.endswith("/callback") and r.status == 404], 5
        )
        assert (await ask(bot, "status now")).startswith("Wirewatch")
    assert not [line for line in lines if line["log_level"] == "error"]
    assert asked.first is None
    bot.discord.take_violations("unanswered")
