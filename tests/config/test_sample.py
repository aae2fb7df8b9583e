"""The sample wire shows what Wirewatch is for: one event in many outlets, and names that only look alike."""

import re
from calendar import timegm
from collections import defaultdict
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

import feedparser
import pytest

from config.sample import SAMPLE_NOW, SampleFeed, sample_bytes, sample_feeds

EVENTS: Final = {
    "guterres-putin": (
        "https://meridianwire.example/2022/04/22/un-chief-guterres-to-meet-putin-in-moscow",
        "https://harbourcourier.example/2022/04/23/guterres-to-see-putin-and-zelensky",
        "https://meridianwire.example/2022/04/26/putin-agrees-in-principle-to-un-role-in-azovstal-evacuation",
        "https://lanternnews.example/2022/04/26/un-secretary-general-in-moscow",
        "https://northgatepost.example/2022/04/26/guterres-meets-putin",
        "https://alpinedispatch.example/2022/04/26/guterres-and-putin-in-the-kremlin",
    ),
    "french-election": (
        "https://harbourcourier.example/2022/04/24/macron-wins-second-term",
        "https://lanternnews.example/2022/04/25/france-macron-re-elected",
        "https://alpinedispatch.example/2022/04/25/macron-faces-divided-france",
    ),
    "twitter-sale": (
        "https://meridianwire.example/2022/04/25/twitter-accepts-musk-offer",
        "https://northgatepost.example/2022/04/26/musk-to-buy-twitter",
    ),
    "ramstein": (
        "https://meridianwire.example/2022/04/26/defence-officials-meet-at-ramstein",
        "https://harbourcourier.example/2022/04/26/germany-to-send-gepard-tanks",
        "https://alpinedispatch.example/2022/04/26/ramstein-contact-group",
    ),
    "imf-outlook": (
        "https://meridianwire.example/2022/04/19/imf-cuts-global-growth-forecast",
        "https://northgatepost.example/2022/04/20/imf-world-economic-outlook",
    ),
    "kwazulu-natal-floods": (
        "https://harbourcourier.example/2022/04/18/south-africa-national-state-of-disaster",
        "https://lanternnews.example/2022/04/19/durban-floods-death-toll",
    ),
    "timor-leste-run-off": (
        "https://harbourcourier.example/2022/04/20/ramos-horta-wins-timor-leste-run-off",
        "https://lanternnews.example/2022/04/20/timor-leste-elects-ramos-horta",
    ),
    "slovenian-election": (
        "https://northgatepost.example/2022/04/25/slovenia-votes-out-jansa",
        "https://alpinedispatch.example/2022/04/25/golob-defeats-jansa",
    ),
    "sarmat-test": (
        "https://northgatepost.example/2022/04/20/russia-tests-sarmat-missile",
        "https://lanternnews.example/2022/04/21/sarmat-missile-test-putin",
    ),
    "veto-debates": (
        "https://meridianwire.example/2022/04/26/general-assembly-to-debate-every-veto",
        "https://northgatepost.example/2022/04/26/veto-in-security-council-to-be-explained",
    ),
}
EVENT_OF: Final = {link: event for event, links in EVENTS.items() for link in links}
FIRST_DAY: Final = datetime(2022, 4, 18, tzinfo=UTC)


def parsed(feed: SampleFeed) -> Any:
    return feedparser.parse(BytesIO(sample_bytes(feed.address)))


def entries() -> list[tuple[SampleFeed, Any]]:
    return [(feed, entry) for feed in sample_feeds() for entry in parsed(feed).entries]


def body(entry: Any) -> str:
    markup = entry.content[0].value if "content" in entry else entry.summary
    return re.sub(r"<[^>]+>", " ", markup)


@pytest.mark.parametrize("feed", sample_feeds(), ids=lambda feed: feed.outlet)
def test_every_sample_feed_is_well_formed_and_says_whose_it_is(feed: SampleFeed) -> None:
    document = parsed(feed)
    assert not document.bozo
    assert document.feed.title == feed.outlet
    assert document.feed.language == "en"
    assert document.version in {"rss20", "atom10"}
    assert b"<!DOCTYPE" not in sample_bytes(feed.address)


def test_the_wire_has_five_outlets_and_twenty_six_articles_on_ten_events() -> None:
    found = entries()
    assert len({feed.outlet for feed, _ in found}) == 5
    assert sorted(entry.link for _, entry in found) == sorted(EVENT_OF)
    assert len(EVENT_OF) == 26
    assert len(EVENTS) == 10


def test_the_meeting_in_moscow_is_reported_by_all_outlets() -> None:
    outlets = defaultdict(set)
    for feed, entry in entries():
        outlets[EVENT_OF[entry.link]].add(feed.outlet)
    assert len(outlets["guterres-putin"]) == 5
    assert len(outlets["french-election"]) == 3
    assert all(len(reporting) >= 2 for reporting in outlets.values())


def test_every_article_has_its_own_example_link_and_guid() -> None:
    found = [entry for _, entry in entries()]
    assert len({entry.link for entry in found}) == len({entry.id for entry in found}) == len(found)
    for entry in found:
        address = urlsplit(entry.link)
        assert address.scheme == "https"
        assert address.netloc.endswith(".example")
        assert address.path.startswith("/2022/04/")


def test_every_article_is_dated_in_its_week_and_not_after_the_sample_clock() -> None:
    for _, entry in entries():
        published = datetime.fromtimestamp(timegm(entry.published_parsed), tz=UTC)
        assert FIRST_DAY <= published <= SAMPLE_NOW
        assert re.search(r"(GMT|Z|[+-]\d\d:?\d\d)$", entry.published)


def test_articles_quote_nobody_and_run_to_a_few_paragraphs() -> None:
    for _, entry in entries():
        text = body(entry)
        assert not set('"“”„«»') & set(text)
        assert 5 <= len(re.findall(r"[.!?](?:\s|$)", text)) <= 12


def test_no_sentence_is_used_by_two_outlets() -> None:
    used_by = defaultdict(set)
    for feed, entry in entries():
        for sentence in re.split(r"(?<=[.!?])\s+", body(entry)):
            if len(sentence) > 20:
                used_by[sentence.strip()].add(feed.outlet)
    assert not [sentence for sentence, outlets in used_by.items() if len(outlets) > 1]


def test_each_outlet_keeps_its_own_style() -> None:
    by_outlet = defaultdict(list)
    for feed, entry in entries():
        by_outlet[feed.outlet].append(entry)
    assert all(
        re.match(r"\s*[A-Z ]+,.* April \d\d \(Meridian Wire\) — ", body(e))
        for e in by_outlet["Meridian Wire"]
    )
    assert all("For the latest news, weather and sports" in body(e) for e in by_outlet["Harbour Courier"])
    assert all("content" not in e for e in by_outlet["Lantern News"])
    assert all(e.content[0].type == "text/html" for e in by_outlet["The Northgate Post"])


def test_the_names_watched_appear_outside_the_meeting_and_so_do_their_look_alikes() -> None:
    elsewhere = {
        entry.link: body(entry) for _, entry in entries() if EVENT_OF[entry.link] != "guterres-putin"
    }
    assert {EVENT_OF[link] for link, text in elsewhere.items() if re.search(r"Putin\b(?!-)", text)} == {
        "sarmat-test"
    }
    assert {EVENT_OF[link] for link, text in elsewhere.items() if "Putin-era" in text} == {"french-election"}
    assert {EVENT_OF[link] for link, text in elsewhere.items() if "Guterres" in text} == {
        "timor-leste-run-off"
    }
    assert not any("António Guterres" in text for text in elsewhere.values())
    assert {EVENT_OF[link] for link, text in elsewhere.items() if "ambassador" in text} == {"veto-debates"}


@pytest.mark.parametrize(
    "address",
    [
        "wirewatch-sample:",
        "wirewatch-sample:../actors.toml",
        "meridian-wire.xml",
        "https://meridianwire.example/",
    ],
)
def test_an_address_outside_the_sample_wire_is_refused_by_name(address: str) -> None:
    with pytest.raises(ValueError, match="is not a feed of the sample wire"):
        sample_bytes(address)
