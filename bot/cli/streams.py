"""Standard output and error as people have them: a terminal that lacks a character shows the rest."""

import sys
from io import TextIOWrapper


def forgive() -> None:
    """Let characters that cannot be written be replaced, not raised about."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
