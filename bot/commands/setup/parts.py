"""The rows of buttons and selects of /setup, as Discord's JSON, and their custom ids."""

from collections.abc import Collection, Sequence
from typing import Final

from bot.commands.setup.answers import Step
from bot.render.limits import CHOICE_NAME, fit
from bot.render.message import ACTION_ROW, BUTTON, Json

STRING_SELECT, CHANNEL_SELECT = 3, 8
PRIMARY, SECONDARY, SUCCESS, DANGER = 1, 2, 3, 4

CHANNEL_TYPES: Final = (0, 5)
"""Text and announcement channels: where alerts and digests can both go."""

PLACEHOLDER: Final = 150

Choice = tuple[str, str, str]
"""A value, what it is called, and what is said below it (or nothing)."""


def part_id(view: int, step: Step, what: str) -> str:
    """The custom id of a part of a step; a press of another step than the walk is at is stale."""
    return f"setup:{view}:{step}:{what}"


def button(custom_id: str, label: str, style: int = SECONDARY, *, off: bool = False) -> Json:
    """A button, which cannot be pressed while `off`."""
    return {"type": BUTTON, "style": style, "label": label, "custom_id": custom_id, "disabled": off}


def row(*components: Json) -> Json:
    """Buttons, or one select."""
    return {"type": ACTION_ROW, "components": list(components)}


def channel_select(custom_id: str, hint: str, chosen: str) -> Json:
    """A select of the server's channels, at the one that was chosen."""
    kept = [{"id": chosen, "type": "channel"}] if chosen else []
    return {
        "type": CHANNEL_SELECT,
        "custom_id": custom_id,
        "placeholder": fit(hint, PLACEHOLDER),
        "channel_types": list(CHANNEL_TYPES),
        "default_values": kept,
        "min_values": 1,
        "max_values": 1,
    }


def select(
    custom_id: str, hint: str, choices: Sequence[Choice], chosen: Collection[str], *, many: bool
) -> Json:
    """A select of at most 25 choices, of which one is taken, or with `many` any number."""
    return {
        "type": STRING_SELECT,
        "custom_id": custom_id,
        "placeholder": fit(hint, PLACEHOLDER),
        "min_values": 0 if many else 1,
        "max_values": len(choices) if many else 1,
        "options": [_option(choice, chosen=choice[0] in chosen) for choice in choices],
    }


def _option(choice: Choice, *, chosen: bool) -> Json:
    value, name, below = choice
    option: Json = {"value": value, "label": fit(name, CHOICE_NAME) or value, "default": chosen}
    return option | ({"description": fit(below, CHOICE_NAME)} if below else {})
