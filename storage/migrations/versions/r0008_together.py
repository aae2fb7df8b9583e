"""What processes that work on one database tell each other, and how far a move into it has come.

Of a digest plan how often its digest came to nothing, and why the last one was given up.

On PostgreSQL the index of full text tells whose an article is, and in which stretch of 4,096 it came.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add tables and columns; PostgreSQL's index of full text is made anew."""
    op.create_table(
        "process",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("started_at", WHEN, nullable=False),
        sa.Column("heard_at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_process"),
    )
    op.create_index("ix_process_heard_at", "process", ["heard_at"])
    op.create_table(
        "shard",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("total", NUMBER, nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("held_until", WHEN, nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_shard"),
    )
    op.create_table(
        "signed_in",
        sa.Column("turn", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("turn", name="pk_signed_in"),
    )
    op.create_table(
        "moving",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=True),
        sa.Column("rows", NUMBER, nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_moving"),
    )
    op.add_column("digest_plan", sa.Column("tries", NUMBER, nullable=False, server_default="0"))
    op.add_column("digest_plan", sa.Column("aside", sa.Text(), nullable=True))
    op.add_column("digest_plan", sa.Column("aside_at", WHEN, nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        _index_anew()


def _index_anew() -> None:
    op.rename_table("sought", "sought_0007")
    op.execute("ALTER TABLE sought_0007 DROP CONSTRAINT pk_sought")
    op.drop_index("ix_sought_vector", "sought_0007")
    op.create_table(
        "sought",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("feed", NUMBER, nullable=False),
        sa.Column("vector", TSVECTOR, nullable=False),
    )
    op.execute(
        "INSERT INTO sought (article, feed, vector) SELECT s.article, a.feed, "
        "s.vector || array_to_tsvector(ARRAY['w' || (s.article >> 12)]) "
        "FROM sought_0007 AS s JOIN article AS a ON a.id = s.article ORDER BY s.article"
    )
    op.drop_table("sought_0007")
    op.create_primary_key("pk_sought", "sought", ["article"])
    op.create_index("ix_sought_vector", "sought", ["vector"], postgresql_using="gin")
