"""Forms (Discord's modals) that are answered whenever they are sent in: also by a process that is new."""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord.http import Route

from bot.commands.answering import speak_to
from bot.commands.errors import answer_error
from bot.commands.mistake import Mistake
from bot.commands.pace import keep_pace
from bot.render.limits import fit
from bot.render.message import Json
from bot.words import t

MODAL: Final = 9
"""The type of an answer that opens a form."""

LABEL, TEXT_INPUT = 18, 4
SHORT, LONG = 1, 2

TITLE, NAME, NOTE, PLACEHOLDER = 45, 45, 100, 100
"""How long a form's title, a field's name, what stands below it and what stands in it may be."""

Values = Mapping[str, str]
"""What was entered, by the fields' keys; "" for what was left empty."""

TakeForm = Callable[[discord.Interaction[Any], str, Values], Awaitable[None]]

FORMS: Final[dict[str, TakeForm]] = {}
"""Who takes in the form of each name."""

_ID = re.compile(r"form:(?P<name>[a-z-]{1,20}):(?P<state>.{0,70})", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A line, or with `long` several, to be typed; `value` stands in it already, `hint` while it is empty."""

    key: str
    name: str
    note: str = ""
    value: str = ""
    hint: str = ""
    long: bool = False
    required: bool = True
    longest: int = 100


def form(name: str) -> Callable[[TakeForm], TakeForm]:
    """This function takes in forms of that name, with their state and what was entered."""

    def noted(take: TakeForm) -> TakeForm:
        assert name not in FORMS, f"two forms are called {name}"
        FORMS[name] = take
        return take

    return noted


async def ask_form(
    interaction: discord.Interaction[Any], name: str, state: str, title: str, fields: Sequence[Field]
) -> None:
    """Answer with a form of at most five fields; it must be the first answer, so never after `think`.

    `state` is of at most 70 characters: what the form is about.
    """
    custom_id = f"form:{name}:{state}"
    assert name in FORMS
    assert _ID.fullmatch(custom_id)
    data: Json = {
        "custom_id": custom_id,
        "title": fit(title, TITLE),
        "components": [_field(field) for field in fields],
    }
    route = Route(
        "POST",
        "/interactions/{interaction_id}/{webhook_token}/callback",
        interaction_id=interaction.id,
        webhook_token=interaction.token,
    )
    await interaction.client.http.request(route, json={"type": MODAL, "data": data})


async def take_form(interaction: discord.Interaction[Any]) -> None:
    """Hand in the form that was sent, in the sender's language; trouble is answered."""
    speak_to(interaction)
    data: Mapping[str, Any] = interaction.data or {}
    found = _ID.fullmatch(str(data.get("custom_id", "")))
    try:
        keep_pace(interaction, "form")
        if found is None or found["name"] not in FORMS:
            raise Mistake(t("Wirewatch no longer knows this form. Begin again with the command."))
        await FORMS[found["name"]](interaction, found["state"], dict(_entered(data.get("components"))))
    except Exception as error:  # noqa: BLE001  discord.py would leave it unanswered
        await answer_error(interaction, error)


def _field(field: Field) -> Json:
    box: Json = {
        "type": TEXT_INPUT,
        "custom_id": field.key,
        "style": LONG if field.long else SHORT,
        "required": field.required,
        "max_length": field.longest,
    }
    if value := fit(field.value, field.longest):
        box["value"] = value
    if hint := fit(field.hint, PLACEHOLDER):
        box["placeholder"] = hint
    label: Json = {"type": LABEL, "label": fit(field.name, NAME), "component": box}
    return label | ({"description": fit(field.note, NOTE)} if field.note else {})


def _entered(components: object) -> Iterator[tuple[str, str]]:
    """Each field that was filled in, wherever it stands in the form."""
    for component in components if isinstance(components, list) else ():
        if not isinstance(component, dict):
            continue
        if isinstance(key := component.get("custom_id"), str):
            value = component.get("value")
            yield key, value if isinstance(value, str) else ""
        yield from _entered([component.get("component")])
        yield from _entered(component.get("components"))
