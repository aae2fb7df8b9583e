"""What PostgreSQL and its driver say, and what a person can do about it.

PostgreSQL's errors are told apart by SQLSTATE (PostgreSQL's manual, appendix A).
"""

import ssl
from collections.abc import Iterator
from socket import gaierror
from typing import Final

from sqlalchemy.exc import DBAPIError

GONE: Final = "does not answer: check that PostgreSQL runs there, and the host and port in the database URL"
_LOST: Final = "broke off the connection: try again; where it goes on, PostgreSQL's log says why"
_MANY: Final = (
    "has no free connection: raise max_connections, lower the setting `pool`, or run fewer processes"
)
_AT_ONCE: Final = "did two things at once that waited for each other; this one was undone: try again"
_POOLED: Final = (
    "forgot a statement that was prepared: connect to PostgreSQL itself, or to a pool in session mode"
)
_FILES: Final = "cannot read or write its own files: see PostgreSQL's log and check its disk"
_DAMAGED: Final = "is damaged: see PostgreSQL's log, and restore it from a backup"

_ADVICE: Final = {
    "08": _LOST,
    "08P01": "did not understand what was sent: connect to PostgreSQL itself, or to a pool in session mode",
    "25006": "may only be read: name the primary, or set default_transaction_read_only to off",
    "25P03": _LOST,
    "26000": _POOLED,
    "28": "refused the user: check the name in the database URL, and in pg_hba.conf who may come from here",
    "28P01": "refused the user name or password: check them in the database URL",
    "3D": "has no such database: create it, or name another in the database URL",
    "3F": "has no schema for this user's tables: create it, or set the user's search_path",
    "40": _AT_ONCE,
    "42501": "refused: the user may not do this; grant it the right on the schema",
    "42P05": _POOLED,
    "53": "has reached a limit of its configuration: see PostgreSQL's log",
    "53100": "has no room left: make room on its disk",
    "53200": "has no memory left: see PostgreSQL's log",
    "53300": _MANY,
    "55P03": "waited too long for what another transaction holds: try again; where it goes on, "
    "pg_stat_activity tells which one",
    "57014": "took too long and was stopped: try again; where it goes on, its server has too much to do",
    "57P": _LOST,
    "57P03": "is starting or stopping: try again in a moment",
    "58": _FILES,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
"""By SQLSTATE or its beginning; the longest that fits holds."""


def advice(error: BaseException) -> str | None:
    """What to tell, as the end of a sentence that begins with the database; None where it is a bug."""
    for told in _causes(error):
        state = getattr(told, "sqlstate", None)
        fitting = [_ADVICE[begin] for begin in sorted(_ADVICE) if str(state).startswith(begin)]
        if fitting:
            return fitting[-1]
        if _named(told, "InvalidCachedStatementError"):
            return "has just been changed by a newer version: try again"
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return _LOST
        # not while a statement ran: on the way in or out
        return GONE if error.statement is None else None
    if isinstance(error, (OSError, TimeoutError)):
        return _unreached(error)
    if _named(error, "TargetServerAttributeNotMatched"):
        return "is on no server of the kind that target_session_attrs in the database URL asks for"
    # asyncpg has no SQLSTATE for it
    return _LOST if from_driver(error) and "connection is closed" in str(error) else None


def wrong_parameter(error: BaseException) -> str | None:
    """What is wrong with what stands in the URL behind the question mark, or None."""
    said = next((told for told in _causes(error) if _named(told, "ClientConfigurationError")), None)
    return None if said is None else f"a parameter is wrong: {said}"


def from_driver(error: BaseException) -> bool:
    """Whether it is an error of asyncpg's."""
    return type(error).__module__.startswith("asyncpg")


def _unreached(error: BaseException) -> str:
    if isinstance(error, ssl.SSLError) or "SSL" in str(error):
        return f"cannot be reached by TLS ({error}): check ssl=…, host and port in the database URL"
    if isinstance(error, gaierror):
        return "is on a host that nobody knows: check the host in the database URL"
    if isinstance(error, PermissionError) and error.filename:
        # asyncpg looks for certificates in the home folder, whether or not any is used
        return f"was not asked: {error.filename} may not be read; let it, or name another folder as HOME"
    return GONE


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__


def _named(error: BaseException, name: str) -> bool:
    return any(kind.__name__ == name for kind in type(error).__mro__)
