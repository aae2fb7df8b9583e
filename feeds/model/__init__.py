"""The values of the wire, stage by stage: Feed → Fetched → ParsedFeed → Poll → Article; Wanted → PageLook."""

from feeds.model.article import Article
from feeds.model.document import Entry, Hub, NotAFeed, ParsedFeed, Wishes
from feeds.model.feed import Backlog, Feed, FullText, Health
from feeds.model.fetching import FailureReason, Fetched, FetchFailed, FetchOutcome, LeadsTo, NotModified
from feeds.model.page import Extracted, NoArticle, PageLook, Wanted
from feeds.model.poll import Move, Poll, Standing
from feeds.model.push import HubRequest

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
    "HubRequest",
    "LeadsTo",
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
