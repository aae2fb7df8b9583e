"""/feed: what this server reads."""

from bot.commands.feed import changing, listing, lists
from bot.commands.feed.adding import FeedChoice
from bot.commands.feed.choosing import held_feeds, own_feeds
from bot.commands.feed.group import feed
from bot.commands.feed.looking import FeedDetails, FeedLook

__all__ = [
    "FeedChoice",
    "FeedDetails",
    "FeedLook",
    "changing",
    "feed",
    "held_feeds",
    "listing",
    "lists",
    "own_feeds",
]
