"""A right click on a message: its links condensed, and who is in it."""

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest

from bot.commands.menus import links as reading
from bot.commands.menus.message import links_in, words_of
from feeds.model import Fetched, FetchFailed
from tests.bot.asking import guild, wire
from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.fakes.discord import EVERYONE

PAGE = """<html><head><title>{title}</title></head><body>
<p>The ferry between the two islands runs again after three weeks of repairs to its engine.</p>
<p>Its captain said on Monday that the first crossing had carried two hundred passengers.</p>
</body></html>"""

SAID = (
    "Russian President Vladimir Putin met António Guterres in Moscow. “The talks were long,” Guterres said. "
    "Foreign minister Nia Quill and harbour director Ann Harbour watched them. “Well,” Harbour said."
)


def message(content: str, *embeds: Any) -> Any:
    return SimpleNamespace(content=content, embeds=embeds, components=())


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            "see https://a.example/x, or (https://b.example/y).",
            ["https://a.example/x", "https://b.example/y"],
        ),
        (
            "[a](https://a.example/wiki/B_(c)) <https://b.example>",
            ["https://a.example/wiki/B_(c)", "https://b.example"],
        ),
        (
            "https://a.example/ https://a.example/ HTTP://B.example/",
            ["https://a.example/", "HTTP://B.example/"],
        ),
        ("ftp://a.example/ javascript:alert(1) https:// https://[::1", []),
        ("https://discord.com/channels/1/2 https://cdn.discordapp.com/a.png", []),
        ("“https://a.example/”", ["https://a.example/"]),
    ],
)
def test_links_are_found_without_what_is_around_them(content: str, found: list[str]) -> None:
    assert list(links_in(message(content))) == found


def test_words_and_links_of_embeds_count_after_those_of_the_text() -> None:
    field = SimpleNamespace(name="More", value="https://c.example/")
    embed = SimpleNamespace(
        url="https://b.example/", title="Title", description="Said https://d.example/.", fields=(field,)
    )
    said = message("https://a.example/", embed)
    assert [link[8] for link in links_in(said)] == ["a", "b", "d", "c"]
    assert words_of(said).split("\n\n") == [
        "https://a.example/", "Title", "Said https://d.example/.", "More", "https://c.example/",
    ]  # fmt: skip


async def test_links_of_a_message_are_condensed_wherever_the_app_goes(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 4):
        bot.web.put(f"https://o{number}.example/", PAGE.format(title=f"@everyone *{number}*"))
    bot.web.put("https://o2.example/", "png", "image/png")
    here, owner = guild(bot), guild(bot).owner
    friend = bot.discord.add_member(here)
    addresses = " ".join(f"https://o{number}.example/" for number in (1, 2, 3, 4, 5))
    private = bot.discord.add_private_channel(owner, friend)
    conversation = bot.discord.conversation(owner)
    for channel in (wire(bot), private, conversation):
        said = bot.discord.say(channel, owner, addresses)
        asked = await bot.discord.context_menu("Summarise links", said, user=owner)
        shown = await asked.answer()
        assert asked.ephemeral
        first, second, third = shown.embeds
        assert (first["title"], first["url"]) == ("@\u200beveryone \\*1\\*", "https://o1.example/")
        assert "[o1.example](https://o1.example/)" in first["description"]
        assert "no web page but “image/png”" in second["description"]
        assert "o3.example/ did not answer" in third["description"]
        assert third["description"].endswith("-# 2 more links were not read.")
    nothing = bot.discord.say(wire(bot), owner, "no link")
    refused = await bot.discord.context_menu("Summarise links", nothing, user=friend, permissions=EVERYONE)
    assert "no link to a web page" in (await refused.answer()).text


async def test_progress_is_told_while_pages_are_read(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PACE", 0.01)
    fetch: Callable[[str], Awaitable[Fetched | FetchFailed]] = bot.client.desk.fetch_page
    going_on = asyncio.Event()

    async def slow(address: str) -> Fetched | FetchFailed:
        if "o2" in address:
            await going_on.wait()
        return await fetch(address)

    object.__setattr__(bot.client.desk, "fetch_page", slow)
    for number in (1, 2):
        bot.web.put(f"https://o{number}.example/", PAGE.format(title=f"Page {number}"))
    said = bot.discord.say(wire(bot), guild(bot).owner, "https://o1.example/ https://o2.example/")
    asked = await bot.discord.context_menu("Summarise links", said)
    await bot.discord.wait_for(
        lambda _: asked.original is not None and "1 of 2 pages are read" in asked.original.text
    )
    going_on.set()
    await bot.discord.wait_for(lambda _: asked.original is not None and "Page 2" in asked.original.text)


async def test_people_of_a_message_are_told_with_what_they_do_and_say(bot: Bot) -> None:
    here, owner = guild(bot), guild(bot).owner
    friend = bot.discord.add_member(here)
    entry = '[[actor]]\nid = "ann-harbour"\nkind = "person"\nname = "Ann Harbour"\n'
    await bot.archive.actors.add(str(here.id), "ann-harbour", entry, "command", NOON)
    private = bot.discord.add_private_channel(owner, friend)
    for channel, own in ((wire(bot), True), (private, False)):
        said = bot.discord.say(channel, owner, SAID)
        asked = await bot.discord.context_menu("Who is in this?", said, user=owner)
        told = (await asked.answer()).text
        assert asked.ephemeral
        assert "**Vladimir Putin** (in the lead)" in told
        assert "**António Guterres** (speaks)" in told
        assert "**António Guterres**: “The talks were long,”" in told
        assert ("**Ann Harbour** (" in told) is own
        unknown = told.partition("Unknown to Wirewatch")[2]
        assert "Nia Quill" in unknown
        assert ("Ann Harbour" in unknown) is not own
        assert ("`/actor add`" in told) is own
    for content, why in (("*nobody* @everyone", "Nobody whom Wirewatch knows"), ("\u200b", "no words")):
        said = bot.discord.say(wire(bot), friend, content)
        asked = await bot.discord.context_menu("Who is in this?", said, user=friend, permissions=EVERYONE)
        assert why in (await asked.answer()).text
