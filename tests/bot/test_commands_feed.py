"""/feed add, list and remove, as people use them."""

import json
from datetime import timedelta
from ipaddress import ip_network

import pytest

from bot.commands.feed import lists
from bot.render.escape import escaped
from feeds.model import Feed, FetchFailed, Poll, Standing
from feeds.opml import Outline, read_opml
from storage.hosts import hush
from tests.bot.asking import FEED, ask, ask_afresh, guild, suggested
from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.fakes.discord import EVERYONE, Upload

ADDRESS = "https://harbour.example/feed.xml"


async def test_feed_is_added_listed_and_removed(bot: Bot) -> None:
    bot.web.put(ADDRESS, FEED, "application/rss+xml")
    added = await ask(bot, "feed add", url=f" {ADDRESS} ")
    assert (
        "Reading **Harbour \\*Courier\\*** from now on. It holds 1 entry, the newest <t:1650967200:R>"
        in added
    )
    [row] = await bot.archive.subscriptions.of_guild(str(guild(bot).id))
    assert (row.feed.address, row.origin) == (ADDRESS, "command")
    listed = await ask(bot, "feed list")
    assert f"[Harbour \\*Courier\\*]({ADDRESS}) (by command), not read yet" in listed
    [(name, value)] = await suggested(bot, "feed remove", "feed", "harbour")
    assert name.startswith("Harbour *Courier*")
    assert "no longer read" in await ask(bot, "feed remove", feed=value)
    assert "None yet" in await ask(bot, "feed list")


async def test_all_entries_that_a_feed_holds_are_counted(bot: Bot) -> None:
    items = "".join(f"<item><guid>{n}</guid><title>Title {n}</title></item>" for n in range(1_200))
    whole = f"<rss version='2.0'><channel><title>Long</title>{items}</channel></rss>"
    bot.web.put(ADDRESS, whole, "application/rss+xml")
    added = await ask(bot, "feed add", url=ADDRESS)
    assert "It holds 1,200 entries, of which the first 1,000 are read." in added


async def test_feed_is_filed_paused_and_resumed_without_a_flood(bot: Bot) -> None:
    bot.web.put(ADDRESS, FEED, "application/rss+xml")
    other = "https://other.example/feed"
    bot.web.put(other, FEED.replace("Harbour *Courier*", "Other"), "application/rss+xml")
    added = await ask(bot, "feed add", url=ADDRESS, topic=" World / Europe ")
    assert "Its topic is World/Europe." in added
    await ask(bot, "feed add", url=other, topic="world/Asia")
    here = str(guild(bot).id)
    rows = await bot.archive.subscriptions.of_guild(here)
    assert [row.topic for row in rows] == ["World/Europe", "World/Asia"], (
        "a topic is spelled as it is already"
    )
    assert await suggested(bot, "feed add", "topic", "wor") == [
        (each, each) for each in ("World", "World/Asia", "World/Europe")
    ]
    one, two = (str(row.feed.id) for row in rows)
    for command in ("feed pause", "feed topic", "feed remove"):
        assert [value for _, value in await suggested(bot, command, "feed", "harbour")] == [one]
    for command in ("feed topic", "feed list"):
        assert len(await suggested(bot, command, "topic", "")) == 3
    for wrong, why in (("*bold*", "plain words"), ("a/" * 9, "at most 8 parts"), ("<@&1>", "plain words")):
        assert why in await ask(bot, "feed topic", feed=one, topic=wrong)
    assert "is paused: it is not read" in await ask(bot, "feed pause", feed=one)
    assert "was paused <t:" in await ask(bot, "feed pause", feed=one)
    assert "is paused here. `/feed resume`" in await ask(bot, "feed add", url=ADDRESS)
    listed = await ask(bot, "feed list")
    assert listed.index("**World/Asia**") < listed.index("[Other]") < listed.index("**World/Europe**")
    assert "(by command), **paused** <t:" in listed
    assert (await ask(bot, "feed list", topic="world")).startswith("Feeds: world (2)")
    assert "No feed of this server has that topic" in await ask(bot, "feed list", topic="Wor")
    assert "is about Sport now" in await ask(bot, "feed topic", feed=one, topic="Sport")
    assert "has no topic any more" in await ask(bot, "feed topic", feed=two)
    [(_, resting)] = await suggested(bot, "feed resume", "feed", "")
    assert "is read again. What came meanwhile stays silent." in await ask(bot, "feed resume", feed=resting)
    assert "no longer read" in await ask(bot, "feed remove", feed=two)
    assert [row.topic for row in await bot.archive.subscriptions.of_guild(here)] == ["Sport"]


async def test_who_may_change_feeds_is_settled_by_roles_and_told_in_the_log(bot: Bot) -> None:
    here, channel = guild(bot), bot.discord.add_channel(guild(bot), "log")
    role = bot.discord.add_role(here, "desk")
    reader = bot.discord.add_member(here)
    helper = bot.discord.add_member(here, roles=(role,))
    await bot.archive.guilds.tell_changes(str(here.id), str(channel.id))
    await bot.archive.guilds.allow(str(here.id), "feed", (str(role.id),))
    bot.web.put(ADDRESS, FEED, "application/rss+xml")
    for command, options in (
        ("feed add", {"url": ADDRESS}),
        ("feed pause", {"feed": "1"}),
        ("feed remove", {"feed": "1"}),
        ("feed topic", {"feed": "1"}),
        ("feed export", {}),
    ):
        refused = await bot.discord.interact(command, options, user=reader, permissions=EVERYONE)
        assert "needs *Manage Server*, or a role" in (await refused.answer()).text
    added = await bot.discord.interact("feed add", {"url": ADDRESS}, user=helper, permissions=EVERYONE)
    assert "Reading **Harbour" in (await added.answer()).text
    shown = await bot.discord.interact("feed list", user=reader, permissions=EVERYONE)
    assert "Harbour" in (await shown.answer()).text
    waiting = await bot.archive.deliveries.claim(f"channel:{channel.id}", NOON)
    assert waiting is not None
    assert waiting.post.body.text == "added the feed **Harbour \\*Courier\\***"  # type: ignore[union-attr]


async def test_declared_feed_is_paused_but_not_removed(bot: Bot) -> None:
    feed = await bot.archive.feeds.add(address=ADDRESS, outlet="Harbour", now=NOON)
    await bot.archive.subscriptions.subscribe(str(guild(bot).id), feed.id, "configuration", NOON)
    assert "is declared in wirewatch.toml" in await ask(bot, "feed remove", feed=str(feed.id))
    assert "is paused" in await ask(bot, "feed pause", feed=ADDRESS)
    assert "is declared in wirewatch.toml" in await ask(bot, "feed remove", feed=str(feed.id))


async def test_preview_and_check_explain_a_feed_and_keep_nothing(bot: Bot) -> None:
    hostile = FEED.replace("Talks in Moscow", "@everyone **now** &lt;t:1:R&gt; " + "🦄" * 200)
    bot.web.put(ADDRESS, hostile, "application/rss+xml")
    bot.web.put("https://harbour.example/", page(feed_link("/feed.xml"), feed_link("/sport.xml")))
    asked = await bot.discord.interact("feed preview", {"url": ADDRESS})
    shown = (await asked.answer()).text
    assert "@\u200beveryone \\*\\*now\\*\\* \\<t:1:R\\> 🦄" in shown
    assert "Nothing was added. `/feed add` reads it." in shown
    assert "**Articles** the pages of all are read too: the feed carries only teasers" in shown
    assert "**Looked at** every " in shown
    leads = await (await bot.discord.interact("feed preview", {"url": "https://harbour.example/"})).answer()
    looked = await bot.discord.click(leads, "feed:look", ADDRESS)
    assert "Nothing was added" in (await looked.answer()).text
    assert await bot.archive.feeds.all() == ()
    for address, why in (
        ("https://gone.example/", "cannot be read"),
        ("https://harbour.example/none", "cannot be read"),
        ("file:///etc/passwd", "cannot be read"),
    ):
        assert why in await ask(bot, "feed preview", url=address)
    await ask(bot, "feed add", url=ADDRESS)
    assert "This server reads it already." in await ask(bot, "feed preview", url=ADDRESS)
    [(_, chosen)] = await suggested(bot, "feed check", "feed", "courier")
    checked = await (await bot.discord.interact("feed check", {"feed": chosen})).answer()
    assert "**Health** well" in checked.text
    assert "**Next look**" in checked.text
    assert len(checked.text.splitlines()) < 9, "it is read on a phone"
    details = await bot.discord.click(checked, f"feed:check:{chosen}")
    told = (await details.answer()).text
    assert details.ephemeral
    for said in ("**Read here** yes", "**Status** 200, all of it", "**Number** 1", "**Health** well"):
        assert said in told
    bot.web.pages.clear()
    assert "cannot be read" in await ask(bot, "feed check", feed=chosen)
    assert "does not read that feed" in await ask(bot, "feed check", feed="https://gone.example/")


def opml(*outlines: str) -> Upload:
    body = "\n".join(outlines)
    return Upload(filename="feeds.opml", data=f"<opml version='2.0'><body>\n{body}\n</body></opml>".encode())


def outline(number: int, said: str = "") -> str:
    return f"<outline text='Outlet {number}' xmlUrl='https://o{number}.example/feed' {said}/>"


async def test_list_is_taken_in_with_folders_and_given_out_again(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PACE", 0.0)
    here = str(guild(bot).id)
    await bot.archive.subscriptions.bring_in(
        here,
        [Outline(address=f"https://o{number}.example/feed", title="") for number in (1, 2)],
        "command",
        NOON,
    )
    await bot.archive.pausing.pause(here, 2, NOON)
    loud = "xmlns:wirewatch='urn:wirewatch:opml' wirewatch:backlog='post' wirewatch:fullText='always'"
    wrong = ["<outline text='@everyone [a](b)'/>", "<outline xmlUrl='ftp://x.example/'/>"]
    rows = [outline(number, loud if number == 7 else "") for number in range(1, 521)]
    file = opml("<outline text='World'>", "<outline text='Europe'>", *wrong, *rows, "</outline></outline>")
    asking = await bot.discord.interact("feed import", {"file": file})
    await bot.discord.wait_for(lambda _: asking.original is not None and "1 of 2" in asking.original.text)
    told = (await asking.answer()).text
    edits = [str(one.body) for one in bot.discord.requests if one.path.endswith("@original")]
    assert [said for said in edits if "100 of 498 feeds are taken in …" in said]
    assert "498 feeds are new. 1 was read already. 1 is paused here and stays so." in told
    assert "22 lines could not be taken:\nLine 4: the outline (@\u200beveryone" in told
    assert "Line 505: Outlet 500" not in told
    assert "1 of 2" in told
    held = await bot.archive.subscriptions.held(here)
    assert len(held) == 500
    seven = next(row for row in held if row.feed.address == "https://o7.example/feed")
    assert (seven.topic, seven.feed.backlog, seven.feed.full_text) == ("World/Europe", "silent", None)
    assert "has 500 feeds already" in await ask(bot, "feed add", url=ADDRESS)
    asked = await bot.discord.interact("feed export")
    shown = await asked.answer()
    assert asked.ephemeral
    assert "500 feeds, as other readers" in shown.text
    [(name, data)] = shown.files.items()
    assert name == "feeds-2022-04-26.opml"
    assert [one.topic for one in read_opml(data).outlines].count("World/Europe") == 498


async def test_file_that_is_no_list_is_said(bot: Bot) -> None:
    for file, said in (
        (Upload(filename="a.opml", data=b"<html><body/></html>"), "no list of feeds"),
        (Upload(filename="a.opml", data=b"\x00\xff\xfe"), "holds no XML"),
        (Upload(filename="a.opml", data=b"<opml><body/></opml>"), "names no feed"),
        (Upload(filename="@everyone.opml", size=9_000_000), "@\u200beveryone.opml is too large"),
    ):
        assert said in await ask_afresh(bot, "feed import", file=file), said
    assert "has no feeds yet" in await ask(bot, "feed export")


async def test_feed_of_a_server_that_rests_and_answers_is_read_at_once(bot: Bot) -> None:
    known = await bot.archive.feeds.add(address="https://harbour.example/other", outlet="Other", now=NOON)
    async with bot.archive._database.writing() as tx:
        await hush(tx, "harbour.example", NOON + timedelta(days=7))
    bot.web.put(ADDRESS, FEED, "application/rss+xml")
    assert "had asked for rest, and has just answered" in await ask(bot, "feed add", url=ADDRESS)
    [row] = await bot.archive.subscriptions.of_guild(str(guild(bot).id))
    assert row.next_look_at is not None
    assert row.next_look_at - NOON < timedelta(minutes=1)
    assert not await bot.archive.feeds.end_rest(known.id, NOON)


async def test_feed_added_twice_is_one_feed(bot: Bot) -> None:
    bot.web.put(ADDRESS, FEED, "application/rss+xml")
    await ask(bot, "feed add", url=ADDRESS)
    assert "already" in await ask(bot, "feed add", url=ADDRESS)
    assert "already" in await ask(bot, "feed add", url=f"{ADDRESS}#top"), "a fragment never reaches a server"
    assert len(await bot.archive.subscriptions.of_guild(str(guild(bot).id))) == 1


async def test_address_that_does_not_answer_is_said(bot: Bot) -> None:
    answer = await ask(bot, "feed add", url="https://gone.example/feed")
    assert "cannot be read" in answer
    assert "Nothing was added." in answer
    assert await bot.archive.feeds.all() == ()


async def test_page_that_is_no_feed_is_said(bot: Bot) -> None:
    bot.web.put("https://page.example/", "<html><body><p>Hello</p></body></html>")
    answer = await ask(bot, "feed add", url="https://page.example/")
    assert "holds no feed" in answer
    assert "Look for a link called RSS or Atom there." in answer
    assert await bot.archive.feeds.all() == ()


async def test_no_link_is_looked_for_where_none_can_be(bot: Bot) -> None:
    bot.web.put("https://wall.example/", "<html><title>Just a moment...</title></html>")
    bot.web.put("https://list.example/", "<opml version='2.0'><body/></opml>")
    for address in ("https://wall.example/", "https://list.example/"):
        answer = await ask(bot, "feed add", url=address)
        assert "holds no feed" in answer
        assert "Look for a link" not in answer
        assert "`" not in answer


def page(*links: str) -> str:
    return f"<html><head>{''.join(links)}</head><body><p>Welcome.</p></body></html>"


def feed_link(address: str, title: str = "") -> str:
    return f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{address}">'


async def test_pages_only_feed_is_read_and_named(bot: Bot) -> None:
    bot.web.put("https://harbour.example/", page(feed_link("/feed.xml")))
    bot.web.put(ADDRESS, FEED, "application/rss+xml")
    added = await ask(bot, "feed add", url="harbour.example/")
    assert f"That page's feed is [https:\\//harbour.example/feed.xml]({ADDRESS})." in added
    [row] = await bot.archive.subscriptions.of_guild(str(guild(bot).id))
    assert row.feed.address == ADDRESS


async def test_several_feeds_of_a_page_are_chosen_from(bot: Bot) -> None:
    bot.web.put(
        "https://harbour.example/",
        page(feed_link("/feed.xml", "World *news*"), feed_link("/sport.xml"), feed_link(f"/{'x' * 90}")),
    )
    bot.web.put(ADDRESS, FEED, "application/rss+xml")
    asked = await bot.discord.interact("feed add", {"url": "https://harbour.example/"})
    shown = await asked.answer()
    assert asked.ephemeral
    assert shown.text.startswith("That page has 3 feeds")
    assert f"[World \\*news\\*]({ADDRESS}) (RSS)" in shown.text
    assert "1 of them cannot be chosen here" in shown.text
    [select] = [part for row in shown.components for part in row["components"]]
    assert [option["value"] for option in select["options"]] == [ADDRESS, "https://harbour.example/sport.xml"]
    assert await bot.archive.feeds.all() == ()
    chosen = await bot.discord.click(shown, select["custom_id"], ADDRESS)
    answer = await chosen.answer()
    assert chosen.ephemeral
    assert "Reading **Harbour \\*Courier\\*** from now on" in answer.text
    [row] = await bot.archive.subscriptions.of_guild(str(guild(bot).id))
    assert row.feed.address == ADDRESS


async def test_choice_that_is_no_feed_is_told(bot: Bot) -> None:
    bot.web.put("https://harbour.example/", page(feed_link("/a.xml"), feed_link("/b.xml")))
    asked = await bot.discord.interact("feed add", {"url": "https://harbour.example/"})
    chosen = await bot.discord.click(await asked.answer(), "feed:choice", "https://harbour.example/a.xml")
    assert "cannot be read" in (await chosen.answer()).text


async def test_choosing_needs_the_permission_to_manage(bot: Bot) -> None:
    bot.web.put("https://harbour.example/", page(feed_link("/a.xml"), feed_link("/b.xml")))
    asked = await bot.discord.interact("feed add", {"url": "https://harbour.example/"})
    reader = bot.discord.add_member(guild(bot))
    chosen = await bot.discord.click(
        await asked.answer(),
        "feed:choice",
        "https://harbour.example/a.xml",
        user=reader,
        permissions=EVERYONE,
    )
    assert "Manage Server" in (await chosen.answer()).text


async def test_feeds_with_long_addresses_alone_are_listed_without_a_select(bot: Bot) -> None:
    bot.web.put("https://harbour.example/", page(feed_link(f"/{'x' * 90}"), feed_link(f"/{'y' * 90}")))
    asked = await bot.discord.interact("feed add", {"url": "https://harbour.example/"})
    shown = await asked.answer()
    assert "y" * 90 in shown.text
    assert not shown.components


async def test_many_feeds_of_a_page_keep_within_discords_limits(bot: Bot) -> None:
    links = [feed_link(f"/{number}.xml", "A very long name " * 20) for number in range(60)]
    bot.web.put("https://harbour.example/", page(*links))
    asked = await bot.discord.interact("feed add", {"url": "https://harbour.example/"})
    [select] = [part for row in (await asked.answer()).components for part in row["components"]]
    assert len(select["options"]) == 25


async def test_another_guilds_feed_is_neither_seen_nor_removed(bot: Bot) -> None:
    feed = await bot.archive.feeds.add(address=ADDRESS, outlet="Harbour", now=NOON)
    await bot.archive.subscriptions.subscribe("999", feed.id, "command", NOON)
    assert "None yet" in await ask(bot, "feed list")
    assert "does not read that feed" in await ask(bot, "feed remove", feed=str(feed.id))
    assert len(await bot.archive.subscriptions.of_guild("999")) == 1


async def test_long_list_is_counted_and_has_pages(bot: Bot) -> None:
    many = [Outline(address=f"https://harbour.example/{number}", title="") for number in range(120)]
    await bot.archive.subscriptions.bring_in(str(guild(bot).id), many, "command", NOON)
    listed = await ask(bot, "feed list")
    assert listed.startswith("Feeds (120)")
    assert "1 of 8" in listed


async def pause(bot: Bot, address: str) -> Feed:
    """A feed that this server reads and that was paused after failures."""
    feed = await bot.archive.feeds.add(address=address, outlet="Harbour", now=NOON)
    await bot.archive.subscriptions.subscribe(str(guild(bot).id), feed.id, "command", NOON)
    (due,) = await bot.archive.feeds.due([feed.id], NOON)
    standing = Standing(
        next_due_at=NOON + timedelta(days=7), interval=None, health="paused", failures=9, failing_since=NOON
    )
    outcome = FetchFailed(reason="status", detail="harbour.example is *not* there.", status=404)
    await bot.archive.feeds.save(Poll(feed=due, outcome=outcome, read=None, standing=standing), NOON)
    return feed


async def test_feed_in_trouble_is_shown_and_resumed(bot: Bot) -> None:
    feed = await pause(bot, ADDRESS)
    await bot.archive.subscriptions.subscribe(
        str(guild(bot).id),
        (await bot.archive.feeds.add(address="https://well.example/", outlet="Well", now=NOON)).id,
        "command",
        NOON,
    )
    assert "**resting after many failures**: harbour.example is \\*not\\* there." in await ask(
        bot, "feed list"
    )
    [(name, value)] = await suggested(bot, "feed resume", "feed", "")
    assert name.startswith("Harbour")
    assert "**Harbour** is looked at again now" in await ask(bot, "feed resume", feed=value)
    resumed = await bot.archive.feeds.get(feed.id)
    assert resumed is not None
    assert (resumed.health, resumed.next_due_at) == ("well", NOON)


async def test_answer_says_where_a_resumed_feeds_server_had_asked_for_rest(bot: Bot) -> None:
    feed = await pause(bot, ADDRESS)
    async with bot.archive._database.writing() as tx:
        await hush(tx, "harbour.example", NOON + timedelta(days=7))
    answer = await ask(bot, "feed resume", feed=str(feed.id))
    assert "**Harbour** is looked at again now, though its server had asked for rest." in answer


async def test_another_guilds_feed_is_not_resumed(bot: Bot) -> None:
    feed = await bot.archive.feeds.add(address=ADDRESS, outlet="Harbour", now=NOON)
    await bot.archive.subscriptions.subscribe("999", feed.id, "command", NOON)
    assert "does not read that feed" in await ask(bot, "feed resume", feed=str(feed.id))
    assert "does not read that feed" in await ask(bot, "feed resume", feed="999")


async def test_imported_topics_and_hosts_are_judged_as_typed_ones_are(bot: Bot) -> None:
    here = str(guild(bot).id)
    old = "**b** [x](http://e.example)"
    await bot.archive.subscriptions.bring_in(
        here, [Outline(address="https://old.example/", title="Old", topic=old)], "command", NOON
    )
    shown = await (await bot.discord.interact("feed list", {"topic": old})).answer()
    assert shown.embeds[0]["title"].startswith("Feeds: \\*\\*b\\*\\* \\[x\\](http:"), "titles are markdown"
    await ask(bot, "feed topic", feed="1", topic="World")
    hosts = ("127.0.0.1", "[::1]", "169.254.169.254", "0x7f.1", "localhost", "10.0.0.7")
    inner = [f"<outline text='{place}' xmlUrl='http://{host}/feed'/>" for place, host in enumerate(hosts)]
    file = opml(
        "<outline text='@everyone **b** [x](http://e.example)'>", outline(1), outline(2), "</outline>",
        "<outline text=' world '><outline text='Asia'>", outline(3), "</outline></outline>",
        f"<outline text='{'long ' * 20}'>", outline(4), "</outline>", *inner,
    )  # fmt: skip
    object.__setattr__(
        bot.client.desk,
        "settings",
        bot.client.desk.settings.model_copy(update={"allow_command_networks": (ip_network("10.0.0.0/24"),)}),
    )
    told = await ask(bot, "feed import", file=file)
    assert "5 feeds are new. 2 topics were left out. 5 lines could not be taken:\nLine" in told
    assert "\\*\\*b\\*\\*" in told
    assert "A topic is made of plain words" in told
    for host in hosts[:-1]:
        assert f"{escaped(f'http://{host}/feed')} leads to " in told, told
    held = {row.feed.address: row.topic for row in await bot.archive.subscriptions.held(here)}
    assert held == {
        "https://old.example/": "World",
        "https://o1.example/feed": "",
        "https://o2.example/feed": "",
        "https://o3.example/feed": "World/Asia",
        "https://o4.example/feed": "",
        "http://10.0.0.7/feed": "",
    }


async def test_secret_in_a_feeds_address_is_shown_only_to_who_may_change_feeds(bot: Bot) -> None:
    secret, plain_one = "https://h.example/feed?token=SECRET", "https://h.example/open"
    for address in (secret, plain_one):
        bot.web.put(address, FEED, "application/rss+xml")
        added = await ask(bot, "feed add", url=address)
        assert ("Its address seems to hold a key" in added) == (address == secret)
    unnamed = await bot.archive.feeds.add(address="https://n.example/feed?key=SECRET", outlet="", now=NOON)
    await bot.archive.subscriptions.subscribe(str(guild(bot).id), unnamed.id, "command", NOON)
    reader = bot.discord.add_member(guild(bot))
    for command, options in (("feed list", {}), ("feed check", {"feed": "1"})):
        asked = await bot.discord.interact(command, options, user=reader, permissions=EVERYONE)
        shown = await asked.answer()
        seen = json.dumps([shown.text, shown.embeds, shown.components])
        assert "SECRET" not in seen
        assert "https://h.example/" in seen
        owned = await (await bot.discord.interact(command, options)).answer()
        assert "SECRET" in json.dumps([owned.text, owned.embeds])
    listed = await bot.discord.interact("feed list", user=reader, permissions=EVERYONE)
    all_of_it = json.dumps((await listed.answer()).embeds)
    assert plain_one in all_of_it
    assert "](https://n.example" not in all_of_it, "a name that is an address leads nowhere else"
    assert "n.example/feed" in all_of_it
