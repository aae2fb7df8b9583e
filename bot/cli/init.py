"""`wirewatch init`: a first run."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli import app


@app.command()
def init(
    token_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A file that holds the bot's token (- for standard input, with --yes)."
        ),
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="ID", help="The Discord account of who runs this bot; - for nobody.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Your time zone, such as Europe/Berlin, or a city.")
    ] = None,
    languages: Annotated[
        str | None, typer.Option(help="Languages of the starter feeds: en, de, fr, es.")
    ] = None,
    starters: Annotated[
        str | None, typer.Option(metavar="TOPICS", help="Their topics, with commas between; all, or none.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing: what is not said is as proposed, files are changed.")
    ] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask Discord about the token.")] = False,
) -> None:
    """Ask for what is needed, check it, and write .env and wirewatch.toml in this folder.

    Each answer has a proposal. Over a pipe a line is an answer.

    Exit status: 0 written; 2 not, and the message says what to do.
    """
    from dataclasses import replace

    from bot.setting_up.beginning import proposed
    from bot.setting_up.session import Said, session

    said = {"owner": owner, "zone": zone, "languages": languages, "starters": starters}
    session(
        Said(
            token_file=token_file,
            proposed=lambda begun, environ: replace(
                proposed(begun, environ), **{name: one for name, one in said.items() if one is not None}
            ),
            yes=yes,
            offline=offline,
        )
    )
