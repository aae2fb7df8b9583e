"""The one place where a command's trouble becomes an answer: what to do, never an exception."""

import math
import secrets
from typing import Any, Final

import discord
import structlog
from discord import app_commands

from bot.commands.answering import say_aside
from bot.commands.mistake import Mistake
from bot.render.answer import notice
from bot.render.escape import escaped, plain
from bot.render.limits import fit
from bot.turns import OccupiedError
from bot.words import t, tn
from config.errors import WorkerError

log = structlog.get_logger()

LONGEST_VALUE: Final = 200

EXPIRED: Final = frozenset({10062, 50027, 10015})
"""Discord's errors for an interaction whose three seconds or fifteen minutes are over."""


async def answer_error(interaction: discord.Interaction[Any], error: Exception) -> None:
    """Answer a mistake with what to do, anything unexpected with an id that is in the log."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if _expired(cause):
        log.info("the interaction had expired before it was answered", command=_name(interaction))
        return
    text = _explained(cause)
    if text is None:
        reference = secrets.token_hex(4)
        log.error("command failed", reference=reference, command=_name(interaction), exc_info=cause)
        text = t(
            "Something went wrong in Wirewatch, and it is not your doing. Try again; if it stays, tell "
            "whoever runs this bot the reference `{reference}`.",
            reference=reference,
        )
    try:
        await say_aside(interaction, notice(text))
    except discord.HTTPException as failure:
        log.warning("an error could not be answered", command=_name(interaction), reason=str(failure)[:300])


def _explained(cause: Exception) -> str | None:
    """What to do, for what people can mend; None for what they cannot."""
    match cause:
        case Mistake():
            return str(cause)
        case WorkerError():
            return t("That took too long or too much memory to read. Try a shorter text or another page.")
        case OccupiedError():
            return t("I am still working on what you asked before. Wait for that answer, then ask again.")
        case app_commands.TransformerError(value=value):
            return t(
                "“{value}” is not something I can use there. If it is a channel, let me view it; otherwise "
                "choose from the list.",
                value=fit(plain(str(value)), LONGEST_VALUE, escaped),
            )
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return t("This command has changed. Reload Discord (Ctrl+R, or restart the app) and try again.")
        case app_commands.NoPrivateMessage():
            return t("This works in a server only.")
        case app_commands.CommandOnCooldown(retry_after=seconds):
            return tn(
                "That is often enough for the moment. Try again in {count} second.",
                "That is often enough for the moment. Try again in {count} seconds.",
                math.ceil(seconds),
            )
        case app_commands.CheckFailure():
            return t("You may not use this command here. Ask someone with Manage Server.")
    return None


def _expired(cause: Exception) -> bool:
    return isinstance(cause, discord.HTTPException) and cause.code in EXPIRED


def _name(interaction: discord.Interaction[Any]) -> str:
    return interaction.command.qualified_name if interaction.command else "button"
