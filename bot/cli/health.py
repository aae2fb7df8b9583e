"""`wirewatch health`: how the process of this machine says it is, for people and container health checks."""

from typing import Annotated

import typer

from bot.cli import app


@app.command()
def health(
    live: Annotated[bool, typer.Option("--live", help="Ask only whether it answers at all.")] = False,
) -> None:
    """Ask the running process of these settings whether it is ready: its answer, as JSON.

    It must have been started with WIREWATCH_HEALTH. Exit status: 0 it is ready; 1 it is not, or does not
    answer; 2 the settings name no port, or are wrong.
    """
    import os
    from pathlib import Path

    # neither asyncio nor a log: it is started every few seconds
    from bot.health.asking import ask
    from config.errors import WirewatchError
    from config.load import load

    try:
        settings = load(os.environ, Path.cwd()).settings
    except WirewatchError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    if settings.health_at is None:
        typer.echo(
            "Set WIREWATCH_HEALTH, such as WIREWATCH_HEALTH=8481, and start Wirewatch again.", err=True
        )
        raise typer.Exit(2)
    token = settings.health_token.get_secret_value() if settings.health_token else None
    found = ask(settings.health_at, "/health/live" if live else "/health/ready", token)
    typer.echo(found.told, err=not found.well)
    if not found.well:
        raise typer.Exit(1)
