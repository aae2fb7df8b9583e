"""`wirewatch deliveries`: what was to be sent, and what came of it."""

from typing import Annotated, Literal

import typer


def deliveries(
    delivery: Annotated[
        int | None, typer.Argument(metavar="ID", help="One delivery, with every try of it.", min=1)
    ] = None,
    target: Annotated[
        str | None, typer.Option(help="Only those to this target, such as channel:123, user:123 or terminal.")
    ] = None,
    state: Annotated[
        Literal["due", "claimed", "unknown", "sent", "superseded", "failed"] | None,
        typer.Option(help="Only those in this state."),
    ] = None,
    most: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many, newest first.")] = 50,
    resume: Annotated[
        str | None,
        typer.Option(metavar="TARGET", help="Send again to a target that refused messages."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for machines.")] = False,
    guild: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="The server; without it the only one the bot is in, or the terminal where it is in none.",
        ),
    ] = None,
) -> None:
    """Show the latest messages of a server and how they fared, or every try of one.

    Exit status: 0 done; 1 there is none; 2 not done, and the message says what to do.
    """
    from bot.cli.deliveries import listing, showing
    from bot.cli.feeds.bureau import in_bureau

    if resume is not None:
        in_bureau(lambda bureau: showing.resume(bureau, resume), guild)
    elif delivery is not None:
        in_bureau(lambda bureau: showing.show(bureau, delivery, as_json=as_json), guild)
    else:
        wanted = listing.Wanted(target=target, state=state, most=most)
        in_bureau(lambda bureau: listing.show(bureau, wanted, as_json=as_json), guild)
