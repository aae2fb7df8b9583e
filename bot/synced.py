"""Which commands Discord knows, and telling it of others: only where they changed."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

import aiohttp
import discord
import structlog
from discord import app_commands

from storage.archive import Archive

log = structlog.get_logger()

SYNCED: Final = "commands synced"
"""The archive's note of which commands Discord was last told of."""

INVALID_FORM: Final = 50035
"""Discord's code for a body that breaks its rules; discord.py then says which command does."""

Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


async def tell_commands(tree: app_commands.CommandTree[Any], archive: Archive) -> None:
    """Tell Discord of the commands where they differ from what it was told last.

    Where Discord does not take them they stay as it knows them, and are told again next time.
    """
    commands = tree.get_commands()
    payload = await payload_of(tree, commands)
    fingerprint = _fingerprint(tree.client.application_id, payload)
    if await archive.guilds.note_of(SYNCED) == fingerprint:
        return
    try:
        await _tell(tree, commands, payload)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as refusal:
        reason = str(refusal)[:500]
        log.error("Discord did not take the commands; they are told again later", reason=reason)
        return
    await archive.guilds.note(SYNCED, fingerprint)
    log.info("commands told to Discord", commands=len(payload))


async def payload_of(tree: app_commands.CommandTree[Any], commands: Sequence[Command]) -> list[Any]:
    """All that Discord is told of the commands: where they are offered, menus and translations too."""
    translator = tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, translator) for command in commands]


async def _tell(tree: app_commands.CommandTree[Any], commands: Sequence[Command], payload: list[Any]) -> None:
    """What `tree.sync()` does, which would translate everything anew and read what comes back."""
    application = tree.client.application_id
    if application is None:
        raise app_commands.MissingApplicationID
    try:
        await tree.client.http.bulk_upsert_global_commands(application, payload=payload)
    except discord.HTTPException as refusal:
        if refusal.status == 400 and refusal.code == INVALID_FORM:
            raise app_commands.CommandSyncFailure(refusal, list(commands)) from None
        raise


def _fingerprint(application: int | None, payload: list[Any]) -> str:
    told = json.dumps([application, payload], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
