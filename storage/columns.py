"""Column types that make both databases agree: aware UTC times, and text that PostgreSQL accepts."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect


class Moment(sa.TypeDecorator[datetime]):
    """An aware datetime, stored and given back in UTC. A naive one raises ValueError."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = _in_utc(value)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Any:
        """Rows have many moments: for SQLite's text one call each, where SQLAlchemy makes three."""
        return _written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """As `bind_processor`."""
        return _read if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    return value.astimezone(UTC)


def _written(value: datetime | None) -> str | None:
    """As SQLAlchemy writes it for SQLite: 2026-11-22 07:43:45.123456, which sorts as moments do."""
    return None if value is None else _in_utc(value).isoformat(" ", "microseconds")[:26]


def _read(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value + "+00:00")


def sound(text: str) -> str:
    """The text as both databases can hold it: without NUL, and with U+FFFD for lone surrogates."""
    text = text.replace("\0", "")
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sound(text: str | None) -> str | None:
    return None if text is None else sound(text)


class Prose(sa.TypeDecorator[str]):
    """Text of any length, made sound (PostgreSQL refuses NUL, both drivers refuse lone surrogates)."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return _sound(value)

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ARG002
        """As `Moment`'s."""
        return _sound


def number() -> sa.types.TypeEngine[Any]:
    """A 64-bit integer that SQLite can use as its row id."""
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
