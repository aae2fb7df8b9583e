"""Messages, threads, conversations and events over REST, sent by the real discord.py."""

import io
from datetime import timedelta

import discord
import pytest

from .discord import FakeDiscord, Permission
from .discord_client import layout, online, view


async def test_embed_is_posted_edited_and_deleted() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        wire = fake.channel_of(guild)
        async with online(fake) as client:
            embed = discord.Embed(title="Headline", description="What happened", url="https://news.example/1")
            embed.add_field(name="Outlets", value="2").set_footer(text="Wirewatch")
            sent = await client.text(wire).send(embed=embed)
            shown = fake.messages(wire)[0]
            assert shown.text == "Headline\nWhat happened\nOutlets\n2\nWirewatch"
            await sent.edit(embed=discord.Embed(title="Later headline"))
            assert (shown.text, shown.versions[0].embeds[0]["title"]) == ("Later headline", "Headline")
            await sent.delete()
            assert fake.messages(wire) == []
        assert fake.violations == []


async def test_components_v2_message_stays_v2_when_edited() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        link: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(
            label="Read", url="https://x.example"
        )
        digest = layout(
            discord.ui.Container(
                discord.ui.TextDisplay("# Digest"),
                discord.ui.Separator(),
                discord.ui.Section("One story", accessory=link),
                discord.ui.ActionRow(discord.ui.Button(label="Why?", custom_id="delivery:1")),
            )
        )
        async with online(fake) as client:
            sent = await client.text(wire).send(view=digest)
            shown = fake.messages(wire)[0]
            assert shown.v2
            assert shown.component("delivery:1")["label"] == "Why?"
            await sent.edit(view=layout(discord.ui.TextDisplay("# Later digest")))
            assert shown.text == "# Later digest"
            with pytest.raises(discord.HTTPException):
                await sent.edit(content="plain again")
        assert [violation.kind for violation in fake.violations] == ["invalid request"]


@pytest.mark.parametrize(
    ("content", "embed", "code"),
    [
        ("x" * 2001, None, 50035),
        (None, discord.Embed(title="x" * 257), 50035),
        (None, discord.Embed(description="x" * 4097), 50035),
        (None, discord.Embed(title="x", url="javascript:alert(1)"), 50035),
        (None, discord.Embed().add_field(name="a", value=" "), 50035),
        (None, discord.Embed(), 50006),
        (" ", None, 50006),
    ],
)
async def test_message_over_a_limit_is_refused_and_recorded(
    content: str | None, embed: discord.Embed | None, code: int
) -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        async with online(fake) as client:
            with pytest.raises(discord.HTTPException) as refused:
                await client.text(wire).send(content, embeds=[embed] if embed else [])
        assert refused.value.code == code
        assert fake.messages(wire) == []
        assert [violation.kind for violation in fake.take_violations("invalid request")] == [
            "invalid request"
        ]
        assert fake.violations == []


async def test_same_nonce_gives_the_first_message_until_its_window_has_passed() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        wire, other = fake.channel_of(guild), fake.add_channel(guild, "other")
        async with online(fake) as client:
            first = await client.text(wire).send("one", nonce="delivery-1")
            assert await client.text(wire).send("one", nonce="delivery-1") == first
            assert await client.text(other).send("one", nonce="delivery-1") != first
            fake.clock.advance(timedelta(minutes=3, seconds=1))
            assert await client.text(wire).send("one", nonce="delivery-1") != first
        assert len(fake.messages(wire)) == 2
        assert fake.violations == []


async def test_pings_are_those_the_message_may_make() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        wire = fake.channel_of(guild)
        role, reader = fake.add_role(guild, "desk", mentionable=True), fake.add_member(guild)
        text = f"@everyone <@&{role.id}> <@{reader.id}>"
        async with online(fake) as client:
            channel = client.text(wire)
            await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
            await channel.send(embed=discord.Embed(description=text))
            await channel.send(
                text, allowed_mentions=discord.AllowedMentions(roles=[discord.Object(role.id)])
            )
            await channel.send(view=layout(discord.ui.TextDisplay(text)))
        none, embed, one_role, loud = fake.messages(wire)
        assert not none.pings
        assert not embed.pings
        assert one_role.pings.roles == {role.id}
        assert one_role.pings.users == {reader.id}
        assert not one_role.pings.everyone
        assert loud.pings.users == {reader.id}
        fake.allow(wire, Permission.MENTION_EVERYONE)
        async with online(fake) as client:
            await client.text(wire).send(text)
        assert fake.messages(wire)[-1].pings.everyone


async def test_history_is_paged_and_empty_without_the_permission_to_read_it() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        async with online(fake) as client:
            channel = client.text(wire)
            sent = [await channel.send(str(number)) for number in range(6)]
            assert [m.content async for m in channel.history(limit=2)] == ["5", "4"]
            assert [m.content async for m in channel.history(limit=2, before=sent[3])] == ["2", "1"]
            after = [m.content async for m in channel.history(limit=2, after=sent[1], oldest_first=True)]
            assert after == ["2", "3"]
            around = {m.content async for m in channel.history(limit=3, around=sent[2])}
            assert around == {"1", "2", "3"}
            fake.deny(wire, Permission.READ_MESSAGE_HISTORY)
            assert [m async for m in channel.history(limit=5)] == []
        assert fake.violations == []


@pytest.mark.parametrize(
    ("denied", "code"),
    [(Permission.VIEW_CHANNEL, 50001), (Permission.SEND_MESSAGES, 50013), (Permission.EMBED_LINKS, 50013)],
)
async def test_missing_permission_is_refused(denied: Permission, code: int) -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        async with online(fake) as client:
            fake.deny(wire, denied)
            with pytest.raises(discord.Forbidden) as refused:
                await client.text(wire).send(embed=discord.Embed(title="x"))
            assert refused.value.code == code


async def test_file_is_kept_with_its_bytes() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        async with online(fake) as client:
            file = discord.File(io.BytesIO(b"picture"), "map.png", description="A map")
            sent = await client.text(wire).send("see", file=file)
            assert sent.attachments[0].filename == "map.png"
        kept = fake.messages(wire)[0].attachments[0]
        assert (kept.data, kept.description) == (b"picture", "A map")
        assert fake.violations == []


async def test_edits_of_old_messages_are_limited_where_the_test_says_so() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        fake.backend.old_edit_limit = 1
        async with online(fake) as client:
            sent = await client.text(wire).send("old")
            fake.clock.advance(timedelta(hours=2))
            await sent.edit(content="older")
            fake.faults.status(503, "PATCH", "/channels/*/messages/*", nth=2)
            with pytest.raises(discord.DiscordServerError):
                await sent.edit(content="oldest")
        patches = [r.status for r in fake.requests if r.method == "PATCH"]
        assert patches == [200, 429, 503]
        assert fake.violations == []


async def test_unknown_route_is_recorded() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        async with online(fake) as client:
            seen = client.get_guild(guild.id)
            assert seen is not None
            with pytest.raises(discord.NotFound):
                await seen.invites()
        assert [violation.kind for violation in fake.violations] == ["unknown route"]


async def test_old_style_view_holds_at_most_five_rows_and_no_name_twice() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        twice = view(
            discord.ui.Button(label="a", custom_id="same"), discord.ui.Button(label="b", custom_id="same")
        )
        async with online(fake) as client:
            with pytest.raises(discord.HTTPException) as refused:
                await client.text(wire).send("x", view=twice)
        assert "cannot be duplicated" in str(refused.value)
