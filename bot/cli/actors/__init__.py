"""`wirewatch actors`: whom Wirewatch knows, and how."""

from datetime import datetime
from typing import Annotated, Literal

import typer

from bot.cli.command_list import CommandList

actors = typer.Typer(
    cls=CommandList,
    no_args_is_help=True,
    help="Show, add and remove the people and organisations that can be watched, and explain what is matched."
    "\n\nWhat is added here is known to every server, or with --guild to that server alone, also while the "
    "bot runs. Articles that were read before are not read again."
    "\n\nExit status: 0 done; 1 nothing found; 2 not done, and the message says what to do.",
)

Guild = Annotated[
    str | None,
    typer.Option(metavar="ID", help="A server, whose own actors count too; without it, everybody's alone."),
]
Texts = list[str] | None


@actors.command(name="list")
def list_actors(
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="Only those of whom a name begins so.")] = "",
    kind: Annotated[
        Literal["person", "organisation"] | None, typer.Option(help="Only people, or organisations.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only those of a country, such as PT (ISO 3166-1).")
    ] = None,
    added: Annotated[bool, typer.Option("--added", help="Only those that are not shipped.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON array, for machines.")] = False,
    guild: Guild = None,
) -> None:
    """Show who can be watched.

    A table for people, lines with tabs where it is piped.
    """
    from bot.cli.actors.library import in_library
    from bot.cli.actors.listing import Wanted, show

    wanted = Wanted(text=text, kind=kind, country=country, added=added)
    in_library(lambda library: show(library, wanted, as_json=as_json), guild)


@actors.command()
def show(
    actor: Annotated[str, typer.Argument(metavar="ID", help="An id of the list.")],
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON object, for machines.")] = False,
    guild: Guild = None,
) -> None:
    """Show everything about somebody: names, forms made of them, titles and when they were held."""
    from bot.cli.actors import showing
    from bot.cli.actors.library import in_library

    in_library(lambda library: showing.show(library, actor, as_json=as_json), guild)


@actors.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name, in Latin letters.")],
    kind: Annotated[Literal["person", "organisation"], typer.Option(help="What they are.")] = "person",
    alias: Annotated[
        Texts,
        typer.Option(
            metavar="NAME", help="Another full form: another script, an acronym. It may be repeated."
        ),
    ] = None,
    surname: Annotated[
        Texts,
        typer.Option(
            metavar="NAME", help="A bare surname; of a person, the name's last word unless you say."
        ),
    ] = None,
    title: Annotated[
        Texts, typer.Option(metavar="OFFICE", help="An office held today, such as “Mayor of Lisbon”.")
    ] = None,
    context: Annotated[
        Texts,
        typer.Option(
            metavar="WORD",
            help="An unmistakable surname, or a full form of one word, counts only where the article has one "
            "of these.",
        ),
    ] = None,
    before: Annotated[
        Texts, typer.Option(metavar="WORD", help="A word that, right before, makes it something else.")
    ] = None,
    veto: Annotated[
        Texts, typer.Option(metavar="WORD", help="A word that, right after, makes it something else.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Their country, such as PT (ISO 3166-1).")
    ] = None,
    pronoun: Annotated[Literal["he", "she"] | None, typer.Option(help="Whom “he” or “she” can mean.")] = None,
    unmistakable: Annotated[
        bool, typer.Option("--unmistakable", help="In the news, only they are called by the bare surname.")
    ] = False,
    named: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The id; made of the name unless you say.")
    ] = None,
    guild: Guild = None,
) -> None:
    """Add a person or an organisation, for every server or with --guild for one.

    Refused, with the reasons, where a name is somebody else's already.
    """
    from bot.cli.actors import adding
    from bot.newcomer import Newcomer

    adding.add_actor(
        Newcomer(
            name=name,
            kind=kind,
            aliases=tuple(alias or ()),
            surname=tuple(surname or ()),
            titles=tuple(title or ()),
            context=tuple(context or ()),
            before=tuple(before or ()),
            veto=tuple(veto or ()),
            country=country,
            pronoun=pronoun,
            unmistakable=unmistakable,
            id=named,
        ),
        guild,
    )


@actors.command()
def remove(
    actor: Annotated[str, typer.Argument(metavar="ID", help="An id of the list, of somebody who was added.")],
    guild: Guild = None,
) -> None:
    """Remove somebody who was added. Those shipped, and those of your actors_file, stay."""
    from bot.cli.actors import adding

    adding.remove_actor(actor, guild)


@actors.command()
def suggest(
    days: Annotated[int, typer.Option(min=1, max=365, help="How many days back.")] = 7,
    most: Annotated[int, typer.Option("--limit", min=1, max=200, help="How many names.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON array, for machines.")] = False,
    guild: Guild = None,
) -> None:
    """Show whom articles name most and nobody knows, with contexts and the command that adds them.

    Of every feed, or with --guild of those that the server reads.
    """
    from bot.cli.actors import suggesting

    suggesting.suggest(days, most, guild, as_json=as_json)


@actors.command()
def why(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A text; - for standard input.")],
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Its date: who held a title then; today unless you say.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON array, for machines.")] = False,
    guild: Guild = None,
) -> None:
    """Explain, span by span, which form in a text is taken for whom, or is not, and by which rule.

    Exit status: 0 somebody is found; 1 nobody is.
    """
    from bot.cli.actors import explaining
    from bot.cli.actors.library import in_library

    on = None if published is None else published.date()
    in_library(lambda library: explaining.why(library, text, on, as_json=as_json), guild)
