"""The sample wire's way in: its addresses are answered from the product's own files."""

import hashlib
from typing import Final

from config.phrase import phrase
from config.sample import SCHEME, sample_bytes
from feeds.holding import Hold
from feeds.model import Feed, Fetched, FetchFailed, FetchOutcome, NotModified
from feeds.ports import Fetch

RSS: Final = "application/rss+xml; charset=utf-8"


class SampleFetch:
    """A Fetch that answers the sample wire's addresses itself and hands every other one on."""

    def __init__(self, others: Fetch) -> None:
        self._others = others

    async def __call__(self, feed: Feed, hold: Hold | None = None) -> FetchOutcome:
        if not feed.address.startswith(SCHEME):
            return await self._others(feed, hold)
        try:
            body = sample_bytes(feed.address)
        except ValueError:
            detail = phrase("{address} is not a feed of the sample wire.", address=feed.address)
            return FetchFailed(reason="no answer", detail=detail)
        body_hash = hashlib.sha256(body).hexdigest()
        if body_hash == feed.body_hash:
            return NotModified()
        return Fetched(address=feed.address, body=body, body_hash=body_hash, content_type=RSS)
