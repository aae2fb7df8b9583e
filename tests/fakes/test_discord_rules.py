"""The hand rules by themselves: each limit holds at its edge and breaks one step past it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from .discord.errors import Complaint
from .discord.message import Message, MessageFlag
from .discord.rules.callbacks import choice_complaints, modal_complaints
from .discord.rules.commands import commands_complaints
from .discord.rules.messages import ON_EDIT, ON_REPLY, message_complaints

NOW = datetime(2022, 4, 26, 12, tzinfo=UTC)
V2 = int(MessageFlag.IS_COMPONENTS_V2)
Json = dict[str, Any]


def text(content: str) -> Json:
    return {"type": 10, "content": content}


def button(**changes: object) -> Json:
    return {"type": 2, "style": 1, "label": "Why?", "custom_id": "why", **changes}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def buttons(number: int, start: int = 0) -> Json:
    return row(*(button(custom_id=f"b{start + n}") for n in range(number)))


def select(*values: str, **changes: object) -> Json:
    options = [{"label": value, "value": value} for value in values]
    return {"type": 3, "custom_id": "topic", "options": options, **changes}


def embed(**parts: object) -> Json:
    return {"embeds": [parts]}


def v2(*components: Json) -> Json:
    return {"flags": V2, "components": list(components)}


def codes(complaints: list[Complaint]) -> set[str]:
    return {complaint.code for complaint in complaints}


ALLOWED = {
    "content": {"content": "x" * 2000},
    "description": embed(description="x" * 4096),
    "title": embed(title="x" * 256),
    "fields": embed(fields=[{"name": "n" * 8, "value": "v" * 100}] * 25),
    "value": embed(fields=[{"name": "n" * 256, "value": "v" * 1024}]),
    "footer": embed(title="x", footer={"text": "x" * 2048}),
    "author": embed(author={"name": "x" * 256, "url": "https://x.example"}),
    "ten embeds of 600": {"embeds": [{"description": "x" * 600}] * 10},
    "five rows": {"content": "x", "components": [buttons(5, 5 * n) for n in range(5)]},
    "select": {"components": [row(select(*map(str, range(25)), max_values=25))]},
    "link": {"components": [row(button(style=5, custom_id=None, url="discord://x.example"))]},
    "attachment": embed(image={"url": "attachment://map.png"}),
    "forty components": v2(*[text("x")] * 40),
    "v2 text": v2({"type": 17, "components": [text("x" * 2000), text("x" * 2000)]}),
    "nonce": {"content": "x", "nonce": "n" * 25, "enforce_nonce": True},
    "mentions": {"content": "x", "allowed_mentions": {"parse": [], "roles": ["1"]}},
}

REFUSED = {
    "content": ({"content": "x" * 2001}, "BASE_TYPE_MAX_LENGTH"),
    "description": (embed(description="x" * 4097), "BASE_TYPE_MAX_LENGTH"),
    "title": (embed(title="x" * 257), "BASE_TYPE_MAX_LENGTH"),
    "fields": (embed(fields=[{"name": "n", "value": "v"}] * 26), "BASE_TYPE_BAD_LENGTH"),
    "field name": (embed(fields=[{"name": "n" * 257, "value": "v"}]), "BASE_TYPE_MAX_LENGTH"),
    "field value": (embed(fields=[{"name": "n", "value": "v" * 1025}]), "BASE_TYPE_MAX_LENGTH"),
    "empty field": (embed(fields=[{"name": "n", "value": "\n"}]), "BASE_TYPE_REQUIRED"),
    "footer": (embed(footer={"text": "x" * 2049}), "BASE_TYPE_MAX_LENGTH"),
    "author": (embed(author={"name": "x" * 257}), "BASE_TYPE_MAX_LENGTH"),
    "6001 over two embeds": (
        {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3001}]},
        "MAX_EMBED_SIZE_EXCEEDED",
    ),
    "eleven embeds": ({"embeds": [{"title": "x"}] * 11}, "BASE_TYPE_BAD_LENGTH"),
    "embed scheme": (embed(title="x", url="ftp://x.example"), "URL_TYPE_INVALID_SCHEME"),
    "embed address": (embed(title="x", url="https://"), "URL_TYPE_INVALID_URL"),
    "timestamp": (embed(title="x", timestamp="today"), "DATE_TIME_TYPE_PARSE"),
    "nothing": ({}, "EMPTY_MESSAGE"),
    "blank": ({"content": " \n"}, "EMPTY_MESSAGE"),
    "empty embed": (embed(color=1), "EMPTY_MESSAGE"),
    "six rows": ({"components": [buttons(1, n) for n in range(6)]}, "BASE_TYPE_BAD_LENGTH"),
    "six buttons": ({"components": [buttons(6)]}, "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    "button beside select": (
        {"components": [row(button(), select("a"))]},
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ),
    "same name": ({"components": [row(button(), button())]}, "COMPONENT_CUSTOM_ID_DUPLICATED"),
    "long name": ({"components": [row(button(custom_id="x" * 101))]}, "BASE_TYPE_MAX_LENGTH"),
    "no name": ({"components": [row(button(custom_id=""))]}, "BASE_TYPE_REQUIRED"),
    "label": ({"components": [row(button(label="x" * 81))]}, "BASE_TYPE_MAX_LENGTH"),
    "no label": ({"components": [row(button(label=None))]}, "BASE_TYPE_REQUIRED"),
    "link without url": (
        {"components": [row(button(style=5, custom_id=None))]},
        "BASE_TYPE_REQUIRED",
    ),
    "link with script": (
        {"components": [row(button(style=5, custom_id=None, url="javascript:x"))]},
        "URL_TYPE_INVALID_SCHEME",
    ),
    "link with name": (
        {"components": [row(button(style=5, url="https://x.example"))]},
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ),
    "26 options": ({"components": [row(select(*map(str, range(26))))]}, "BASE_TYPE_BAD_LENGTH"),
    "same option": (
        {"components": [row(select("a", "a"))]},
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    "too many to pick": (
        {"components": [row(select("a", max_values=2))]},
        "SELECT_COMPONENT_VALUES_RANGE",
    ),
    "v2 without flag": ({"components": [text("x")]}, "UNION_TYPE_CHOICES"),
    "41 components": (v2({"type": 17, "components": [text("x")] * 40}), "COMPONENT_MAX_TOTAL"),
    "4001 of text": (v2(text("x" * 2000), text("x" * 2001)), "COMPONENT_MAX_TEXT"),
    "v2 with content": (
        {**v2(text("x")), "content": "x"},
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    "v2 with embeds": (
        {**v2(text("x")), **embed(title="x")},
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    "empty text": (v2(text(" ")), "BASE_TYPE_REQUIRED"),
    "section alone": (v2({"type": 9, "components": [text("x")]}), "BASE_TYPE_REQUIRED"),
    "ephemeral": ({"content": "x", "flags": 64}, "FLAGS_NOT_ALLOWED"),
    "nonce": ({"content": "x", "nonce": "n" * 26}, "BASE_TYPE_MAX_LENGTH"),
    "nonce missing": ({"content": "x", "enforce_nonce": True}, "BASE_TYPE_REQUIRED"),
    "unknown key": ({"content": "x", "text": "y"}, "UNKNOWN_KEY"),
    "contradicting mentions": (
        {"content": "x", "allowed_mentions": {"parse": ["roles"], "roles": ["1"]}},
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    "unknown mentions": ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "BASE_TYPE_CHOICES"),
}


@pytest.mark.parametrize("body", ALLOWED.values(), ids=ALLOWED.keys())
def test_message_at_a_limit_is_fine(body: Json) -> None:
    assert message_complaints(body) == []


@pytest.mark.parametrize(("body", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_message_past_a_limit_is_refused(body: Json, code: str) -> None:
    assert code in codes(message_complaints(body))


def posted(body: Json) -> Message:
    return Message(
        id=1,
        channel_id=1,
        author_id=1,
        at=NOW,
        content=body.get("content", ""),
        components=body.get("components", []),
        flags=MessageFlag(body.get("flags", 0)),
    )


def test_v2_flag_is_kept_on_edit_and_cannot_be_taken_back() -> None:
    before = posted(v2(text("x")))
    assert message_complaints({"components": [text("y")]}, allowed=ON_EDIT, before=before) == []
    found = codes(message_complaints({"flags": 0, "content": "x"}, allowed=ON_EDIT, before=before))
    assert "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG" in found


def test_plain_message_becomes_v2_only_when_its_content_goes() -> None:
    before = posted({"content": "x"})
    changed = v2(text("y"))
    assert message_complaints({**changed, "content": None}, allowed=ON_EDIT, before=before) == []
    assert message_complaints(changed, allowed=ON_EDIT, before=before)


def test_edit_must_leave_something() -> None:
    before = posted({"content": "x"})
    assert codes(message_complaints({"content": ""}, allowed=ON_EDIT, before=before)) == {"EMPTY_MESSAGE"}
    assert message_complaints({"embeds": []}, allowed=ON_EDIT, before=before) == []


def test_only_replies_are_ephemeral() -> None:
    assert message_complaints({"content": "x", "flags": 64}, allowed=ON_REPLY) == []


UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KEYS = [
    "type",
    "components",
    "content",
    "label",
    "custom_id",
    "options",
    "value",
    "name",
    "description",
    "embeds",
    "fields",
    "accessory",
    "media",
    "url",
    "style",
    "min_values",
    "author",
    "footer",
    "text",
    "title",
    "flags",
    "image",
    "timestamp",
    "parse",
    "roles",
    "choices",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 70000) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)
BODY = st.dictionaries(
    st.sampled_from(["content", "embeds", "components", "flags", "nonce", "attachments", "tts"]), JSON
)


@UNHURRIED
@given(BODY)
@example({"components": [{"type": []}]})
def test_rules_never_stumble_over_what_is_sent(body: Json) -> None:
    assert isinstance(message_complaints(body), list)


@UNHURRIED
@given(st.lists(JSON), JSON)
def test_command_and_form_rules_never_stumble(commands: list[Any], data: Any) -> None:
    list(commands_complaints(commands))
    form = data if isinstance(data, dict) else {"components": data, "choices": data}
    list(modal_complaints(form))
    list(choice_complaints(form, 3))


@UNHURRIED
@given(st.lists(st.integers(1, 4096), min_size=1, max_size=10))
def test_embeds_are_refused_exactly_when_over_6000_together(sizes: list[int]) -> None:
    found = codes(message_complaints({"embeds": [{"description": "x" * size} for size in sizes]}))
    assert ("MAX_EMBED_SIZE_EXCEEDED" in found) == (sum(sizes) > 6000)
