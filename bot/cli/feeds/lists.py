"""`wirewatch feeds import` and `export`: whole lists, as OPML."""

import sys
from pathlib import Path

from bot.cli.feeds.bureau import Bureau, CannotError
from bot.cli.feeds.words import counted
from config.errors import StorageError
from feeds.guard import shown
from feeds.opml import MAX_BYTES, Outline, read_opml, write_opml
from storage.model import Subscription

STANDARD = Path("-")


async def bring_in(bureau: Bureau, file: Path) -> int:
    """Read every feed of the list from now on; returns the exit status."""
    listed = read_opml(_bytes(file))
    added, already, problems = 0, 0, list(listed.problems)
    held = {row.feed.address for row in await bureau.subscriptions()}
    for outline in listed.outlines:
        where = f"Line {outline.sourceline}: {outline.outlet or shown(outline.address)}"
        try:
            new = outline.address not in held and await _subscribe(bureau, outline)
        except StorageError as error:
            problems.append(f"{where}: {error}")
            continue
        bureau.tell(f"{where} is {'read from now on' if new else 'read already'}.")
        added, already = added + new, already + (not new)
    for repeated in listed.repeated:
        bureau.tell(repeated)
    for problem in problems:
        bureau.complain(problem)
    bureau.tell(
        f"{counted(added, 'feed is', 'feeds are')} new, {already} read already; "
        f"{counted(len(problems), 'line is', 'lines are')} wrong."
    )
    return 1 if problems else 0


async def _subscribe(bureau: Bureau, outline: Outline) -> bool:
    row = await bureau.archive.feeds.add(
        address=outline.address,
        outlet=outline.outlet,
        title=outline.title,
        backlog=outline.backlog,
        full_text=outline.full_text,
        now=bureau.now(),
    )
    return await bureau.archive.subscriptions.subscribe(
        bureau.guild, row.id, "operator", bureau.now(), topic=outline.topic
    )


def _bytes(file: Path) -> bytes:
    """The file as far as a list may go, and a byte more where it goes on."""
    try:
        if file == STANDARD:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise CannotError(f"{file} cannot be read: {error.strerror}. Name a list in OPML.") from None


async def take_out(bureau: Bureau, file: Path) -> int:
    """Write the list; returns the exit status."""
    rows = await bureau.subscriptions()
    _write(file, write_opml(_outline(row) for row in rows))
    if file != STANDARD:
        bureau.tell(f"{counted(len(rows), 'feed', 'feeds')} written to {file}.")
    return 0


def _write(file: Path, document: bytes) -> None:
    if file == STANDARD:
        sys.stdout.buffer.write(document)
        return
    try:
        file.write_bytes(document)
    except OSError as error:
        raise CannotError(f"{file} cannot be written: {error.strerror}. Name another file.") from None


def _outline(row: Subscription) -> Outline:
    feed = row.feed
    return Outline(
        address=feed.address,
        title=feed.title or feed.outlet,
        outlet=feed.outlet or feed.title,
        backlog=feed.backlog,
        full_text=feed.full_text,
        topic=row.topic,
    )
