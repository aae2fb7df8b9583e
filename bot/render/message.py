"""A rendered message: Discord's own JSON, ready to send."""

from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]

COMPONENTS_V2: Final = 1 << 15
ACCENT: Final = 0x2B6CB0
TROUBLE: Final = 0xB7791F

ACTION_ROW, BUTTON, TEXT, SEPARATOR, CONTAINER = 1, 2, 10, 14, 17


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderedMessage:
    """What a message shows; `flags` are Discord's message flags."""

    embeds: tuple[Json, ...] = ()
    components: tuple[Json, ...] = ()
    flags: int = 0

    def payload(self) -> Json:
        """The fields of Create Message, Edit Message and a followup alike; nobody is ever pinged."""
        payload: Json = {"components": list(self.components), "allowed_mentions": {"parse": []}}
        if self.flags:
            payload["flags"] = self.flags
        else:
            payload["embeds"] = list(self.embeds)
        return payload


def why_id(delivery_id: int) -> str:
    """The custom id of a delivery's button: how a message is recognised, also after a crash."""
    return f"why:{delivery_id}"


def why_row(delivery_id: int) -> Json:
    """A row with the button that asks why this was posted."""
    button = {"type": BUTTON, "style": 2, "label": "Why?", "custom_id": why_id(delivery_id)}
    return {"type": ACTION_ROW, "components": [button]}


def text_display(text: str) -> Json:
    """A block of markdown."""
    return {"type": TEXT, "content": text}


def separator() -> Json:
    """A thin line."""
    return {"type": SEPARATOR, "divider": True, "spacing": 1}
