"""The first schema: feeds, articles, stories, watches, digest plans, the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNFINISHED = sa.text("state IN ('due', 'claimed')")


def upgrade() -> None:
    """Create every table, and the tally's one row."""
    op.create_table(
        "delivery",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("guild", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("part", NUMBER, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("revision", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("attempts", NUMBER, nullable=False),
        sa.Column("unknown", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint(
            "target",
            "subject",
            "part",
            "action",
            "revision",
            name="uq_delivery_target_subject_part_action_revision",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_guild_subject", "delivery", ["guild", "subject"])
    op.create_index(
        "ix_delivery_unfinished",
        "delivery",
        ["target", "id"],
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )
    op.create_table(
        "digest_plan",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("guild", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("stories", NUMBER, nullable=False),
        sa.Column("sentences", NUMBER, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_digest_plan"),
        sa.UniqueConstraint("guild", "target", "at", "zone", name="uq_digest_plan_guild_target_at_zone"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_digest_plan_next_due_at", "digest_plan", ["next_due_at"])
    op.create_table(
        "feed",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("backlog", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("body_hash", sa.Text(), nullable=True),
        sa.Column("failures", NUMBER, nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_polled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pace", sa.Double(), nullable=True),
        sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("address", name="uq_feed_address"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feed_next_due_at", "feed", ["next_due_at"])
    op.create_table(
        "guild",
        sa.Column("guild", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild", name="pk_guild"),
    )
    op.create_table(
        "message",
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("part", NUMBER, nullable=False, autoincrement=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("revision", NUMBER, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("target", "subject", "part", name="pk_message"),
    )
    op.create_table(
        "note",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_note"),
    )
    op.create_table(
        "story",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("revision", NUMBER, nullable=False),
        sa.Column("changed", NUMBER, nullable=False),
        sa.Column("founded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_into", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
        sa.ForeignKeyConstraint(["merged_into"], ["story.id"], name="fk_story_merged_into"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_story_merged_into", "story", ["merged_into"])
    op.create_table(
        "tally",
        sa.Column("id", NUMBER, nullable=False, autoincrement=False),
        sa.Column("changes", NUMBER, nullable=False),
        sa.Column("articles", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tally"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "term_count",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("articles", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("term", name="pk_term_count"),
    )
    op.create_table(
        "watch",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("guild", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("actors_key", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watch"),
        sa.UniqueConstraint("guild", "target", "actors_key", name="uq_watch_guild_target_actors_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "article",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("feed", NUMBER, nullable=False),
        sa.Column("guid", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name="fk_article_feed"),
        sa.UniqueConstraint("feed", "guid", name="uq_article_feed_guid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_at", "article", ["at"])
    op.create_index("ix_article_seen_at", "article", ["seen_at"])
    op.create_table(
        "subscription",
        sa.Column("guild", sa.Text(), nullable=False),
        sa.Column("feed", NUMBER, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild", "feed", name="pk_subscription"),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name="fk_subscription_feed"),
    )
    op.create_index("ix_subscription_feed", "subscription", ["feed"])
    op.create_table(
        "mention",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article", "actor", name="pk_mention"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_mention_article"),
    )
    op.create_index("ix_mention_actor_article", "mention", ["actor", "article"])
    op.create_table(
        "reading",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", NUMBER, nullable=False),
        sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("revised", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("article", name="pk_reading"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_reading_article"),
    )
    op.create_index("ix_reading_state_wake_at", "reading", ["state", "wake_at"])
    op.create_table(
        "trace",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("story", NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_trace"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_trace_article"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_trace_story"),
    )
    op.create_index("ix_trace_story_at", "trace", ["story", "at"])
    op.create_table(
        "trace_term",
        sa.Column("article", NUMBER, nullable=False, autoincrement=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("story", NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("article", "term", name="pk_trace_term"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_trace_term_article"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_trace_term_story"),
    )
    op.create_index("ix_trace_term_term_at_story", "trace_term", ["term", "at", "story"])
    op.execute("INSERT INTO tally (id, changes, articles) VALUES (1, 0, 0)")
