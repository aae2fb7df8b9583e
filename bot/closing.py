"""What a round came to, in a sentence."""

from storage.model import Status


def came_to(status: Status, unasked: int) -> str:
    """How many feeds and articles there are, and what is missing.

    `unasked` counts the feeds that were due and are left, since their hosts want no request for now.
    """
    told = [f"{status.feeds:,} {'feed' if status.feeds == 1 else 'feeds'}"]
    if status.failing_feeds:
        told.append(f"{status.failing_feeds:,} of them not answering")
    if unasked:
        theirs = "its server is" if unasked == 1 else "their servers are"
        told.append(f"{unasked:,} not asked yet because {theirs} to be left alone for a while")
    articles = "article" if status.articles == 1 else "articles"
    stories = "story" if status.stories == 1 else "stories"
    return f"{', '.join(told)}; {status.articles:,} {articles} in {status.stories:,} {stories}."
