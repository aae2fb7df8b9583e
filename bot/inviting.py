"""Where servers add the bot, said when it has connected."""

import discord
import structlog
from rich.console import Console

from bot.invite import invite_link

log = structlog.get_logger()


def tell_invite(client: discord.Client, out: Console) -> None:
    """Say by which link servers add the bot, plainly where none has."""
    link = invite_link(str(client.application_id))
    if client.guilds:
        log.info("further servers add the bot by this link", link=link)
        return
    out.print("[bold]The bot is in no server yet. Add it to yours:[/]")
    out.print(link, markup=False, highlight=False, soft_wrap=True)
