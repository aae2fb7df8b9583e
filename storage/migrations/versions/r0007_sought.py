"""Full text: what articles are found by. Those that are there are indexed while the bot runs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table, the database's own index, and a note of the newest article that is not in them."""
    op.create_index("ix_article_feed_at", "article", ["feed", "at"])
    op.create_index("ix_view_person_id", "view", ["person", "id"])
    op.create_table(
        "searched",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_searched"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_searched_article"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE sought USING fts5(title, text, marks, content='', "
            "tokenize=\"ascii tokenchars '.,'\")"
        )
    else:
        op.create_table(
            "sought",
            sa.Column("article", NUMBER, nullable=False, autoincrement=False),
            sa.Column("vector", TSVECTOR, nullable=False),
            sa.PrimaryKeyConstraint("article", name="pk_sought"),
        )
        op.create_index("ix_sought_vector", "sought", ["vector"], postgresql_using="gin")
    op.execute(
        "INSERT INTO note (key, value) SELECT 'unsearched', CAST(article AS TEXT) FROM trace "
        "ORDER BY article DESC LIMIT 1"
    )
