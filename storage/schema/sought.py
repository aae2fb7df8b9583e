"""Full text: what each article is found by, and the index of each database over that.

The indices are no tables of `metadata`: SQLite's is virtual, PostgreSQL's has a type of its own.
"""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from storage.columns import number
from storage.schema.parts import link, table

# document is a Sought: SQLite's index wants to hear the terms again when they go, and ranking counts them
searched = table(
    "searched",
    link("article", "article.id", primary_key=True, autoincrement=False),
    sa.Column("document", sa.LargeBinary, nullable=False),
)

FTS5: Final = (
    "CREATE VIRTUAL TABLE sought USING fts5(title, text, marks, content='', "
    "tokenize=\"ascii tokenchars '.,'\")"
)
"""SQLite's index: terms with spaces between; its rowid is the article's id."""

postgresql_alone: Final = sa.MetaData()

vectors: Final = sa.Table(
    "sought",
    postgresql_alone,
    sa.Column("article", number(), autoincrement=False, nullable=False),
    sa.Column("feed", number(), nullable=False),
    sa.Column("vector", TSVECTOR, nullable=False),
    sa.PrimaryKeyConstraint("article", name="pk_sought"),
    sa.Index("ix_sought_vector", "vector", postgresql_using="gin"),
)
"""PostgreSQL's index."""
