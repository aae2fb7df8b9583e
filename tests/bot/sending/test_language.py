"""What a server is sent is in the language that it chose, or in its own."""

from dataclasses import replace

import discord
import pytest

from bot.deliver import deliver
from config.phrase import phrase
from summarise.model import Body, Post
from tests.bot.news import alert, digest
from tests.bot.sending.conftest import Press

pytestmark = pytest.mark.asyncio(loop_scope="module")

REASONED = replace(alert(), reasons=(phrase("A second independent source tells it."),))


async def sent(press: Press, body: Body, language: str | None) -> str:
    """All the words of the message that a server which chose that language is sent."""
    wire, guild = await press.open(), str(press.guild.id)
    await press.archive.guilds.speak(guild, language)
    target = f"channel:{wire.id}"
    post = Post(target=target, subject="story:7", part=0, action="post", revision=1, body=body)
    await press.archive.deliveries.put(guild, post, discord.utils.utcnow())
    await deliver(target, outbox=press.archive.deliveries, sender=press.sender, now=discord.utils.utcnow)
    [message] = press.shown(wire)
    return message.text


@pytest.mark.parametrize(
    ("body", "german", "english"),
    [(REASONED, "2 Medien", "2 outlets"), (digest(), "Überblick", "Digest")],
)
async def test_server_is_told_in_its_language(press: Press, body: Body, german: str, english: str) -> None:
    told = await sent(press, body, "de")
    assert german in told
    assert english not in told
    told = await sent(press, body, None)
    assert english in told
    assert german not in told
