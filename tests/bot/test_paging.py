"""Lists that are longer than a message have pages, which turn for whoever asked, whenever."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.render.limits import EMBED_DESCRIPTION, units
from bot.render.listing import Listing, Pick, cuts, listing_page
from tests.bot.asking import guild
from tests.bot.conftest import Bot
from tests.bot.news import NOON

ENTRIES = st.lists(st.text(min_size=1, max_size=600).map(lambda text: text.strip() or "x"), max_size=30)


@given(ENTRIES, st.integers(-1, 99), st.lists(st.sampled_from("AB"), max_size=30))
def test_every_entry_stands_on_one_page_and_every_page_fits(
    entries: list[str], page: int, headings: list[str]
) -> None:
    below = tuple(100 * heading for heading in sorted(headings)[: len(entries)])
    listing = Listing(title="List", entries=tuple(entries), empty="None.", note="Note", headings=below)
    assert [entry for cut in cuts(listing) for entry in cut] == entries
    [embed] = listing_page(listing, page, 7).embeds
    assert 0 < units(embed["description"]) <= EMBED_DESCRIPTION


def test_entries_stand_below_their_heading_on_each_page_and_are_chosen_where_they_can_be() -> None:
    options = tuple({"label": str(n), "value": str(n)} if n else None for n in range(6))
    pick = Pick(custom_id="x", placeholder="Which?", options=options)
    many = tuple("abcdef")
    headings = ("**A**",) * 4 + ("**B**",) * 2
    listing = Listing(title="List", entries=many, empty="", entries_a_page=3, headings=headings, pick=pick)
    first, second = (listing_page(listing, page, 7) for page in (0, 1))
    assert first.embeds[0]["description"] == "**A**\na\nb\nc"
    assert second.embeds[0]["description"] == "**A**\nd\n**B**\ne\nf"
    chosen = [
        [one["value"] for one in page.components[0]["components"][0]["options"]] for page in (first, second)
    ]
    assert chosen == [["1", "2"], ["3", "4", "5"]]
    assert len(second.components) == 2
    alone = listing_page(replace(listing, entries=("a",), headings=("**A**",)), 0, 7)
    assert alone.components == ()


def test_one_page_has_no_buttons() -> None:
    assert listing_page(Listing(title="List", entries=("a",), empty=""), 0, 7).components == ()


def test_entry_longer_than_a_page_is_cut() -> None:
    [[entry]] = cuts(Listing(title="List", entries=("word " * 2000,), empty=""))
    assert entry.endswith("…")


async def many_feeds(bot: Bot) -> None:
    for number in range(40):
        feed = await bot.archive.feeds.add(
            address=f"https://harbour.example/{number}", outlet=f"Outlet {number}", title="", now=NOON
        )
        await bot.archive.subscriptions.subscribe(str(guild(bot).id), feed.id, "command", NOON)


async def test_pages_turn_for_whoever_asked_and_nobody_else(bot: Bot) -> None:
    await many_feeds(bot)
    asked = await bot.discord.interact("feed list")
    shown = await asked.answer()
    assert "Outlet 14" in shown.text
    assert "Outlet 15" not in shown.text
    assert "1 of 3" in str(shown.components)
    stranger = bot.discord.add_member(guild(bot), "stranger")
    pressed = await bot.discord.click(shown, "page:1:1", user=stranger)
    told = await pressed.followup()
    assert "Only whoever asked" in told.text
    assert "Outlet 14" in shown.text
    turned = await bot.discord.click(shown, "page:1:1")
    await bot.discord.wait_for(lambda _: turned.updated)
    assert "Outlet 15" in shown.text
    assert "2 of 3" in str(shown.components)
