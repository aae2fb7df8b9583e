"""Counts of terms as daily snapshots (what was counted so far is the first), and feeds' recurring lines."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BATCH = 1000
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Give every count its version: 0, which stories that are there are weighed by as version 1."""
    op.create_table(
        "background",
        sa.Column("version", NUMBER, nullable=False, autoincrement=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("articles", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_background"),
    )
    op.execute(
        "INSERT INTO background (version, day, articles) "
        "SELECT 0, '1970-01-01', articles FROM tally WHERE articles > 0"
    )
    op.execute("CREATE TABLE term_count_kept AS SELECT term, articles FROM term_count")
    op.drop_table("term_count")
    op.create_table(
        "term_count",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("version", NUMBER, nullable=False, autoincrement=False),
        sa.Column("articles", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("term", "version", name="pk_term_count"),
    )
    op.execute(
        "INSERT INTO term_count (term, version, articles) SELECT term, 0, articles FROM term_count_kept"
    )
    op.drop_table("term_count_kept")
    op.drop_column("tally", "articles")
    op.add_column("story", sa.Column("background", NUMBER, nullable=False, server_default="1"))
    op.create_table(
        "feed_line",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("key", NUMBER, nullable=False, autoincrement=False),
        sa.Column("feed", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("article", "key", name="pk_feed_line"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_feed_line_article"),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name="fk_feed_line_feed"),
    )
    op.create_index("ix_feed_line_feed_article", "feed_line", ["feed", "article"])
    _traces(op.get_bind())


def _traces(connection: sa.Connection) -> None:
    """What was remembered were terms alone."""
    trace = sa.table("trace", sa.column("article"), sa.column("document"))
    article = sa.table("article", sa.column("id"), sa.column("language"))
    held = sa.select(trace, article.c.language).join(article, article.c.id == trace.c.article)
    keep = sa.update(trace).where(trace.c.article == sa.bindparam("b_article"))
    keep = keep.values(document=sa.bindparam("b_document"))
    last = 0
    while rows := connection.execute(
        held.where(trace.c.article > last).order_by(trace.c.article).limit(BATCH)
    ).all():
        last = rows[-1].article
        connection.execute(
            keep,
            [{"b_article": row.article, "b_document": _second(row.document, row.language)} for row in rows],
        )


def _second(document: str, language: str | None) -> str:
    """A trace of version 1 as one of version 2."""
    nothing: dict[str, object] = {
        "lead": {},
        "bigrams": [],
        "crowd": None,
        "documents": 0,
        "counts": {},
    }
    value = {"language": language or "en", "terms": json.loads(document)["value"], **nothing}
    return json.dumps({"version": 2, "value": value}, ensure_ascii=False, separators=(",", ":"))
