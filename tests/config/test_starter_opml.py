"""The starter feeds are a valid OPML 2.0 document of distinct, safe addresses, by topic and language."""

import xml.etree.ElementTree as ET
from collections import Counter
from importlib import resources
from typing import Final
from urllib.parse import urlsplit

from bot.starter import LANGUAGES, TOPICS, chosen, starters, topics_in

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
    assert 20 <= len(FEEDS) <= 80
    assert len(ROOT.findall(".//outline")) == len(GROUPS) + len(FEEDS)
    for group in GROUPS:
        assert group.get("text")
        assert group.get("xmlUrl") is None
        assert len(group)


def test_every_feed_has_a_name_a_language_and_https_addresses() -> None:
    for feed in FEEDS:
        assert feed.get("type") == "rss"
        assert feed.get("text") == feed.get("title")
        assert feed.get("language") in LANGUAGES
        for key in ("xmlUrl", "htmlUrl"):
            address = urlsplit(feed.get(key, ""))
            assert address.scheme == "https"
            assert "." in address.netloc
            assert not address.username


def test_no_feed_is_listed_twice() -> None:
    addresses = [feed.get("xmlUrl") for feed in FEEDS]
    names = [feed.get("text") for feed in FEEDS]
    assert len(set(addresses)) == len(set(names)) == len(FEEDS)


def test_every_choice_of_topic_and_language_brings_at_least_two_feeds() -> None:
    assert {group.get("text") for group in GROUPS} == set(TOPICS)
    assert len(starters()) == len(FEEDS)
    counted = Counter((one.topic, one.language) for one in starters())
    assert min(counted.values()) >= 2
    for language in LANGUAGES:
        assert topics_in({language})
        assert all(len(chosen({topic}, {language})) >= 2 for topic in topics_in({language}))
