"""What tables are made of."""

from typing import Any

import sqlalchemy as sa

from storage.columns import Moment, Prose, number

HEAD = "0009"
"""The newest revision in `storage/migrations`: what these tables are."""

VERSION_TABLE = "wirewatch_revision"
"""Where a database keeps its revision."""

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *parts: Any) -> sa.Table:
    """A table; one with an id never gives an id twice."""
    # AUTOINCREMENT: SQLite would give the id of a deleted last row to the next one
    has_id = any(isinstance(part, sa.Column) and part.name == "id" for part in parts)
    return sa.Table(name, metadata, *parts, sqlite_autoincrement=has_id)


def key() -> sa.Column[Any]:
    """The key of rows that have no other name."""
    return sa.Column("id", number(), primary_key=True)


def link(name: str, target: str, **how: Any) -> sa.Column[Any]:
    """A row of another table."""
    return sa.Column(name, number(), sa.ForeignKey(target), nullable=how.pop("nullable", False), **how)


def text(name: str, **how: Any) -> sa.Column[Any]:
    """Text of any length."""
    return sa.Column(name, Prose, nullable=how.pop("nullable", False), **how)


def moment(name: str, **how: Any) -> sa.Column[Any]:
    """An aware moment in UTC."""
    return sa.Column(name, Moment, nullable=how.pop("nullable", False), **how)


def count(name: str) -> sa.Column[Any]:
    """A whole number."""
    return sa.Column(name, number(), nullable=False)


def flag(name: str, **how: Any) -> sa.Column[Any]:
    """Yes or no."""
    return sa.Column(name, sa.Boolean, nullable=False, **how)
