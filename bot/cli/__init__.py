"""The `wirewatch` command, a module per group."""

from typing import Annotated

import typer

from bot.cli.renaming import Renaming

app = typer.Typer(
    cls=Renaming,
    no_args_is_help=True,
    add_completion=False,
    # local variables of a fault would be shown, a token among them
    pretty_exceptions_enable=False,
    # help in boxes takes twice as long, for the Markdown and the highlighting that it could show
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib import metadata

        typer.echo(f"wirewatch {metadata.version('wirewatch')}")
        raise typer.Exit


@app.callback()
def wirewatch(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Wirewatch reads the news wires for a Discord server: one event, one message."""


from bot.cli import backup as _backup  # noqa: E402, F401
from bot.cli import doctor as _doctor  # noqa: E402, F401
from bot.cli import filters as _filters  # noqa: E402, F401
from bot.cli import forget as _forget  # noqa: E402, F401
from bot.cli import health as _health  # noqa: E402, F401
from bot.cli import init as _init  # noqa: E402, F401
from bot.cli import invite as _invite  # noqa: E402, F401
from bot.cli import moving as _moving  # noqa: E402, F401
from bot.cli import preview as _preview  # noqa: E402, F401
from bot.cli import processes as _processes  # noqa: E402, F401
from bot.cli import run as _run  # noqa: E402, F401 - each module adds its commands to `app`
from bot.cli import transfer as _transfer  # noqa: E402, F401
from bot.cli import version as _versions  # noqa: E402, F401
from bot.cli.actors import actors as _actors  # noqa: E402
from bot.cli.deliveries import deliveries as _deliveries  # noqa: E402
from bot.cli.feeds import feeds as _feeds  # noqa: E402
from bot.cli.watches import watches as _watches  # noqa: E402

app.add_typer(_actors, name="actors")
app.add_typer(_feeds, name="feeds")
app.add_typer(_watches, name="watches")
app.command(name="deliveries")(_deliveries)
