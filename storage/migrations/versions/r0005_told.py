"""What else watches and digest plans ask for, what became of messages, every try of a delivery, targets that
were stopped, stories that were silenced, and what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and the tables; nothing that is there changes."""
    _columns()
    op.create_table(
        "attempt",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("delivery", NUMBER, nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.ForeignKeyConstraint(["delivery"], ["delivery.id"], name="fk_attempt_delivery"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attempt_delivery", "attempt", ["delivery"])
    op.create_index("ix_attempt_at", "attempt", ["at"])
    op.create_table(
        "target",
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("guild", sa.Text(), nullable=False),
        sa.Column("stopped_at", WHEN, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("probe_at", WHEN, nullable=True),
        sa.Column("refusals", NUMBER, nullable=False),
        sa.Column("misses", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("target", name="pk_target"),
    )
    op.create_table(
        "muted",
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("story", NUMBER, nullable=False, autoincrement=False),
        sa.Column("muted_by", sa.Text(), nullable=False),
        sa.Column("muted_at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("target", "story", name="pk_muted"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_muted_story"),
    )
    op.create_index("ix_muted_story", "muted", ["story"])
    op.create_table(
        "verdict",
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("story", NUMBER, nullable=False, autoincrement=False),
        sa.Column("guild", sa.Text(), nullable=False),
        sa.Column("revision", NUMBER, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("until", WHEN, nullable=True),
        sa.Column("at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("target", "story", name="pk_verdict"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_verdict_story"),
    )
    op.create_index("ix_verdict_story", "verdict", ["story"])
    op.create_index("ix_verdict_target_at", "verdict", ["target", "at"])
    _indices()


def _columns() -> None:
    for table in ("watch", "digest_plan"):
        op.add_column(table, sa.Column("wishes", sa.Text(), nullable=True))
        op.add_column(table, sa.Column("asked_by", sa.Text(), nullable=True))
    # made anew, as Alembic does it on SQLite, the table would give ids a second time
    kind = NUMBER.compile(op.get_bind().dialect)
    op.execute(f"ALTER TABLE watch ADD COLUMN story {kind} CONSTRAINT fk_watch_story REFERENCES story (id)")
    op.add_column("watch", sa.Column("fired_at", WHEN, nullable=True))
    op.create_index("ix_watch_story", "watch", ["story"])
    op.add_column("delivery", sa.Column("rolled_into", sa.Text(), nullable=True))
    op.add_column("delivery", sa.Column("rolls", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("changed_at", "replied_at"):
        op.add_column("message", sa.Column(name, WHEN, nullable=True))
    for name in ("threaded", "gone"):
        op.add_column("message", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))


def _indices() -> None:
    op.drop_index("ix_delivery_unfinished", "delivery")
    for name, columns, part in (
        ("ix_delivery_unfinished", ["target", "not_before"], "state IN ('due', 'claimed')"),
        ("ix_delivery_tried", ["target"], "attempts > 0 AND state IN ('due', 'claimed', 'unknown')"),
    ):
        where = sa.text(part)
        op.create_index(name, "delivery", columns, sqlite_where=where, postgresql_where=where)
    op.create_index("ix_delivery_subject", "delivery", ["subject"])
    op.create_index("ix_message_target_sent_at", "message", ["target", "sent_at"])
