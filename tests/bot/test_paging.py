"""Lists that are longer than a message have pages, which turn for whoever asked, whenever."""

from hypothesis import given
from hypothesis import strategies as st

from bot.render.limits import EMBED_DESCRIPTION, units
from bot.render.listing import Listing, cuts, listing_page
from tests.bot.asking import guild
from tests.bot.conftest import Bot
from tests.bot.news import NOON

ENTRIES = st.lists(st.text(min_size=1, max_size=600).map(lambda text: text.strip() or "x"), max_size=60)


@given(ENTRIES, st.integers(-1, 99))
def test_every_entry_stands_on_one_page_and_every_page_fits(entries: list[str], page: int) -> None:
    listing = Listing(title="List", entries=tuple(entries), empty="None.", note="Note")
    assert [entry for cut in cuts(listing) for entry in cut] == entries
    [embed] = listing_page(listing, page, 7).embeds
    assert 0 < units(embed["description"]) <= EMBED_DESCRIPTION


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


async def test_pages_turn_for_whoever_asked(bot: Bot) -> None:
    await many_feeds(bot)
    asked = await bot.discord.interact("feed list")
    shown = await asked.answer()
    assert "Outlet 14" in shown.text
    assert "Outlet 15" not in shown.text
    assert "1 of 3" in str(shown.components)
    turned = await bot.discord.click(shown, "page:1:1")
    await bot.discord.wait_for(lambda _: turned.updated)
    assert "Outlet 15" in shown.text
    assert "2 of 3" in str(shown.components)


async def test_pages_turn_for_nobody_else(bot: Bot) -> None:
    await many_feeds(bot)
    shown = await (await bot.discord.interact("feed list")).answer()
    stranger = bot.discord.add_member(guild(bot), "stranger")
    pressed = await bot.discord.click(shown, "page:1:1", user=stranger)
    told = await pressed.followup()
    assert "Only whoever asked" in told.text
    assert "Outlet 14" in shown.text
