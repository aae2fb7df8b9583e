"""The values of the wire, stage by stage: Feed → Fetched → ParsedFeed → Poll → Article; Wanted → PageLook."""

from feeds.model.article import Article
from feeds.model.document import Entry, Hub, NotAFeed, ParsedFeed, Wishes
from feeds.model.feed import Backlog, Feed, FullText, Health
from feeds.model.fetching import FailureReason, Fetched, FetchFailed, FetchOutcome, NotModified
from feeds.model.page import Extracted, NoArticle, PageLook, Wanted
from feeds.model.poll import Move, Poll, Standing

__all__ = [
    "Article",
    "Backlog",
    "Entry",
    "Extracted",
    "FailureReason",
    "Feed",
    "FetchFailed",
    "FetchOutcome",
    "Fetched",
    "FullText",
    "Health",
    "Hub",
    "Move",
    "NoArticle",
    "NotAFeed",
    "NotModified",
    "PageLook",
    "ParsedFeed",
    "Poll",
    "Standing",
    "Wanted",
    "Wishes",
]
