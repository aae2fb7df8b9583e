"""What guilds settle for themselves, what persons do, feeds and watches that pause, lists that were shown,
and events that were made of appointments."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and the tables; nothing that is there changes."""
    for name in ("locale", "language", "rights", "log"):
        op.add_column("guild", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("watch", sa.Column("paused_at", WHEN, nullable=True))
    op.create_index("ix_mention_at", "mention", ["at"])
    op.add_column("feed", sa.Column("resumed_at", WHEN, nullable=True))
    op.create_table(
        "paused_feed",
        sa.Column("guild", sa.Text(), nullable=False),
        sa.Column("feed", NUMBER, nullable=False, autoincrement=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("paused_at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("guild", "feed", name="pk_paused_feed"),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name="fk_paused_feed_feed"),
    )
    op.create_index("ix_paused_feed_feed", "paused_feed", ["feed"])
    op.create_table(
        "person",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("quiet", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("person", name="pk_person"),
    )
    op.create_table(
        "view",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("guild", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_view"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_view_at", "view", ["at"])
    op.create_table(
        "event",
        sa.Column("guild", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("guild", "key", name="pk_event"),
    )
