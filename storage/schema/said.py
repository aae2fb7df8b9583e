"""What articles tell: who is named, who said what, what is announced. All of it goes with its article.

`at` is the article's own time; `begins` and `ends` are characters of its text.
"""

import sqlalchemy as sa

from storage.columns import number
from storage.schema.parts import count, link, moment, table, text

# an actor of an article with their strongest role there, how often they are named, and their share of it
mention = table(
    "mention",
    link("article", "article.id", primary_key=True, autoincrement=False),
    text("actor", primary_key=True),
    text("role"),
    count("times"),
    sa.Column("salience", sa.Double(), nullable=False),
    moment("at", index=True),
    sa.Index("ix_mention_actor_at", "actor", "at"),
)

# somebody that the catalogue does not know; begins and ends are those of the first mention
unknown = table(
    "unknown",
    link("article", "article.id", primary_key=True, autoincrement=False),
    text("name", primary_key=True),
    count("times"),
    count("begins"),
    count("ends"),
    moment("at", index=True),
)

# kind = quote | statement; those of one article with the same `quote` are parts of one; speaker and behalf
# are names, or the words of the text, actor and behalf_actor whom they resolve to
quote = table(
    "quote",
    link("article", "article.id", primary_key=True, autoincrement=False),
    sa.Column("number", number(), primary_key=True, autoincrement=False),
    text("kind"),
    count("quote"),
    count("begins"),
    count("ends"),
    text("actor", nullable=True),
    text("speaker", nullable=True),
    text("behalf_actor", nullable=True),
    text("behalf", nullable=True),
    text("text"),
    moment("at", index=True),
    sa.Index("ix_quote_actor_at", "actor", "at"),
    sa.Index("ix_quote_behalf_actor_at", "behalf_actor", "at"),
)

# from date to last, which are the same for one day; clock is the time of day as told, moment where its zone
# is known too; what is the slice that says what will happen
appointment = table(
    "appointment",
    link("article", "article.id", primary_key=True, autoincrement=False),
    sa.Column("number", number(), primary_key=True, autoincrement=False),
    count("begins"),
    count("ends"),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("last", sa.Date, nullable=False),
    sa.Column("clock", sa.Time, nullable=True),
    moment("moment", nullable=True),
    text("text"),
    text("what", nullable=True),
    sa.Index("ix_appointment_last_date", "last", "date"),
)

# who is named with an appointment
appointment_actor = table(
    "appointment_actor",
    sa.Column("article", number(), primary_key=True, autoincrement=False),
    sa.Column("number", number(), primary_key=True, autoincrement=False),
    text("actor", primary_key=True),
    sa.ForeignKeyConstraint(
        ["article", "number"], ["appointment.article", "appointment.number"], name="fk_appointment_actor"
    ),
    sa.Index("ix_appointment_actor_actor_article", "actor", "article"),
)
