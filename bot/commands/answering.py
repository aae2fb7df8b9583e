"""How commands answer: at once "thinking", within fifteen minutes the answer, both for the asker's eyes."""

import functools
import json
from collections.abc import Callable, Coroutine
from typing import Any

import discord
import structlog
from discord import app_commands
from discord.http import Route

from bot.commands.mistake import Mistake
from bot.commands.patience import in_time
from bot.desk import Desk
from bot.render.limits import CHOICE_NAME, CHOICES, fit
from bot.render.message import RenderedMessage
from bot.turns import asked_by
from bot.words import language_of, speak

log = structlog.get_logger()

Choices = list[app_commands.Choice[str]]
Suggest = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]


def desk_of(interaction: discord.Interaction[Any]) -> Desk:
    """What the command may use."""
    desk = interaction.client.desk
    assert isinstance(desk, Desk)
    return desk


def speak_to(interaction: discord.Interaction[Any]) -> None:
    """From now on this task speaks the asker's language, and works for this question of theirs."""
    asked_by(interaction.user.id, interaction.id)
    speak(language_of(interaction.locale.value))


async def think(interaction: discord.Interaction[Any]) -> None:
    """Acknowledge in time, whatever the work will take."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def say(interaction: discord.Interaction[Any], message: RenderedMessage) -> None:
    """Give the answer, as the first response or in place of "thinking"; with files in place of it alone."""
    if not interaction.response.is_done():
        embeds = [discord.Embed.from_dict(embed) for embed in message.embeds]
        await interaction.response.send_message(embeds=embeds, ephemeral=True)
        return
    route = Route(
        "PATCH",
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhook_id=interaction.application_id,
        webhook_token=interaction.token,
    )
    await interaction.client.http.request(route, **_body(message))


def _body(message: RenderedMessage) -> dict[str, Any]:
    """What goes over the wire: JSON, or with files a form that holds it (Discord, "Uploading Files")."""
    if not message.files:
        return {"json": message.payload()}
    told = {
        "name": "payload_json",
        "value": json.dumps(message.payload()),
        "content_type": "application/json",
    }
    files = [
        {"name": f"files[{at}]", "value": file.data, "filename": file.name, "content_type": file.content_type}
        for at, file in enumerate(message.files)
    ]
    return {"form": [told, *files]}


async def say_aside(interaction: discord.Interaction[Any], message: RenderedMessage) -> None:
    """Say it beside the message whose button was pressed, for the asker alone; after `think` in its place."""
    if interaction.response.type is not discord.InteractionResponseType.deferred_message_update:
        await say(interaction, message)
        return
    route = Route(
        "POST",
        "/webhooks/{webhook_id}/{webhook_token}",
        webhook_id=interaction.application_id,
        webhook_token=interaction.token,
    )
    flags = message.flags | discord.MessageFlags.ephemeral.flag
    await interaction.client.http.request(route, json=message.payload() | {"flags": flags})


def choices(named: list[tuple[str, str]]) -> Choices:
    """Suggestions of (name, value), as many and as long as Discord takes."""
    return [
        app_commands.Choice(name=fit(name, CHOICE_NAME) or value, value=value)
        for name, value in named[:CHOICES]
    ]


def suggesting(suggest: Suggest) -> Suggest:
    """An autocomplete that always answers: in trouble or too late nothing is suggested; a bug is logged."""

    @functools.wraps(suggest)
    async def answered(interaction: discord.Interaction[Any], current: str) -> Choices:
        try:
            return await in_time(suggest(interaction, current), [])
        except Mistake:  # of that place or what was typed: the command says it when it is sent
            return []
        except Exception:
            log.exception("no suggestions", suggesting=suggest.__name__)
            return []

    return answered
