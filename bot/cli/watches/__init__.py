"""`wirewatch watches`: a server's watches from the command line, also while the bot runs."""

from typing import Annotated

import typer

from bot.cli.command_list import CommandList

watches = typer.Typer(
    cls=CommandList,
    no_args_is_help=True,
    help="List a server's watches, and rehearse one on the stories of the last days.\n\n"
    "They work on the database that the settings name, also while the bot runs, and change nothing.\n\n"
    "Exit status: 0 done; 1 there is nothing to show; 2 not done, and the message says what to do.",
)

Guild = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        help="The server; without it the only one the bot is in, or the terminal where it is in none.",
    ),
]


@watches.command(name="list")
def list_watches(
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON array, for machines.")] = False,
    guild: Guild = None,
) -> None:
    """Show what is watched, where it is told, and how.

    A line for each watch, with tabs where it is piped.
    """
    from bot.cli.feeds.bureau import in_bureau
    from bot.cli.watches import listing

    in_bureau(lambda bureau: listing.show(bureau, as_json=as_json), guild, with_actors=True)


@watches.command()
def rehearse(
    watch: Annotated[int, typer.Argument(metavar="ID", help="The watch's number in the list.", min=1)],
    days: Annotated[int, typer.Option(min=1, max=30, help="How many days to look back.")] = 7,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON object, for machines.")] = False,
    guild: Guild = None,
) -> None:
    """Show what a watch would have posted in the last days, when, and why; nothing is posted or written.

    Articles are read again for actors who were added since.

    Exit status: 0 done, be it that it would have posted nothing; 2 not done, and the message says what to do.
    """
    from bot.cli.feeds.bureau import in_bureau
    from bot.cli.watches import rehearsing

    in_bureau(lambda bureau: rehearsing.show(bureau, watch, days, as_json=as_json), guild, with_actors=True)
