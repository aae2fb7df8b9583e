"""One archive, one bot: what another bot posted can be neither edited nor found again."""

from typing import Final

import structlog

from bot.invite import application_of
from config.errors import ConfigurationError, StorageError
from config.settings import Settings
from storage.archive import Archive

log = structlog.get_logger()

BOT: Final = "bot"
"""The archive's note of which bot it was last used with: the id of its user."""


def another_bot(found: str, configured: str | None, noted: str | None) -> str | None:
    """What is wrong where the token's bot is not the one that is configured, or else was noted; or None."""
    if configured is not None and configured != found:
        return (
            f"DISCORD_TOKEN is the token of bot {found}, and the setting `bot_id` names {configured}. "
            "Set that bot's token, or `bot_id` to the bot that is to take over."
        )
    if configured is None and noted is not None and noted != found:
        return (
            f"DISCORD_TOKEN is the token of bot {found}, and the database belongs to bot {noted}, whose "
            "messages no other bot can edit. Set that bot's token; or WIREWATCH_DATA to another folder, for "
            f"what this bot keeps; or WIREWATCH_BOT_ID={found} to let it take over."
        )
    return None


async def refuse_another_bot(settings: Settings, archive: Archive) -> None:
    """ConfigurationError where the token is another bot's than the archive's.

    Asks nobody: a token begins with its bot's id. One that does not is for Discord to judge.
    """
    token = settings.discord_token
    found = None if token is None else application_of(token.get_secret_value())
    if found is None:
        return
    wrong = another_bot(found, settings.bot_id, await archive.guilds.note_of(BOT))
    if wrong is not None:
        raise ConfigurationError(wrong)


async def note_bot(archive: Archive, bot: str) -> None:
    """From now on the archive is this bot's, whose token Discord has accepted: any other may be mistyped.

    Raises nothing; where it cannot be noted, it is at the next signing in.
    """
    try:
        if await archive.guilds.note_of(BOT) != bot:
            await archive.guilds.note(BOT, bot)
    except StorageError as error:
        log.error("which bot the database belongs to could not be noted", reason=str(error))
