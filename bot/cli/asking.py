"""A question before what cannot be taken back."""

import sys

import typer

from config.errors import WirewatchError

NOBODY = "Nobody was there to answer, and nothing was changed: say --yes to have it done unasked."


def agreed(question: str) -> bool:
    """Whether whoever is at the terminal says yes; WirewatchError where nobody is there to say so."""
    if sys.stdin is None:
        raise WirewatchError(NOBODY)
    try:
        return typer.confirm(question, err=True)
    except typer.Abort as abort:
        if sys.stdin.isatty() or not isinstance(abort.__context__, EOFError):
            raise
        typer.echo(err=True)  # the question's line is still open
        raise WirewatchError(NOBODY) from None
