"""Which database, and what a person is told where it cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from config.errors import StorageError
from storage.trouble import explain, hide_values, refuse_parameters, wrong_place, wrong_url

_BUG = "_wirewatch_bug"


def database_url(url: str) -> URL:
    """The URL parsed; StorageError where it names no database that Wirewatch knows."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise wrong_url(error) from None
    if parsed.drivername not in {"sqlite+aiosqlite", "postgresql+asyncpg"}:
        raise wrong_url(ValueError(f"its driver is {parsed.drivername}"))
    if is_sqlite(parsed) and parsed.database in {None, "", ":memory:"}:
        raise wrong_url(ValueError("its driver needs a file"))
    wrong = refuse_parameters(parsed.query) if is_sqlite(parsed) else wrong_place(parsed)
    if wrong is not None:
        raise wrong_url(wrong)
    return parsed


def is_sqlite(url: URL) -> bool:
    """Whether this is the embedded database."""
    return url.get_backend_name() == "sqlite"


@contextmanager
def spoken(url: URL) -> Iterator[None]:
    """Turn what a person can mend about the database into StorageError; let bugs be bugs.

    Of two databases that are worked on at once, the inner one's word holds.
    """
    try:
        yield
    except StorageError:
        raise
    except Exception as error:
        hide_values(error)
        told = None if getattr(error, _BUG, False) else explain(error, url)
        if told is None:
            setattr(error, _BUG, True)
            raise
        raise told from error
