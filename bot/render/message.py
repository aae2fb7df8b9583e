"""A rendered message: Discord's own JSON, ready to send."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.words import t

Json = dict[str, Any]

COMPONENTS_V2: Final = 1 << 15
ACCENT: Final = 0x2B6CB0
TROUBLE: Final = 0xB7791F
UNCONFIRMED: Final = 0x8A94A6
RETRACTED: Final = 0xC53030

ACTION_ROW, BUTTON, TEXT, SEPARATOR, CONTAINER = 1, 2, 10, 14, 17


MOST_PINGED: Final = 80
"""Roles: as many mentions as 2000 characters of content hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attached:
    """A file that goes along; `description` is what a picture says, for people who do not see it (≤1024)."""

    name: str
    data: bytes
    content_type: str
    description: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderedMessage:
    """What a message shows; `flags` are Discord's message flags.

    `content` stands above the embeds and is never foreign text; `pings` are ids of the roles it mentions.
    """

    embeds: tuple[Json, ...] = ()
    components: tuple[Json, ...] = ()
    flags: int = 0
    content: str = ""
    pings: tuple[str, ...] = ()
    files: tuple[Attached, ...] = ()

    def payload(self) -> Json:
        """The fields of Create Message, Edit Message and a followup alike; nobody is pinged but `pings`.

        Without content an edit leaves that of the message as it is.
        """
        allowed: Json = {"parse": [], "roles": list(self.pings)} if self.pings else {"parse": []}
        payload: Json = {"components": list(self.components), "allowed_mentions": allowed}
        if self.flags:
            payload["flags"] = self.flags
        else:
            payload["embeds"] = list(self.embeds)
        if self.content:
            payload["content"] = self.content
        if self.files:
            payload["attachments"] = [
                {"id": number, "filename": file.name, "description": file.description}
                for number, file in enumerate(self.files)
            ]
        return payload


def pinging(message: RenderedMessage, roles: Iterable[str]) -> RenderedMessage:
    """The message with a mention of each role above it; what is no role's id pings nobody.

    A layout of Components V2 has no place above it: it pings nobody.
    """
    ids = dict.fromkeys(role for role in roles if role.isascii() and role.isdecimal() and len(role) <= _ID)
    pings = () if message.flags & COMPONENTS_V2 else tuple(ids)[:MOST_PINGED]
    return replace(message, content=" ".join(f"<@&{role}>" for role in pings), pings=pings)


_ID = 20
"""Digits of a snowflake at most: it is of 64 bits."""


def why_id(delivery_id: int) -> str:
    """The custom id of a delivery's button: how a message is recognised, also after a crash."""
    return f"why:{delivery_id}"


def mute_id(delivery_id: int) -> str:
    """The custom id of the button that silences an alert's story where it was posted."""
    return f"mute:{delivery_id}"


def follow_id(about: int | str) -> str:
    """The custom id of the button that sends whoever presses it what comes of a delivery's story, or of
    "s<story>"."""
    return f"follow:{about}"


def sources_id(about: int | str) -> str:
    """The custom id of the button that lists who tells what a delivery tells, or the story "s<story>"."""
    return f"sources:{about}"


def quotes_id(about: int | str) -> str:
    """The custom id of the button that lists what is said in what a delivery tells, or in "s<story>"."""
    return f"quotes:{about}"


def why_row(delivery_id: int) -> Json:
    """A row with the button that asks why this was posted."""
    return {"type": ACTION_ROW, "components": [button(t("Why?"), why_id(delivery_id))]}


def story_row(delivery_id: int) -> Json:
    """A row with what can be done about a message of a story, or of several.

    Who tells it, what is said in it, why it was posted; follow it, silence it. Labels are short: the five
    stand side by side on a phone.
    """
    buttons = [
        button(t("Sources"), sources_id(delivery_id)),
        button(t("Quotes"), quotes_id(delivery_id)),
        button(t("Why?"), why_id(delivery_id)),
        button(t("Follow"), follow_id(delivery_id)),
        button(t("Mute"), mute_id(delivery_id)),
    ]
    return {"type": ACTION_ROW, "components": buttons}


def button(name: str, custom_id: str) -> Json:
    """A button in the colour of those that do nothing grave."""
    return {"type": BUTTON, "style": 2, "label": name, "custom_id": custom_id}


def text_display(text: str) -> Json:
    """A block of markdown."""
    return {"type": TEXT, "content": text}


def separator() -> Json:
    """A thin line."""
    return {"type": SEPARATOR, "divider": True, "spacing": 1}
