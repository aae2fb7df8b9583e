"""`wirewatch feeds`: a server's feeds from the command line, also while the bot runs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli.command_list import CommandList

feeds = typer.Typer(
    cls=CommandList,
    no_args_is_help=True,
    help="Add, list, check, import, export and remove the feeds that a server reads.\n\n"
    "They work on the database that the settings name, also while the bot runs.\n\n"
    "Exit status: 0 done; 1 done in part, or there is no feed; 2 not done, and the message says what to do.",
)

Guild = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        help="The server; without it the only one the bot is in, or the terminal where it is in none.",
    ),
]
Chosen = Annotated[
    str, typer.Argument(metavar="ID|URL", help="The feed's number in the list, or its address.")
]


@feeds.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, or a page that has one.")],
    outlet: Annotated[
        str | None, typer.Option(help="Its outlet's name; the feed's own title unless you say.")
    ] = None,
    backlog: Annotated[
        Literal["silent", "post"] | None,
        typer.Option(help="What it holds already stays silent (unless you say), or counts as news."),
    ] = None,
    full_text: Annotated[
        Literal["auto", "always", "never"] | None,
        typer.Option(help="Whether its articles' pages are read too; the setting full_text unless you say."),
    ] = None,
    guild: Guild = None,
    check: Annotated[
        bool, typer.Option("--check/--no-check", help="Look what is there first, or do not ask the network.")
    ] = True,
) -> None:
    """Read a feed from now on; a page leads to its feeds.

    Options change a feed that is read already.

    Exit status: 0 it is read; 1 there is no feed; 2 not done, as when there are several feeds to choose from.
    """
    from bot.cli.feeds import adding
    from bot.cli.feeds.bureau import in_bureau

    said = adding.Said(outlet=outlet, backlog=backlog, full_text=full_text)
    in_bureau(lambda bureau: adding.add(bureau, url, said, look_first=check), guild)


@feeds.command(name="list")
def list_feeds(
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON array, for machines.")] = False,
    guild: Guild = None,
) -> None:
    """Show what is read, how it does, and when Wirewatch looks again.

    A table for people, lines with tabs where it is piped.
    """
    from bot.cli.feeds import listing
    from bot.cli.feeds.bureau import in_bureau

    in_bureau(lambda bureau: listing.show(bureau, as_json=as_json), guild)


@feeds.command()
def check(
    feed: Annotated[
        str, typer.Argument(metavar="URL|ID", help="An address, or a feed's number in the list.")
    ],
    guild: Guild = None,
) -> None:
    """Look at a feed now and explain everything about it; nothing is changed.

    Exit status: 0 it is a feed; 1 it is none, and what to do.
    """
    from bot.cli.feeds import checking
    from bot.cli.feeds.bureau import in_bureau

    in_bureau(lambda bureau: checking.check(bureau, feed), guild)


@feeds.command(name="import")
def import_list(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A list in OPML; - for standard input.")],
    guild: Guild = None,
) -> None:
    """Read every feed of an OPML list, and tell line by line what came of it.

    Exit status: 0 all is read; 1 some lines were wrong, the others are read; 2 nothing could be read.
    """
    from bot.cli.feeds import lists
    from bot.cli.feeds.bureau import in_bureau

    in_bureau(lambda bureau: lists.bring_in(bureau, file), guild)


@feeds.command(name="export")
def export_list(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; - for standard output.")] = Path(
        "-"
    ),
    guild: Guild = None,
) -> None:
    """Write what is read as an OPML list, which `import` reads back to the same."""
    from bot.cli.feeds import lists
    from bot.cli.feeds.bureau import in_bureau

    in_bureau(lambda bureau: lists.take_out(bureau, file), guild)


@feeds.command()
def remove(feed: Chosen, guild: Guild = None) -> None:
    """Read a feed no longer; its articles stay.

    What wirewatch.toml declares is removed there.
    """
    from bot.cli.feeds import removing
    from bot.cli.feeds.bureau import in_bureau

    in_bureau(lambda bureau: removing.remove(bureau, feed), guild)


@feeds.command()
def resume(
    feed: Annotated[
        str, typer.Argument(metavar="ID|URL", help="The feed's number in the list, or its address.")
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="All that fail, are paused or are gone.")] = False,
    guild: Guild = None,
) -> None:
    """Look again at a feed that fails or is gone, or read one again that was paused.

    With --all those in trouble alone.
    """
    from bot.cli.feeds import removing
    from bot.cli.feeds.bureau import in_bureau

    in_bureau(lambda bureau: removing.resume(bureau, feed, every=every), guild)
