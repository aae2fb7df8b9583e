"""`wirewatch run`: the whole pipeline in one process, or some roles of it."""

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import app

OUTGROWN = 75
"""The exit status where only a newer version helps (EX_TEMPFAIL of sysexits.h): whoever restarts it may."""


@app.command()
def run(
    once: Annotated[bool, typer.Option("--once", help="Do one round, then exit.")] = False,
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE",
            help="What this process does: schedule, poll, read, bot; more than one is fine. Default: all.",
        ),
    ] = None,
    shards: Annotated[
        str | None,
        typer.Option(
            metavar="N-M/TOTAL",
            help="Which part of Discord's gateway it holds, such as 0-3/16, or of how many: 16.",
        ),
    ] = None,
) -> None:
    """Read the wires and post alerts and digests: to Discord with DISCORD_TOKEN, else to this terminal.

    Exit status: 2 where something is to be mended, which the message names, or where --once did not reach
    Discord; 75 where the database is of a newer Wirewatch, which this process is to be updated to.
    """
    import asyncio
    import gc
    from contextlib import nullcontext

    # what is imported stays: to look through it again and again meanwhile takes an eighth of the start
    gc.disable()
    from rich.console import Console

    from bot import logs, process
    from bot.cli.streams import forgive
    from bot.lock import sole_user
    from config.errors import OutgrownError, WirewatchError
    from config.load import load

    gc.freeze()
    gc.enable()
    forgive()
    err = Console(stderr=True)
    try:
        asked = {"WIREWATCH_ROLE": ",".join(role or ()), "WIREWATCH_SHARDS": shards or ""}
        loaded = load({**os.environ, **{name: said for name, said in asked.items() if said}}, Path.cwd())
        settings = loaded.settings
        level = settings.log_level or ("info" if settings.discord_token else "warning")
        logs.set_up(level, settings.log_format, settings.secrets)
        for note in loaded.notes:
            err.print(logs.hidden(note), markup=False, highlight=False, soft_wrap=True)
        with nullcontext() if settings.is_shared else sole_user(settings.held_folder):
            asyncio.run(process.run(settings, once=once, out=Console(), err=err))
    except WirewatchError as error:
        err.print("[bold red]Wirewatch cannot go on.[/]")
        for line in logs.hidden(str(error)).splitlines():
            err.print(line, markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(OUTGROWN if isinstance(error, OutgrownError) else 2) from None
