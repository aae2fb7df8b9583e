"""`wirewatch processes`: who works on the database, what waits for them, and what was set aside."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import app

if TYPE_CHECKING:
    from rich.console import Console

    from config.load import Loaded


@app.command()
def processes(
    most: Annotated[
        int, typer.Option("--limit", min=1, max=1000, help="How many articles that were set aside.")
    ] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for machines.")] = False,
) -> None:
    """Show which processes work on the database, how much waits for them, and what they set aside, and why.

    A process is heard of every few seconds, and counts as dead when it was not for twenty. On SQLite the only
    one there may be is not listed. Exit status: 0 done; 1 nothing runs; 2 not done, and the message says what
    to do.
    """
    import asyncio

    from rich.console import Console

    from bot.cli.answering import answered
    from bot.cli.working import look, show

    def begun(loaded: "Loaded", err: "Console") -> int:
        seen = asyncio.run(look(loaded.settings.database, most))
        return show(seen, Console(), err, as_json=as_json)

    answered(begun)
