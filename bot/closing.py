"""What a round came to, in a sentence."""

from collections.abc import Iterable
from datetime import datetime

from storage.model import Status, Subscription

OFFLINE = "As none of them answers, see whether this machine reaches the web, and by which `proxy`."


def unasked(rows: Iterable[Subscription], began: datetime) -> int:
    """How many of these feeds were due when the round began and still are."""
    return sum(row.feed.next_due_at is not None and row.feed.next_due_at <= began for row in rows)


def came_to(status: Status, left: int) -> str:
    """How many feeds and articles there are, and what is missing.

    `left` counts the feeds that were due and were not asked, since their hosts want no request for now.
    """
    told = [f"{status.feeds:,} {'feed' if status.feeds == 1 else 'feeds'}"]
    if status.failing_feeds:
        told.append(f"{status.failing_feeds:,} of them not answering")
    if left:
        theirs = "its server is" if left == 1 else "their servers are"
        told.append(f"{left:,} not asked yet because {theirs} to be left alone for a while")
    articles = "article" if status.articles == 1 else "articles"
    stories = "story" if status.stories == 1 else "stories"
    said = f"{', '.join(told)}; {status.articles:,} {articles} in {status.stories:,} {stories}."
    return f"{said} {OFFLINE}" if 1 < status.feeds == status.failing_feeds else said
