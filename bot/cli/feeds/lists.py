"""`wirewatch feeds import` and `export`: whole lists, as OPML."""

import os
import sys
from collections import deque
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import Final

from bot.cli.feeds.bureau import Bureau, CannotError
from bot.cli.feeds.words import counted
from bot.exporting.writing import may_tell, warning
from bot.opml import listed
from bot.setting_up.files import replace_private
from config.errors import StorageError
from feeds.guard import shown
from feeds.opml import MAX_BYTES, OpmlReading, Remark, read_opml

Told = tuple[Remark, Callable[[str], None]]
"""What is to be said of a line, and how."""

STANDARD = Path("-")
WEB: Final = ("http:", "https:")
NO_FILE: Final = (
    "That is an address, and import wants a file. Save the list first, or pipe it in:\n"
    "curl ADDRESS | wirewatch feeds import -"
)


async def bring_in(bureau: Bureau, file: Path) -> int:
    """Read every feed of the list from now on; returns the exit status. CannotError for what is no list."""
    found = read_opml(_bytes(file))
    if not found.is_list:
        raise CannotError("\n".join(map(str, found.problems)))
    held = {row.feed.address: row.paused_at for row in await bureau.subscriptions()}
    told: list[Told] = [(remark, bureau.tell) for remark in found.repeated]
    told += [(remark, bureau.complain) for remark in found.problems]
    waiting = deque(sorted(told, key=_place))
    wanted = [outline for outline in found.outlines if outline.address not in held]
    brought = await bureau.archive.subscriptions.bring_in(bureau.guild, wanted, "operator", bureau.now())
    added = unkept = 0
    for outline in found.outlines:
        _say(waiting, outline.sourceline)
        where = f"Line {outline.sourceline}: {outline.outlet or shown(outline.address)}"
        new = brought.get(outline.address, False)
        if isinstance(new, StorageError):
            bureau.complain(f"{where}: {new}")
            unkept += 1
            continue
        had = "paused here" if held.get(outline.address) else "read already"
        bureau.tell(f"{where} is {'read from now on' if new else had}.")
        added += new is True
    _say(waiting, inf)
    return _sum_up(bureau, found, added, unkept)


def _say(waiting: deque[Told], until: float) -> None:
    """Say what is waiting of the lines up to this one."""
    while waiting and _place(waiting[0]) <= until:
        remark, say = waiting.popleft()
        say(str(remark))


def _sum_up(bureau: Bureau, found: OpmlReading, added: int, unkept: int) -> int:
    """Say what an import came to; returns the exit status."""
    wrong, read = len(found.problems) + unkept, len(found.outlines) - unkept
    if not (read or wrong):
        bureau.tell("The list is empty: it names no feed.")
        return 0
    bureau.tell(
        f"{counted(added, 'feed is', 'feeds are')} new, {read - added} read already; "
        f"{counted(wrong, 'line is', 'lines are')} wrong."
    )
    return (1 if read else 2) if wrong else 0


def _place(told: Told) -> float:
    """The line that a remark is about; what is said of the whole list comes last."""
    return inf if told[0].sourceline is None else float(told[0].sourceline)


def _bytes(file: Path) -> bytes:
    """The file as far as a list may go, and a byte more where it goes on."""
    try:
        if file == STANDARD:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        if str(file).startswith(WEB):
            raise CannotError(NO_FILE) from None
        raise CannotError(f"{file} cannot be read: {error.strerror}. Name a list in OPML.") from None


async def take_out(bureau: Bureau, file: Path) -> int:
    """Write the list; returns the exit status."""
    rows = await bureau.subscriptions()
    _write(file, listed(rows))
    if file != STANDARD:
        bureau.tell(f"{counted(len(rows), 'feed', 'feeds')} written to {file}.")
    if keyed := sum(may_tell(row.feed.address) for row in rows):
        bureau.complain(warning(keyed, "a password or a query"))
    return 0


def _write(file: Path, document: bytes) -> None:
    if file == STANDARD:
        sys.stdout.buffer.write(document)
        return
    where = Path(os.path.realpath(file))
    try:
        if where.exists() and not where.is_file():
            where.write_bytes(document)  # a pipe, or a folder, which says so
        else:
            replace_private(where, document.decode())
    except OSError as error:
        raise CannotError(f"{file} cannot be written: {error.strerror}. Name another file.") from None
