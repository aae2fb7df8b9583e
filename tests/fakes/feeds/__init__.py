"""A loopback web server that outlets' feeds are served from, and builders of feeds.

async with FeedServer() as outlet:
    address = outlet.put("/world.xml", rss(item("A headline", "A text.")), etag='"1"')
    ...
    assert outlet.count("/world.xml") == 1
"""

from tests.fakes.feeds.canary import Canary
from tests.fakes.feeds.documents import ATOM_TYPE, JSON_TYPE, RSS_TYPE, Item, atom, item, json_feed, rss
from tests.fakes.feeds.proxy import Proxy
from tests.fakes.feeds.rude import Rude
from tests.fakes.feeds.server import Asked, FeedServer, Page
from tests.fakes.feeds.tls import Certificate, certificate

__all__ = [
    "ATOM_TYPE",
    "JSON_TYPE",
    "RSS_TYPE",
    "Asked",
    "Canary",
    "Certificate",
    "FeedServer",
    "Item",
    "Page",
    "Proxy",
    "Rude",
    "atom",
    "certificate",
    "item",
    "json_feed",
    "rss",
]
