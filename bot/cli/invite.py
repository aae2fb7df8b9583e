"""`wirewatch invite`: the link by which a server adds the bot."""

from typing import TYPE_CHECKING

import typer

from bot.cli import app

if TYPE_CHECKING:
    from rich.console import Console

    from config.load import Loaded

MISSING = (
    "There is no DISCORD_TOKEN yet. Discord Developer Portal › New Application › Bot › Reset Token gives "
    "one: set DISCORD_TOKEN, or the file that DISCORD_TOKEN_FILE names, and ask again."
)
CUT = (
    "DISCORD_TOKEN does not say whose bot it is: it may be cut off. Copy it anew (Discord Developer Portal, "
    "your application, Bot, Reset Token)."
)


@app.command()
def invite() -> None:
    """Print the link by which a server adds the bot; asks nobody.

    Exit status: 0 done; 2 not done, and the message says what to do.
    """
    from bot.cli.answering import answered

    answered(_told)


def _told(loaded: "Loaded", _: "Console") -> int:
    from bot.invite import PERMISSIONS, account_link, application_of, invite_link
    from config.errors import ConfigurationError

    token = loaded.settings.discord_token
    if token is None:
        raise ConfigurationError(MISSING)
    application = application_of(token.get_secret_value())
    if application is None:
        raise ConfigurationError(CUT)
    typer.echo("Add Wirewatch to a server (needs Manage Server there):")
    typer.echo(invite_link(application))
    typer.echo("\nIt asks for:")
    for one in PERMISSIONS:
        typer.echo(f"  {one.name}: {one.reason}")
    typer.echo("\nFor your own account, so that right clicks work everywhere:")
    typer.echo(account_link(application))
    return 0
