"""What processes that work on one database tell each other, and how far a move into it has come."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables; nothing that is there changes."""
    op.create_table(
        "process",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
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
