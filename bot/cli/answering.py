"""How a command begins and ends: settings read, trouble told in words, the exit status."""

import os
from collections.abc import Callable
from pathlib import Path

import typer
from rich.console import Console

from bot import logs
from bot.cli.streams import forgive
from config.errors import WirewatchError
from config.load import Loaded, load


def answered(work: Callable[[Loaded, Console], int]) -> None:
    """Do the work and exit with the status that it comes back with; with 2 for what people must mend.

    The console is that of trouble.
    """
    forgive()
    err = Console(stderr=True)
    try:
        loaded = load(os.environ, Path.cwd())
        logs.set_up(
            loaded.settings.log_level or "warning", loaded.settings.log_format, loaded.settings.secrets
        )
        for note in loaded.notes:
            err.print(logs.hidden(note), markup=False, highlight=False, soft_wrap=True)
        status = work(loaded, err)
    except WirewatchError as error:
        err.print("[bold red]That could not be done.[/]")
        for line in logs.hidden(str(error)).splitlines():
            err.print(line, markup=False, highlight=False, soft_wrap=True)
        status = 2
    if status:
        raise typer.Exit(status)
