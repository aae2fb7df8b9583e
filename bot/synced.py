"""Which commands Discord knows, and telling it of others: only where they changed."""

import hashlib
import json
from typing import Any, Final

import aiohttp
import discord
import structlog
from discord import app_commands

from storage.archive import Archive

log = structlog.get_logger()

SYNCED: Final = "commands synced"
"""The archive's note of which commands Discord was last told of."""


async def tell_commands(tree: app_commands.CommandTree[Any], archive: Archive) -> None:
    """Tell Discord of the commands where they differ from what it was told last.

    Where Discord does not take them they stay as it knows them, and are told again next time.
    """
    fingerprint = await _fingerprint(tree)
    if await archive.guilds.note_of(SYNCED) == fingerprint:
        return
    try:
        told = await tree.sync()
    except (discord.DiscordException, aiohttp.ClientError, OSError) as refusal:
        reason = str(refusal)[:500]
        log.error("Discord did not take the commands; they are told again later", reason=reason)
        return
    await archive.guilds.note(SYNCED, fingerprint)
    log.info("commands told to Discord", commands=len(told))


async def _fingerprint(tree: app_commands.CommandTree[Any]) -> str:
    """Of all that Discord is told of the commands: where they are offered, menus and translations too."""
    translator = tree.translator
    commands = [
        command.to_dict(tree)
        if translator is None
        else await command.get_translated_payload(tree, translator)
        for command in tree.get_commands()
    ]
    told = json.dumps([tree.client.application_id, commands], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
