"""A loopback web server that outlets' feeds are served from, and builders of feeds.

async with FeedServer() as outlet:
    address = outlet.put("/world.xml", rss(item("A headline", "A text.")), etag='"1"')
    ...
    assert outlet.count("/world.xml") == 1
"""

from tests.fakes.feeds.canary import Canary
from tests.fakes.feeds.documents import ATOM_TYPE, RSS_TYPE, Item, atom, item, rss
from tests.fakes.feeds.server import Asked, FeedServer, Page

__all__ = [
    "ATOM_TYPE",
    "RSS_TYPE",
    "Asked",
    "Canary",
    "FeedServer",
    "Item",
    "Page",
    "atom",
    "item",
    "rss",
]
