"""The hand rules for commands, their answers, events and pings."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from .discord.errors import Complaint
from .discord.rules.callbacks import choice_complaints, modal_complaints
from .discord.rules.commands import commands_complaints
from .discord.rules.events import event_complaints
from .discord.rules.mentions import pings

NOW = datetime(2022, 4, 26, 12, tzinfo=UTC)
Json = dict[str, Any]


def text(content: str) -> Json:
    return {"type": 10, "content": content}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def codes(complaints: list[Complaint]) -> set[str]:
    return {complaint.code for complaint in complaints}


def command(*options: Json, **changes: object) -> Json:
    return {"name": "watch", "description": "Watched actors", "options": list(options), **changes}


def option(name: str = "actor", **changes: object) -> Json:
    return {"type": 3, "name": name, "description": "Who", **changes}


def test_plain_command_is_fine() -> None:
    nested = command(
        {
            "type": 2,
            "name": "list",
            "description": "x",
            "options": [
                {
                    "type": 1,
                    "name": "all",
                    "description": "x",
                    "options": [option(required=True), option("other")],
                }
            ],
        }
    )
    assert list(commands_complaints([nested, {"name": "Watches of", "type": 2}])) == []


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        ([command(name="Watch")], "APPLICATION_COMMAND_INVALID_NAME"),
        ([command(name="watch it")], "APPLICATION_COMMAND_INVALID_NAME"),
        ([command(description="x" * 101)], "BASE_TYPE_MAX_LENGTH"),
        ([command(description="")], "BASE_TYPE_REQUIRED"),
        ([command(option("a"), option("b", required=True))], "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"),
        ([command(option(), option())], "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"),
        ([command(*(option(f"o{n}") for n in range(26)))], "BASE_TYPE_BAD_LENGTH"),
        (
            [command(option(choices=[{"name": "a", "value": "a"}], autocomplete=True))],
            "AUTOCOMPLETE_AND_CHOICES",
        ),
        ([command(option(), {"type": 1, "name": "add", "description": "x"})], "OPTIONS_MIXED"),
        ([command(), command()], "APPLICATION_COMMANDS_DUPLICATE_NAME"),
        ([command(name=f"c{n}") for n in range(101)], "APPLICATION_COMMANDS_TOO_MANY"),
        ([{"name": "x", "type": 3, "description": "x"}], "APPLICATION_COMMAND_CONTEXT_MENU"),
        (
            [
                command(
                    *(
                        option(f"o{n}", choices=[{"name": "c" * 90, "value": f"{m}"} for m in range(25)])
                        for n in range(4)
                    )
                )
            ],
            "APPLICATION_COMMAND_TOO_LARGE",
        ),
        ([command(name_localizations={"de": "Beobachten"})], "APPLICATION_COMMAND_INVALID_NAME"),
        ([command(name_localizations={"de": "x" * 33})], "BASE_TYPE_MAX_LENGTH"),
        ([command(description_localizations={"de": ""})], "BASE_TYPE_REQUIRED"),
        ([command(description_localizations={"tlh": "x"})], "ENUM_TYPE_COERCE"),
        (
            [command(), command(name="other", name_localizations={"de": "watch"})],
            "APPLICATION_COMMANDS_DUPLICATE_NAME",
        ),
        (
            [command(option("a"), option("b", name_localizations={"de": "a"}))],
            "APPLICATION_COMMANDS_DUPLICATE_NAME",
        ),
        ([{"name": "x", "type": 3, "name_localizations": {"de": "x" * 33}}], "BASE_TYPE_MAX_LENGTH"),
        (
            [
                command(
                    option(choices=[{"name": "c", "value": "v", "name_localizations": {"de": "x" * 101}}])
                ),
            ],
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            [
                command(
                    *(
                        option(
                            f"o{n}",
                            choices=[
                                {"name": "c", "value": f"{m}", "name_localizations": {"de": f"{m:0>90}"}}
                                for m in range(25)
                            ],
                        )
                        for n in range(4)
                    )
                )
            ],
            "APPLICATION_COMMAND_TOO_LARGE",
        ),
    ],
)
def test_commands_past_a_limit_are_refused(commands: list[Json], code: str) -> None:
    assert code in codes(list(commands_complaints(commands)))


@pytest.mark.parametrize(
    ("choices", "fine"),
    [
        ([{"name": "n" * 100, "value": "v" * 100}] * 25, True),
        ([{"name": "n", "value": "v"}] * 26, False),
        ([{"name": "n" * 101, "value": "v"}], False),
        ([{"name": "n", "value": "v" * 101}], False),
        ([{"name": "", "value": "v"}], False),
        ([{"name": "n", "value": 1}], False),
    ],
)
def test_autocomplete_choices_are_limited(choices: list[Json], fine: bool) -> None:
    assert (list(choice_complaints({"choices": choices}, 3)) == []) is fine


def test_form_is_limited() -> None:
    entry = {"type": 4, "custom_id": "url", "style": 1, "label": "Address"}
    form = {"title": "Feed", "custom_id": "feed", "components": [row(entry)]}
    assert list(modal_complaints(form)) == []
    assert list(modal_complaints({**form, "title": "x" * 46}))
    assert list(modal_complaints({**form, "components": [row(entry)] * 2}))
    assert list(modal_complaints({**form, "components": [row({**entry, "min_length": 9, "max_length": 2})]}))


def label(component: Json, **changes: object) -> Json:
    return {"type": 18, "label": "Which?", "component": component, **changes}


def test_form_holds_labels_of_fields_and_rows_of_text() -> None:
    entry = {"type": 4, "custom_id": "url", "style": 1}
    options = [{"label": "a", "value": "a", "default": True}, {"label": "b", "value": "b", "default": True}]
    words = {"type": 3, "custom_id": "topic", "options": options, "max_values": 2}
    where = {"type": 8, "custom_id": "where", "default_values": [{"id": "1", "type": "channel"}]}

    def form(*components: Json) -> list[Complaint]:
        return list(modal_complaints({"title": "Feed", "custom_id": "feed", "components": list(components)}))

    assert form(label(entry), label(words), label(where), text("Read this")) == []
    assert codes(form(row(words))) == {"UNION_TYPE_CHOICES"}
    assert codes(form(words)) == {"UNION_TYPE_CHOICES"}
    assert codes(form(label({"type": 2, "style": 1, "custom_id": "x", "label": "x"}))) == {
        "UNION_TYPE_CHOICES"
    }
    assert codes(form(label({**entry, "label": "Address"}))) == {"TEXT_INPUT_LABEL_TWICE"}
    assert codes(form(label(entry, description="x" * 101))) == {"BASE_TYPE_MAX_LENGTH"}
    assert codes(form(label({**words, "max_values": 1}))) == {"SELECT_COMPONENT_DEFAULTS"}
    assert codes(form(label({**where, "default_values": [{"id": "1", "type": "role"}]}))) == {
        "BASE_TYPE_CHOICES"
    }
    assert codes(form(*(text(str(number)) for number in range(6)))) == {"BASE_TYPE_BAD_LENGTH"}


def test_event_lies_ahead_and_ends_after_it_starts() -> None:
    def event(start: timedelta, end: timedelta) -> Json:
        return {
            "name": "Summit",
            "privacy_level": 2,
            "entity_type": 3,
            "entity_metadata": {"location": "Geneva"},
            "scheduled_start_time": (NOW + start).isoformat(),
            "scheduled_end_time": (NOW + end).isoformat(),
        }

    hour = timedelta(hours=1)
    assert list(event_complaints(event(hour, 2 * hour), NOW)) == []
    assert list(event_complaints(event(-hour, hour), NOW))
    assert list(event_complaints(event(2 * hour, hour), NOW))


def test_pings_follow_allowed_mentions() -> None:
    content = "@here <@1> <@!2> <@&3>"
    assert not pings(content, [], {"parse": []})
    loud = pings(content, [], None, replied_to=9)
    assert (loud.everyone, loud.users, loud.roles) == (True, frozenset({1, 2, 9}), frozenset({3}))
    some = pings(content, [], {"parse": ["roles"], "users": ["2", "7"], "replied_user": True}, replied_to=9)
    assert (some.everyone, some.users, some.roles) == (False, frozenset({2, 9}), frozenset({3}))
    assert pings("", [text("<@4>")], None).users == {4}
    assert not pings("@\u200beveryone <\u200b@1>", [], None)
