"""Which schema a database has, beside the one that this code was written for.

A revision is four digits, and a letter where it only added to the one of these digits: tables, and columns
that code which does not know them can leave alone. So "0009a" serves whoever was written for "0009", and
nobody who was written for "0008" works on either.
"""

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import URL

from config.errors import OutgrownError, StorageError
from storage.schema import HEAD, VERSION_TABLE
from storage.trouble import place

_DIGITS: Final = 4

KEPT: Final[sa.Select[Any]] = sa.select(sa.column("version_num", sa.Text)).select_from(
    sa.table(VERSION_TABLE)
)
"""The revision that a database says it is at."""


def serves(found: str | None, wanted: str = HEAD) -> bool:
    """Whether code written for one revision works on a database of the other."""
    return found is not None and found[:_DIGITS] == wanted[:_DIGITS] and found >= wanted


def is_older(found: str, wanted: str = HEAD) -> bool:
    """Whether the database is to be brought up to date."""
    return found < wanted


def is_newer(found: str, wanted: str = HEAD) -> bool:
    """Whether only a newer version's code works on it: a letter after the digits only adds to them."""
    return found[:_DIGITS] > wanted[:_DIGITS]


def refuse_older(found: str | None, url: URL) -> None:
    """StorageError where a migration would be needed, which a command that is only to look must not do."""
    if found is not None and is_older(found):
        raise StorageError(
            f"{place(url)} is an older Wirewatch's (its revision is {found}, this one's {HEAD}). "
            "A command does not bring it up to date, as older processes may be at work on it.\n"
            "Stop them, back it up, and start `wirewatch run` in this version, which does. "
            "Until then use the older version's commands."
        )


def refuse_outgrown(found: str | None, url: URL) -> None:
    """OutgrownError where the database is no longer what this process, which runs, was written for."""
    if serves(found):
        return
    if found is not None and is_older(found):
        raise OutgrownError(
            f"{place(url)} has become an older Wirewatch's while this process ran (its revision is {found}, "
            f"this one's {HEAD}), as a backup does that is restored.\n"
            "Start this process again: it brings the database up to date."
        )
    raise OutgrownError(
        f"{place(url)} was brought to revision {found} by a newer Wirewatch while this process, which knows "
        f"{HEAD}, ran. It has ended and leaves its work to the others.\n"
        "Update this process to the version that they run, and start it again."
    )
