"""Discord's own document as judge, of the bot's requests and of the fake's answers and events."""

import time

import aiohttp
import pytest

from .discord import ChannelType, FakeDiscord
from .discord.contract import Contract, contract
from .discord.guild_payloads import guild_create_json
from .discord.message_payloads import message_json
from .discord.posting import post


@pytest.fixture
def judge() -> Contract:
    """Discord's document, which is not part of the repository."""
    found = contract()
    if found is None:
        pytest.skip(
            "../shared/discord/openapi.json is absent: requests and answers are judged by hand rules alone"
        )
    return found


MESSAGES = ("POST", "/channels/{channel_id}/messages")


def test_plain_message_passes(judge: Contract) -> None:
    assert (
        judge.request(*MESSAGES, {}, {"content": "x", "tts": False, "message_reference": {"message_id": 1}})
        == ()
    )


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"content": "x", "colour": 1}, "body"),
        ({"embeds": [{"title": "x", "colour": 1}]}, "embeds.0"),
        ({"embeds": [{"fields": [{"name": "x"}]}]}, "embeds.0.fields.0"),
        ({"flags": 1 << 15, "components": [{"type": 99}]}, "components.0.type"),
        (
            {"components": [{"type": 1, "components": [{"type": 2, "label": "x"}]}]},
            "components.0.components.0",
        ),
        ({"content": 1}, "content"),
        ({"content": "x", "message_reference": {"message_id": "one"}}, "message_reference.message_id"),
    ],
)
def test_complaint_names_the_place(judge: Contract, body: object, where: str) -> None:
    assert [str(complaint).split(":")[0] for complaint in judge.request(*MESSAGES, {}, body)] == [where]


def test_query_is_judged(judge: Contract) -> None:
    listing = ("GET", "/channels/{channel_id}/messages")
    assert judge.request(*listing, {"limit": "100", "before": "1"}, None) == ()
    found = judge.request(*listing, {"limit": "101", "sort": "new"}, None)
    assert [complaint.path for complaint in found] == [("limit",), ("sort",)]


def test_undocumented_operations_statuses_and_bodies_are_named(judge: Contract) -> None:
    assert judge.request("POST", "/users/@me", {}, None)[0].code == "NO_SUCH_OPERATION"
    assert judge.request("GET", "/users/@me", {}, {"x": 1})[0].code == "UNEXPECTED_BODY"
    assert judge.answer("GET", "/users/@me", 418, {"x": 1})
    assert judge.answer("GET", "/users/@me", 302, None)[0].code == "UNDECLARED_STATUS"
    assert judge.answer("GET", "/users/@me", 404, {"code": 0, "message": "404: Not Found"}) == ()


async def test_guild_events_are_made_of_documented_objects(judge: Contract) -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        fake.add_channel(guild, "news", ChannelType.ANNOUNCEMENT)
        fake.add_channel(guild, "stories", ChannelType.FORUM, tags=("politics",))
        fake.add_role(guild, "desk")
        event = guild_create_json(fake.backend.world, guild)
        found = [
            *judge.value("GuildWithCountsResponse", event),
            *(c for channel in event["channels"] for c in judge.value("GuildChannelResponse", channel)),
            *(c for member in event["members"] for c in judge.value("GuildMemberResponse", member)),
        ]
        assert found == []


async def test_stored_components_are_documented_ones(judge: Contract) -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        picture = {"media": {"url": "https://x.example/a.png"}}
        parts = [
            {"type": 17, "accent_color": 1, "components": [{"type": 10, "content": "x"}, {"type": 14}]},
            {"type": 12, "items": [picture]},
            {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": {"type": 11, **picture}},
            {"type": 1, "components": [{"type": 5, "custom_id": "who"}]},
        ]
        message = post(fake.backend, wire, {"flags": 1 << 15, "components": parts})
        assert judge.value("MessageResponse", message_json(fake.backend.world, message)) == ()


async def test_hand_rules_judge_alone_where_the_document_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fakes.discord.server.contract", lambda: None)
    async with FakeDiscord() as fake, aiohttp.ClientSession() as session:
        address = f"{fake.rest_url}/channels/{fake.channel_of(fake.add_guild()).id}/messages"
        headers = {"Authorization": f"Bot {fake.token}"}
        statuses = []
        for body in ({"content": "x"}, {"content": "x" * 2001}, {"content": "x", "colour": 1}):
            async with session.post(address, json=body, headers=headers) as response:
                statuses.append(response.status)
        assert statuses == [200, 400, 400]
        assert len(fake.violations) == 2


async def test_fake_starts_in_well_under_a_second() -> None:
    began = time.perf_counter()
    async with FakeDiscord():
        assert time.perf_counter() - began < 1


@pytest.mark.parametrize("first", ["100000000000000001", "2"])
def test_what_was_found_right_is_found_wrong_again_with_another_value(first: str) -> None:
    judge = contract()
    if judge is None:
        pytest.skip("Discord's document is not here")
    route = "/channels/{channel_id}/messages"

    def wrong(**body: object) -> bool:
        return bool(judge.request("POST", route, {}, body))

    assert not wrong(content="a", nonce=first)
    assert wrong(content="a", nonce=first, contents="a")
    assert wrong(content=5, nonce=first)
    assert not wrong(content="a", nonce="100000000000000002")
