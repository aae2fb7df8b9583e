"""The starter feeds are a valid OPML 2.0 document of distinct, safe addresses."""

import xml.etree.ElementTree as ET
from importlib import resources
from typing import Final
from urllib.parse import urlsplit

DOCUMENT: Final = resources.files("config").joinpath("starter.opml").read_bytes()
ROOT: Final = ET.fromstring(DOCUMENT)
GROUPS: Final = ROOT.findall("body/outline")
FEEDS: Final = ROOT.findall("body/outline/outline")


def test_the_document_is_opml_2_with_a_title_and_no_doctype() -> None:
    assert ROOT.tag == "opml"
    assert ROOT.get("version") == "2.0"
    assert ROOT.findtext("head/title")
    assert b"<!DOCTYPE" not in DOCUMENT


def test_every_feed_lies_in_exactly_one_named_group() -> None:
    assert 20 <= len(FEEDS) <= 30
    assert len(ROOT.findall(".//outline")) == len(GROUPS) + len(FEEDS)
    for group in GROUPS:
        assert group.get("text")
        assert group.get("xmlUrl") is None
        assert len(group)


def test_every_feed_has_a_name_a_language_and_https_addresses() -> None:
    for feed in FEEDS:
        assert feed.get("type") == "rss"
        assert feed.get("text") == feed.get("title")
        assert feed.get("language") in {"en", "de", "fr", "es"}
        for key in ("xmlUrl", "htmlUrl"):
            address = urlsplit(feed.get(key, ""))
            assert address.scheme == "https"
            assert "." in address.netloc
            assert not address.username


def test_no_feed_is_listed_twice() -> None:
    addresses = [feed.get("xmlUrl") for feed in FEEDS]
    names = [feed.get("text") for feed in FEEDS]
    assert len(set(addresses)) == len(set(names)) == len(FEEDS)
