"""Who is named, who said what and what is announced, as rows; actors that are added; watches with a role;
what is still to be mended."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.said_0004 import Row, appointments, mentions, quotes, value_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BATCH = 500
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and fill them from what was read so far."""
    _tables()
    _mentions()
    op.add_column("watch", sa.Column("role", sa.Text(), nullable=False, server_default="mention"))
    _fill(op.get_bind())


def _tables() -> None:
    op.create_table(
        "actor",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("guild", sa.Text(), nullable=True),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("actor", name="pk_actor"),
    )
    op.create_table(
        "unknown",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("times", NUMBER, nullable=False),
        sa.Column("begins", NUMBER, nullable=False),
        sa.Column("ends", NUMBER, nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("article", "name", name="pk_unknown"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_unknown_article"),
    )
    op.create_index("ix_unknown_at", "unknown", ["at"])
    op.create_table(
        "quote",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("number", NUMBER, nullable=False, autoincrement=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("quote", NUMBER, nullable=False),
        sa.Column("begins", NUMBER, nullable=False),
        sa.Column("ends", NUMBER, nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("behalf_actor", sa.Text(), nullable=True),
        sa.Column("behalf", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("article", "number", name="pk_quote"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_quote_article"),
    )
    op.create_index("ix_quote_at", "quote", ["at"])
    op.create_index("ix_quote_actor_at", "quote", ["actor", "at"])
    op.create_index("ix_quote_behalf_actor_at", "quote", ["behalf_actor", "at"])
    op.create_table(
        "appointment",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("number", NUMBER, nullable=False, autoincrement=False),
        sa.Column("begins", NUMBER, nullable=False),
        sa.Column("ends", NUMBER, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("clock", sa.Time(), nullable=True),
        sa.Column("moment", WHEN, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("article", "number", name="pk_appointment"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_appointment_article"),
    )
    op.create_index("ix_appointment_last_date", "appointment", ["last", "date"])
    op.create_table(
        "appointment_actor",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("number", NUMBER, nullable=False, autoincrement=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article", "number", "actor", name="pk_appointment_actor"),
        sa.ForeignKeyConstraint(
            ["article", "number"], ["appointment.article", "appointment.number"], name="fk_appointment_actor"
        ),
    )
    op.create_index("ix_appointment_actor_actor_article", "appointment_actor", ["actor", "article"])
    op.create_table(
        "mending",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("near", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("attempts", NUMBER, nullable=False),
        sa.Column("wake_at", WHEN, nullable=True),
        sa.PrimaryKeyConstraint("article", name="pk_mending"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_mending_article"),
    )
    op.create_index("ix_mending_wake_at", "mending", ["wake_at"])


def _mentions() -> None:
    """The table anew, with each actor named once and nobody's article until the documents tell."""
    op.execute(
        "CREATE TABLE mention_kept AS SELECT mention.article, mention.actor, mention.role, article.at "
        "FROM mention JOIN article ON article.id = mention.article"
    )
    op.drop_table("mention")
    op.create_table(
        "mention",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("times", NUMBER, nullable=False),
        sa.Column("salience", sa.Double(), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("article", "actor", name="pk_mention"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_mention_article"),
    )
    op.execute(
        "INSERT INTO mention (article, actor, role, times, salience, at) "
        "SELECT article, actor, role, 1, 0.0, at FROM mention_kept"
    )
    op.drop_table("mention_kept")
    op.create_index("ix_mention_actor_at", "mention", ["actor", "at"])


def _fill(connection: sa.Connection) -> None:
    reading = sa.table("reading", sa.column("article", NUMBER), sa.column("document", sa.Text()))
    article = sa.table("article", sa.column("id", NUMBER), sa.column("at", WHEN))
    held = (
        sa.select(reading, article.c.at)
        .join(article, article.c.id == reading.c.article)
        .where(reading.c.document.is_not(None))
        .order_by(reading.c.article)
        .limit(BATCH)
    )
    last = 0
    while rows := connection.execute(held.where(reading.c.article > last)).all():
        last = rows[-1].article
        told = [(row.article, row.at, value_of(row.document)) for row in rows]
        _update(connection, [one for article, _, value in told for one in mentions(article, value)])
        _insert(connection, "quote", [one for row in told for one in quotes(*row)])
        announced = [pair for article, _, value in told for pair in appointments(article, value)]
        _insert(connection, "appointment", [one for one, _ in announced])
        _insert(connection, "appointment_actor", [one for _, named in announced for one in named])


def _update(connection: sa.Connection, rows: list[Row]) -> None:
    if rows:
        connection.execute(
            sa.text(
                "UPDATE mention SET times = :times, salience = :salience "
                "WHERE article = :article AND actor = :actor"
            ),
            rows,
        )


def _insert(connection: sa.Connection, name: str, rows: list[Row]) -> None:
    kinds: dict[str, sa.types.TypeEngine[Any]] = {"date": sa.Date(), "last": sa.Date(), "at": WHEN}
    if rows:
        columns = [sa.column(column, kinds.get(column, sa.types.NULLTYPE)) for column in rows[0]]
        connection.execute(sa.insert(sa.table(name, *columns)), rows)
