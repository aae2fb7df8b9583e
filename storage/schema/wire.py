"""The wire: hosts, feeds, what they brought, and what is still to be read."""

import sqlalchemy as sa

from storage.schema.parts import count, flag, key, link, moment, table, text

# the schedule of the wire: no request to the host before free_at, nor while one is under way (leased_until);
# no look at any of its feeds before next_at
host = table(
    "host",
    text("name", primary_key=True),
    moment("next_at", nullable=True, index=True),
    moment("free_at"),
    moment("leased_until", nullable=True),
    text("robots", nullable=True),
    moment("robots_at", nullable=True),
)

feed = table(
    "feed",
    key(),
    text("address", unique=True),
    text("host"),
    text("outlet"),
    text("title"),
    text("backlog"),
    text("full_text", nullable=True),
    text("etag", nullable=True),
    text("last_modified", nullable=True),
    text("body_hash", nullable=True),
    # fingerprints of the last document's entries, eight bytes each
    sa.Column("known", sa.LargeBinary()),
    flag("shares_guids"),
    text("wishes", nullable=True),
    text("health"),
    count("failures"),
    moment("failing_since", nullable=True),
    count("gone_times"),
    text("last_error", nullable=True),
    # when its readers are to be told of its trouble, and when they were
    moment("notice_at", nullable=True, index=True),
    moment("announced_at", nullable=True),
    text("moved_to", nullable=True),
    count("moved_times"),
    moment("pushed_until", nullable=True),
    moment("created_at"),
    moment("first_read_at", nullable=True),
    # read again after a pause in which nobody read it: what it holds then is backlog, whatever it says
    moment("resumed_at", nullable=True),
    moment("last_read_at", nullable=True),
    moment("last_polled_at", nullable=True),
    moment("next_due_at", nullable=True, index=True),
    # seconds that the last look without failure decided to wait
    sa.Column("pace", sa.Double()),
    flag("retired"),
    sa.Index("ix_feed_host_next_due_at", "host", "next_due_at"),
)

# where feeds were before they moved for good
address = table(
    "address",
    text("address", primary_key=True),
    link("feed", "feed.id", index=True),
)

# a feed's subscription at a hub (WebSub): state = wanted | asked | live | refused; callback is the public
# address that the hub was told, next_at when to ask it again, pinged_at the look that its last ping asked for
websub = table(
    "websub",
    link("feed", "feed.id", primary_key=True, autoincrement=False),
    text("hub"),
    text("topic"),
    text("token", unique=True),
    text("secret"),
    text("state"),
    count("tries"),
    text("callback", nullable=True),
    moment("lease_until", nullable=True),
    moment("next_at", nullable=True, index=True),
    moment("pinged_at", nullable=True),
    moment("wake_at", nullable=True),
)

article = table(
    "article",
    key(),
    link("feed", "feed.id"),
    text("guid"),
    text("title"),
    text("text"),
    text("url", nullable=True),
    text("author", nullable=True),
    text("language", nullable=True),
    text("content_hash"),
    moment("published_at", nullable=True),
    moment("seen_at", index=True),
    moment("at", index=True),
    flag("silent"),
    sa.UniqueConstraint("feed", "guid"),
    sa.Index("ix_article_feed_at", "feed", "at"),
)

# how a feed's entries are known again (feeds.identity); without an article: it was here once and has gone
identity = table(
    "identity",
    link("feed", "feed.id", primary_key=True, autoincrement=False),
    sa.Column("key", sa.LargeBinary, primary_key=True),
    link("article", "article.id", nullable=True, index=True),
)

# what an edited article said before
revision = table(
    "revision",
    key(),
    link("article", "article.id", index=True),
    moment("at"),
    text("title"),
    text("text"),
)

# article pages that were asked for: state = read | failed | moved (canonical says where to)
page = table(
    "page",
    text("url", primary_key=True),
    text("state"),
    text("title"),
    text("text"),
    text("canonical", nullable=True),
    moment("at", index=True),
)

# wake_at, here and below: the queue was nudged for this row, do not nudge again before
# state = page | due | read | aside: its page is still to be read, then itself, not before due_at; document is
# the Reading of the words in article, revised are the words that the
# outlet has put in their place since, until they are read
reading = table(
    "reading",
    link("article", "article.id", primary_key=True, autoincrement=False),
    text("state"),
    count("attempts"),
    # the host of the page that is wanted
    text("host", nullable=True),
    # the first edit that waits to be read, and when it may be
    moment("edited_at", nullable=True),
    moment("due_at", nullable=True),
    moment("wake_at", nullable=True),
    moment("read_at", nullable=True),
    text("reason", nullable=True),
    text("document", nullable=True),
    text("revised", nullable=True),
    sa.Index("ix_reading_state_wake_at", "state", "wake_at"),
)
