"""What is wrong with the address of a database, seen before anybody is asked there."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy.engine import URL

PARAMETERS: Final = frozenset(
    {"gsslib", "host", "krbsrvname", "passfile", "port", "prepared_statement_cache_size"}
    | {"ssl", "target_session_attrs"}
)
"""What may stand in a URL behind the question mark."""

_NUMBERS: Final = frozenset({"port", "prepared_statement_cache_size"})
_KINDS: Final = ("any", "prefer-standby", "primary", "read-only", "read-write", "standby")

_UNESCAPED: Final = "an @ stands where none can be; in a password it is written %40"

Query = Mapping[str, str | Sequence[str]]


def refuse_parameters(query: Query) -> str | None:
    """What is wrong with what follows the question mark of a file's address, or None."""
    return "an SQLite file takes no parameter; in its name ? is written %3F" if query else None


def wrong_place(url: URL) -> str | None:
    """What is wrong with the address of a PostgreSQL database, or None; nothing of a password is repeated."""
    # SQLAlchemy ends the password at the first @: what follows would be shown as if it were the host
    if any("@" in part for part in (url.host or "", url.database or "", *url.query)):
        return _UNESCAPED
    if url.port is not None and not _is_port(str(url.port)):
        return f"port {url.port} is not between 1 and 65535"
    return _unknown(frozenset(url.query)) or _unfit(url.query)


def _unknown(given: frozenset[str]) -> str | None:
    unknown = sorted(given - PARAMETERS)
    if not unknown:
        return None
    if unknown == ["sslmode"]:
        return "parameter sslmode is called ssl here, as in ?ssl=require"
    known = ", ".join(sorted(PARAMETERS))
    return f"parameter {', '.join(unknown)} is not known; there are {known}"


def _unfit(query: Query) -> str | None:
    for name in sorted(query):
        held = query[name]
        for value in (held,) if isinstance(held, str) else held:
            if name == "port" and not all(map(_is_port, value.split(","))):
                return "parameter port is not a number between 1 and 65535"
            if name in _NUMBERS and not value.replace(",", "").isdecimal():
                return f"parameter {name} is not a number"
            if name == "target_session_attrs" and value not in _KINDS:
                return f"parameter {name} is none of {', '.join(_KINDS)}"
    return None


def _is_port(value: str) -> bool:
    return value.isascii() and value.isdecimal() and 0 < int(value[:6]) < 1 << 16
