"""A message as the fake keeps it: every version, every flag, every ping."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntFlag
from typing import Any

from .world import Attachment, Json, Pings


class MessageFlag(IntFlag):
    """The message flags a bot may meet."""

    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_COMPONENTS_V2 = 1 << 15


NO_FLAGS = MessageFlag(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """What a message showed before an edit."""

    content: str
    embeds: tuple[Json, ...]
    components: tuple[Json, ...]
    until: datetime


@dataclass(kw_only=True, slots=True)
class Message:
    """A posted message; `deleted` keeps it for the test to see."""

    id: int
    channel_id: int
    author_id: int
    at: datetime
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: MessageFlag = NO_FLAGS
    nonce: str | int | None = None
    pings: Pings = field(default_factory=Pings)
    edited_at: datetime | None = None
    versions: list[Version] = field(default_factory=list)
    deleted: bool = False
    reference: Json | None = None
    poll: Json | None = None
    thread_id: int | None = None
    interaction: Json | None = None
    webhook_id: int | None = None

    @property
    def ephemeral(self) -> bool:
        """Whether only the person who asked sees it."""
        return bool(self.flags & MessageFlag.EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & MessageFlag.LOADING)

    @property
    def v2(self) -> bool:
        """Whether it is made of Components V2."""
        return bool(self.flags & MessageFlag.IS_COMPONENTS_V2)

    @property
    def files(self) -> dict[str, bytes]:
        """The bytes of the attached files by name."""
        return {attachment.filename: attachment.data for attachment in self.attachments}

    @property
    def text(self) -> str:
        """All words a reader sees, in order, one part per line."""
        parts: list[str | None] = [
            self.content,
            *(word for embed in self.embeds for word in embed_words(embed)),
        ]
        for component in walk(self.components):
            parts += [component.get("content"), component.get("label"), component.get("placeholder")]
        return "\n".join(part for part in parts if part)

    def component(self, custom_id: str) -> Json:
        """Return the component with this custom id; KeyError names those there are."""
        there = {c["custom_id"]: c for c in walk(self.components) if c.get("custom_id")}
        if custom_id not in there:
            raise KeyError(f"no component {custom_id!r} in the message; it has {sorted(there)}")
        return there[custom_id]


def embed_words(embed: Json) -> Iterator[str]:
    """Yield the words of an embed that count towards Discord's 6000."""
    yield embed.get("title") or ""
    yield embed.get("description") or ""
    for entry in embed.get("fields") or ():
        yield entry.get("name") or ""
        yield entry.get("value") or ""
    yield (embed.get("author") or {}).get("name") or ""
    yield (embed.get("footer") or {}).get("text") or ""


def walk(components: Any) -> Iterator[Json]:
    """Yield every component, nested ones after their holder; what is not a component is passed over."""
    for component in components if isinstance(components, list) else ():
        if isinstance(component, dict):
            yield component
            yield from walk(component.get("components"))
            yield from walk([component.get("accessory"), component.get("component")])
