"""A question before what cannot be taken back."""

import sys

import typer

from config.errors import WirewatchError


def agreed(question: str) -> bool:
    """Whether whoever is at the terminal says yes; WirewatchError where nobody is there to say so."""
    try:
        return typer.confirm(question)
    except typer.Abort:
        if sys.stdin is not None and sys.stdin.isatty():
            raise
        print(file=sys.stderr)  # the question's line is still open
        raise WirewatchError(
            "Nobody was there to answer, and nothing was changed: say --yes to have it done unasked."
        ) from None
