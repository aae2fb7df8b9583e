"""Stories that were found, listed or asked for: whatever is in them, limits are kept and nothing formats."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.found import highlighted, hits_listing, latest_listing
from bot.render.listing import Listing, cuts, listing_page
from bot.render.message import RenderedMessage
from bot.render.story import story_message
from bot.story import Whole
from storage.model.headline import Headline
from storage.model.sought import Hit
from summarise.model import Alert, Source
from summarise.text.searching import Snippet, asked, snippet
from tests.bot.hostile import addresses, alerts, moments, texts
from tests.bot.news import NOON, grown
from tests.bot.reading import FORMATS, check_embeds, foreign, links, markdown
from tests.fakes.discord.rules.messages import message_complaints

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

QUERIES = st.sampled_from(
    ["word", "everyone OR here", "http", "b", "evil example", "1", '"word word"', "t R"]
)
snippets = st.builds(lambda text, query: snippet(text, asked(query), "en"), texts, QUERIES)
hits = st.builds(
    Hit,
    article=st.just(1),
    story=st.just(1),
    outlet=texts,
    title=texts,
    url=addresses,
    at=moments,
    snippet=snippets,
    articles=st.just(3),
    outlets=st.integers(1, 9),
    found=st.just(1),
)
headlines = st.builds(
    Headline,
    story=st.just(1),
    title=texts,
    url=addresses,
    outlet=texts,
    articles=st.just(3),
    outlets=st.integers(1, 9),
    first_at=moments,
    last_at=moments,
    actors=st.just(("a", "b", "c", "d", "unknown")),
)


def check(message: RenderedMessage) -> None:
    """Discord takes it, and of what is not ours nothing formats, links or pings."""
    check_embeds(message)
    assert not list(message_complaints(message.payload()))
    for text in markdown(message):
        assert not FORMATS.search(foreign(text)), text
    assert all(address.startswith(("https://", "http://")) for address in links(message))


def check_pages(listing: Listing) -> None:
    """Each of its pages."""
    for page in range(len(cuts(listing))):
        check(listing_page(listing, page, 1))


@given(st.lists(hits, max_size=12), texts)
def test_hits_keep_their_limits_and_format_nothing(found: list[Hit], query: str) -> None:
    check_pages(hits_listing(query, found, "Nothing.", "-# Note"))


@given(st.lists(headlines, max_size=20), texts)
def test_newest_stories_keep_their_limits_and_format_nothing(found: list[Headline], name: str) -> None:
    check_pages(latest_listing("Latest", found, dict.fromkeys("abcd", name), "Nothing.", ""))


@given(
    alerts,
    st.lists(st.tuples(st.builds(Source, outlet=texts, title=texts, url=addresses), moments), min_size=1),
)
def test_whole_story_keeps_its_limits_and_formats_nothing(
    alert: Alert, reports: list[tuple[Source, datetime]]
) -> None:
    check(story_message(Whole(alert=alert, first_reports=tuple(reports))))


def test_words_that_were_sought_are_bold_and_spaces_stay() -> None:
    found = snippet("The *dam* broke, and the dam_x fell; no dam. Dam!", asked("dam"), "en")
    assert highlighted(found) == ("The \\***dam**\\* broke, and the **dam**\\_x fell; no **dam**. **Dam**!")
    assert highlighted(Snippet(text="")) == ""
    assert highlighted(snippet("Mail to @everyone", asked("everyone"), "en")) == "Mail to @\u200b**everyone**"


def test_story_of_many_outlets_names_the_first_and_the_last() -> None:
    reports = [
        (Source(outlet=f"Outlet {number}", title="Dam", url=None), NOON + number * timedelta(hours=1))
        for number in range(12)
    ]
    message = story_message(Whole(alert=grown(), first_reports=tuple(reports)))
    [told] = [field["value"] for field in message.embeds[0]["fields"] if "Outlet 0" in field["value"]]
    assert [line.split(" ", 1)[1] for line in told.split("\n")] == [
        *(f"Outlet {number}: Dam" for number in range(4)),
        "and 5 more",
        *(f"Outlet {number}: Dam" for number in range(9, 12)),
    ]
