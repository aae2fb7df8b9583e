"""The wire's schedule by host, what is known of feeds and entries, revisions, article pages, hubs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.keys_0002 import host_of, keys

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.DateTime(timezone=True)
BATCH = 1000


def upgrade() -> None:
    """Add what is new, then fill it for the feeds and articles that are there."""
    _tables()
    _columns()
    connection = op.get_bind()
    _hosts(connection)
    _identities(connection)


def _tables() -> None:
    op.create_table(
        "host",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("next_at", WHEN, nullable=True),
        sa.Column("free_at", WHEN, nullable=False),
        sa.Column("leased_until", WHEN, nullable=True),
        sa.Column("robots", sa.Text(), nullable=True),
        sa.Column("robots_at", WHEN, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_host"),
    )
    op.create_index("ix_host_next_at", "host", ["next_at"])
    op.create_table(
        "page",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=True),
        sa.Column("at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_page"),
    )
    op.create_index("ix_page_at", "page", ["at"])
    op.create_table(
        "address",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("feed", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_address"),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name="fk_address_feed"),
    )
    op.create_index("ix_address_feed", "address", ["feed"])
    op.create_table(
        "websub",
        sa.Column("feed", NUMBER, nullable=False, autoincrement=False),
        sa.Column("hub", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", NUMBER, nullable=False),
        sa.Column("callback", sa.Text(), nullable=True),
        sa.Column("lease_until", WHEN, nullable=True),
        sa.Column("next_at", WHEN, nullable=True),
        sa.Column("pinged_at", WHEN, nullable=True),
        sa.Column("wake_at", WHEN, nullable=True),
        sa.PrimaryKeyConstraint("feed", name="pk_websub"),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name="fk_websub_feed"),
        sa.UniqueConstraint("token", name="uq_websub_token"),
    )
    op.create_index("ix_websub_next_at", "websub", ["next_at"])
    op.create_table(
        "identity",
        sa.Column("feed", NUMBER, nullable=False, autoincrement=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("article", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("feed", "key", name="pk_identity"),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name="fk_identity_feed"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_identity_article"),
    )
    op.create_index("ix_identity_article", "identity", ["article"])
    op.create_table(
        "revision",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_revision_article"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revision_article", "revision", ["article"])


def _columns() -> None:
    added: tuple[sa.Column[Any], ...] = (
        sa.Column("host", sa.Text(), nullable=False, server_default=""),
        sa.Column("full_text", sa.Text(), nullable=True),
        sa.Column("known", sa.LargeBinary(), nullable=True),
        sa.Column("shares_guids", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("wishes", sa.Text(), nullable=True),
        sa.Column("health", sa.Text(), nullable=False, server_default="well"),
        sa.Column("failing_since", WHEN, nullable=True),
        sa.Column("gone_times", NUMBER, nullable=False, server_default="0"),
        sa.Column("notice_at", WHEN, nullable=True),
        sa.Column("announced_at", WHEN, nullable=True),
        sa.Column("moved_to", sa.Text(), nullable=True),
        sa.Column("moved_times", NUMBER, nullable=False, server_default="0"),
        sa.Column("pushed_until", WHEN, nullable=True),
    )
    for column in added:
        op.add_column("feed", column)
    op.drop_column("feed", "wake_at")
    op.add_column("subscription", sa.Column("topic", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_feed_host_next_due_at", "feed", ["host", "next_due_at"])
    op.create_index("ix_feed_notice_at", "feed", ["notice_at"])
    for column in (
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("edited_at", WHEN, nullable=True),
        sa.Column("due_at", WHEN, nullable=True),
    ):
        op.add_column("reading", column)
    op.execute(
        "UPDATE feed SET health = 'failing', failing_since = coalesce(last_read_at, created_at) "
        "WHERE failures > 0"
    )


def _hosts(connection: sa.Connection) -> None:
    feed = sa.table("feed", sa.column("id"), sa.column("address"), sa.column("host"))
    for held in connection.execute(sa.select(feed.c.id, feed.c.address)).all():
        connection.execute(sa.update(feed).where(feed.c.id == held.id).values(host=host_of(held.address)))
    connection.execute(
        sa.text(
            "INSERT INTO host (name, next_at, free_at) "
            "SELECT host, min(next_due_at), min(created_at) FROM feed GROUP BY host"
        )
    )


def _identities(connection: sa.Connection) -> None:
    article = sa.table("article", *(sa.column(name) for name in ("id", "feed", "guid", "url", "title")))
    # of two articles that would be one today, the newer one is known
    keep = sa.text(
        "INSERT INTO identity (feed, key, article) VALUES (:feed, :key, :article) "
        "ON CONFLICT (feed, key) DO UPDATE SET article = excluded.article"
    )
    last = 0
    while rows := connection.execute(
        sa.select(article).where(article.c.id > last).order_by(article.c.id).limit(BATCH)
    ).all():
        last = rows[-1].id
        found = [
            {"feed": row.feed, "key": key, "article": row.id}
            for row in rows
            for key in keys(row.guid, row.title, row.url)
        ]
        connection.execute(keep, found)
