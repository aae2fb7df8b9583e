"""How a database is named to people."""

from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from config.errors import StorageError


def place(url: URL) -> str:
    """The database as a person knows it, without its password; begins a sentence."""
    if url.get_backend_name() == "sqlite":
        return f"The database file {url.database}"
    return f"The database {url.render_as_string(hide_password=True)}"


def wrong_url(error: ArgumentError | ValueError | str) -> StorageError:
    """A database URL that cannot be understood; it is not repeated because it may hold a password.

    Words of our own are told as they are, an error's where they are known to repeat nothing.
    """
    said = str(error)
    is_known = isinstance(error, str) or any(word in said for word in ("driver", "dialect", "parameter"))
    reason = said if is_known else "it cannot be parsed"
    return StorageError(
        f"The database URL cannot be used ({reason}): write sqlite+aiosqlite:///path/to/file "
        "or postgresql+asyncpg://user:password@host/name."
    )
