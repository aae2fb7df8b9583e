"""`wirewatch export` and `wirewatch import`: a server's settings as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import app

if TYPE_CHECKING:
    from bot.cli.feeds.bureau import Bureau

Guild = Annotated[
    str | None, typer.Option("--guild", metavar="ID", help="The server; without it the only one there is.")
]


@app.command()
def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to write it; else to standard output.")
    ] = None,
    guild: Guild = None,
) -> None:
    """Write what a server has settled as TOML: feeds, own actors, watches, digests, language, rights.

    What belongs to a person is left out. Exit status: 0 done; 2 not done, and the message says what to do.
    """
    from bot.cli.feeds.bureau import in_bureau

    in_bureau(lambda bureau: _export(bureau, file), guild, with_actors=True)


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `wirewatch export` wrote, or you did.")],
    guild: Guild = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Remove what the file does not hold, too.")
    ] = False,
) -> None:
    """Bring a server's settings in line with a file, told change by change; twice is as good as once.

    Exit status: 0 done; 1 part of it could not be; 2 nothing was done, and the message says what to do.
    """
    from bot.cli.feeds.bureau import in_bureau

    in_bureau(lambda bureau: _import(bureau, file, dry_run=dry_run, remove=remove), guild, with_actors=True)


async def _export(bureau: "Bureau", file: Path | None) -> int:
    import sys

    from bot.exporting.gathering import gather
    from bot.exporting.writing import written
    from summarise.actors.roster import roster

    held = await gather(bureau.archive, bureau.guild)
    named = {one for watch in held.watch for one in watch.actors}
    named |= {one for digest in held.digest for one in digest.actors}
    catalogue = roster(await bureau.archive.actors.sources()).of(bureau.guild)
    found = {one: catalogue.find(f"{one}{bureau.guild}" if one.endswith("@") else one) for one in named}
    text = written(held, {one: actor.name for one, actor in found.items() if actor}, bureau.now())
    if file is None:
        sys.stdout.write(text)
        return 0
    _write(file, text)
    bureau.tell(f"{file}: {len(held.feed)} feeds, {len(held.watch)} watches, {len(held.digest)} digests.")
    return 0


async def _import(bureau: "Bureau", file: Path, *, dry_run: bool, remove: bool) -> int:
    from bot.exporting.applying import Applying
    from bot.exporting.comparing import changes
    from bot.exporting.gathering import gather
    from bot.exporting.reading import read
    from config.errors import ConfigurationError

    wanted = read(_text(file), file)
    found = changes(await gather(bureau.archive, bureau.guild), wanted, removes=remove)
    applying, failed = Applying(bureau.archive, bureau.guild, bureau.now()), 0
    signs = {"add": "+", "change": "~", "remove": "-"}
    for change in found:
        bureau.tell(f"{signs[change.what]} {change.table} {change.name}")
        if dry_run:
            continue
        try:
            await applying.apply(change)
        except ConfigurationError as error:
            bureau.complain(f"  not done: {error}")
            failed += 1
    if not found:
        bureau.tell("Nothing differs.")
    elif dry_run:
        bureau.tell(f"{len(found)} to change; nothing was changed.")
    else:
        bureau.tell(f"{len(found) - failed} of {len(found)} changed.")
    return 1 if failed else 0


def _write(file: Path, text: str) -> None:
    from config.errors import ConfigurationError

    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be written: {error.strerror or error}.") from None


def _text(file: Path) -> str:
    from config.errors import ConfigurationError

    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file} cannot be read: {error}.") from None
