"""One archive, one bot; and which bot Discord says a token belongs to."""

import pytest
from pydantic import SecretStr

from bot.account import Account, account_of, ask_account
from bot.rest import Denied, Rest, Told, Unreached
from bot.whose import BOT, another_bot, note_bot, refuse_another_bot
from config.errors import ConfigurationError
from config.settings import Settings
from storage.archive import Archive
from storage.queue import NoNudges
from tests.fakes.discord import FakeDiscord, token_of

ONE, OTHER = "123456789012345678", "234567890123456789"


async def test_another_bots_token_is_refused_until_it_is_said_to_take_over(sqlite_url: str) -> None:
    archive = await Archive.open(sqlite_url, NoNudges())
    try:
        await refuse_another_bot(Settings(discord_token=SecretStr(token_of(ONE))), archive)
        await note_bot(archive, ONE)
        await refuse_another_bot(Settings(discord_token=SecretStr(token_of(ONE))), archive)
        with pytest.raises(ConfigurationError, match=f"belongs to bot {ONE}.*WIREWATCH_BOT_ID={OTHER}"):
            await refuse_another_bot(Settings(discord_token=SecretStr(token_of(OTHER))), archive)
        await refuse_another_bot(Settings(discord_token=SecretStr(token_of(OTHER)), bot_id=OTHER), archive)
        assert await archive.guilds.note_of(BOT) == ONE, "Discord has not accepted the token"
        await note_bot(archive, OTHER)
        await refuse_another_bot(Settings(discord_token=SecretStr(token_of(OTHER))), archive)
        await refuse_another_bot(Settings(discord_token=SecretStr("says.nothing.of-it")), archive)
    finally:
        await archive.close()
    assert "`bot_id` names" in (another_bot(OTHER, ONE, OTHER) or "")


async def test_token_that_discord_does_not_accept_leaves_the_database_to_any_bot(sqlite_url: str) -> None:
    archive = await Archive.open(sqlite_url, NoNudges())
    try:
        await refuse_another_bot(Settings(discord_token=SecretStr(token_of(OTHER))), archive)
        await refuse_another_bot(Settings(discord_token=SecretStr(token_of(ONE))), archive)
        assert await archive.guilds.note_of(BOT) is None
    finally:
        await archive.close()


async def test_account_is_what_discord_says_of_the_token() -> None:
    async with FakeDiscord() as discord:
        async with Rest(discord.token, discord.rest_url) as rest:
            found = await ask_account(rest)
        assert isinstance(found, Account)
        world = discord.backend.world
        assert (found.bot, found.name) == (str(world.me.id), "wirewatch")
        assert (found.owner, found.owner_name) == (str(world.owner.id), "owner")
        assert found.privileged == ()
        assert found.date is not None
        async with Rest("revoked.token.of-old", discord.rest_url) as rest:
            assert isinstance(denied := await ask_account(rest), Denied)
            assert denied.status == 401
        asked = len(discord.requests)
        async with Rest("no token\r\nX: y", discord.rest_url) as rest:
            assert isinstance(await ask_account(rest), Denied)
        assert len(discord.requests) == asked
        discord.faults.garble("GET", "/users/@me")
        discord.faults.rate_limit("GET", "/oauth2/applications/@me", retry_after=0.01)
        async with Rest(discord.token, discord.rest_url) as rest:
            assert isinstance(odd := await ask_account(rest), Unreached)
            assert "is not Discord" in odd.reason
        assert discord.violations == []
    async with Rest(discord.token, discord.rest_url) as rest:
        assert isinstance(await ask_account(rest), Unreached)


def test_intents_that_are_switched_on_are_named() -> None:
    user = Told(body={"id": ONE, "username": "wire"})
    team = {"id": ONE, "flags": 1 << 15 | 1 << 18, "team": {"owner_user_id": OTHER, "name": "Desk"}}
    found = account_of(user, Told(body=team))
    assert isinstance(found, Account)
    assert found.privileged == ("Server Members Intent", "Message Content Intent")
    assert (found.owner, found.owner_name) == (OTHER, "Desk")
    oddities: tuple[object, ...] = (None, [], "login", {"id": 5})
    for odd in oddities:
        assert isinstance(account_of(Told(body=odd), Told(body=odd)), Unreached)
