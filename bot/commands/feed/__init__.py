"""/feed: what this server reads."""

from bot.commands.feed.adding import FeedChoice
from bot.commands.feed.group import feed, own_feeds

__all__ = ["FeedChoice", "feed", "own_feeds"]
