"""`wirewatch export` and `wirewatch import`: a server's settings as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cli.feeds.bureau import Bureau
    from bot.exporting.comparing import Change
    from bot.exporting.model import ServerFile

Guild = Annotated[
    str | None, typer.Option("--guild", metavar="ID", help="The server; without it the only one there is.")
]


@app.command()
def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where to write it; - or nothing for standard output.")
    ] = Path("-"),
    guild: Guild = None,
) -> None:
    """Write what a server has settled as TOML: feeds, own actors, watches, digests, language, rights.

    What belongs to a person is left out. Addresses of feeds may hold keys: the file is for you alone.

    An earlier export is replaced, any other file is not.

    Exit status: 0 done; 1 done, but for what no file can hold; 2 not done, and the message says what to do.
    """
    from bot.cli.feeds.bureau import in_bureau

    in_bureau(lambda bureau: _export(bureau, file), guild, with_actors=True)


@app.command(name="import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `wirewatch export` wrote; - for standard input.")
    ],
    guild: Guild = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Remove what the file does not hold, too.")
    ] = False,
) -> None:
    """Bring a server's settings in line with a file, told change by change; twice is as good as once.

    What cannot be changed is told, and the rest is; but then nothing is removed.

    Exit status: 0 done; 1 part of it could not be; 2 nothing was done, and the message says what to do.
    """
    from bot.cli.feeds.bureau import in_bureau

    in_bureau(lambda bureau: _import(bureau, file, dry_run=dry_run, remove=remove), guild, with_actors=True)


async def _export(bureau: "Bureau", file: Path) -> int:
    from bot.cli.feeds.bureau import CannotError
    from bot.cli.feeds.words import counted
    from bot.exporting.files import STANDARD, put
    from bot.exporting.gathering import gather
    from bot.exporting.writing import secretive, warning, written
    from summarise.actors.roster import roster

    gathered = await gather(bureau.archive, bureau.guild)
    held = gathered.file
    if not bureau.seen and not (held.feed or held.actor or held.watch or held.digest):
        raise CannotError(
            f"Nothing is known of server {bureau.guild}, and nothing was written: correct the id, or invite "
            "the bot and start it once."
        )
    named = {one for watch in held.watch for one in watch.actors}
    named |= {one for digest in held.digest for one in digest.actors}
    catalogue = roster(await bureau.archive.actors.sources()).of(bureau.guild)
    found = {one: catalogue.find(f"{one}{bureau.guild}" if one.endswith("@") else one) for one in named}
    put(written(held, {one: actor.name for one, actor in found.items() if actor}), file)
    if file != STANDARD:
        counts = (
            counted(len(held.feed), "feed", "feeds"),
            counted(len(held.actor), "own actor", "own actors"),
            counted(len(held.watch), "watch", "watches"),
            counted(len(held.digest), "digest", "digests"),
        )
        bureau.tell(f"{file}: {', '.join(counts)}.")
    if count := secretive(held):
        bureau.complain(warning(count))
    for words in gathered.left:
        bureau.complain(words)
    return 1 if gathered.left else 0


async def _import(bureau: "Bureau", file: Path, *, dry_run: bool, remove: bool) -> int:
    from bot.exporting.comparing import changes, staying
    from bot.exporting.files import named, text_of
    from bot.exporting.gathering import gather
    from bot.exporting.moved import as_of_today
    from bot.exporting.reading import read

    said = read(text_of(file), named(file))
    wanted = await as_of_today(said, bureau.archive)
    held = await gather(bureau.archive, bureau.guild)
    if said.server.id not in ("", bureau.guild):
        bureau.complain(f"{named(file)} is of server {said.server.id}, and is applied to {bureau.guild}.")
    for words in (*held.left, *staying(held, wanted)):
        bureau.complain(words)
    found = changes(held, wanted, removes=remove)
    done = await _make(bureau, found, wanted, dry_run=dry_run)
    if not found:
        bureau.tell("Nothing differs.")
    elif dry_run:
        bureau.tell(f"{done} of {len(found)} can be changed; nothing was changed.")
    else:
        bureau.tell(f"{done} of {len(found)} changed.")
    return 0 if done == len(found) else 1


async def _make(bureau: "Bureau", found: "Sequence[Change]", wanted: "ServerFile", *, dry_run: bool) -> int:
    """Make the changes, or only look at them; how many were, or can be."""
    from bot.exporting.applying import Applying
    from bot.logs import hidden
    from config.errors import ConfigurationError, StorageError

    applying = Applying(bureau.archive, bureau.guild, bureau.now())
    done, is_whole = 0, True
    for number, change in enumerate(found):
        if change.unsaid and not is_whole:
            bureau.complain(_left(len(found) - number, dry_run=dry_run))
            break
        bureau.tell(str(change))
        try:
            if dry_run:
                await applying.look(change, wanted)
            else:
                for words in (await applying.apply(change)).splitlines():
                    bureau.complain(f"  {words}")
            done += 1
        except ConfigurationError as error:
            is_whole = is_whole and change.unsaid
            bureau.complain(f"  {'cannot be' if dry_run else 'was not'} done: {hidden(str(error))}")
        except StorageError as error:
            rest = len(found) - number - 1
            bureau.complain(f"  was not done, nor the {rest} after it: {hidden(str(error))}")
            break
    return done


def _left(count: int, *, dry_run: bool) -> str:
    """What is told of removals that an import leaves, as it might remove what it could not replace."""
    many = "1 removal" if count == 1 else f"{count} removals"
    would = "would be" if dry_run else "was" if count == 1 else "were"
    return (
        f"{many} {would} left, as not all could be done of what the file says. Correct that, and import "
        "again with --remove."
    )
