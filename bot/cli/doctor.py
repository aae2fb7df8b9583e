"""`wirewatch doctor`: what is wrong, and what to do."""

from typing import Annotated

import typer

from bot.cli import app


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON object, for scripts.")] = False,
) -> None:
    """Look at settings, token, permissions, database, disk, clock, feeds and workers; changes nothing.

    Takes half a minute at most, also while the bot runs.

    Exit status: 0 nothing is in trouble; 1 something is, and beside it stands what to do.
    """
    import json
    import os
    from datetime import UTC, datetime
    from importlib.metadata import version
    from pathlib import Path

    from rich.console import Console

    from bot import logs
    from bot.cli.streams import forgive
    from bot.doctor.examining import findings
    from bot.doctor.finding import as_json as as_object
    from bot.doctor.finding import status
    from bot.doctor.shown import shown

    forgive()
    logs.set_up("error", "console", ())
    out, err = Console(), Console(stderr=True)
    with err.status("Looking …") if err.is_terminal else err.capture():
        found = findings(os.environ, Path.cwd())
    if as_json:
        checked_at = datetime.now(UTC).isoformat(timespec="seconds")
        typer.echo(
            json.dumps(as_object(found, version("wirewatch"), checked_at), ensure_ascii=False, indent=2)
        )
    else:
        for line in shown(found):
            out.print(line, soft_wrap=True)
    if status(found):
        raise typer.Exit(1)
