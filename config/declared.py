"""What `wirewatch.toml` may declare: feeds, watches and digests, each applied idempotently at start."""

import re
from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, field_validator

TERMINAL = "terminal"


def _channel(value: object) -> object:
    """A channel id may be written as a number or as text; the terminal is a channel too."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if text == TERMINAL or re.fullmatch(r"[0-9]{15,20}", text):
        return text
    raise ValueError('a channel id is 15 to 20 digits (Discord: right-click, Copy Channel ID), or "terminal"')


def _address(value: object) -> object:
    HttpUrl(str(value))
    return str(value)


Channel = Annotated[str, BeforeValidator(_channel)]
Address = Annotated[str, BeforeValidator(_address)]


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class DeclaredFeed(_Declared):
    """`[[feed]]`: read by the guild of `channel`; without one, by every guild the file names a channel of."""

    url: Address = Field(description="Address of the feed, http or https.")
    outlet: str = Field(default="", description="Outlet's name; the feed's own title where empty.")
    backlog: Literal["silent", "post"] = Field(
        default="silent", description="Whether what the feed holds when it is first read is posted."
    )
    full_text: Literal["auto", "always", "never"] | None = Field(
        default=None, description="Whether its articles' pages are read too; the setting full_text decides."
    )
    channel: Channel | None = Field(default=None, description="A channel of the guild that reads it.")


class DeclaredWatch(_Declared):
    """`[[watch]]`: alerts about any of these actors go to a channel."""

    channel: Channel = Field(description='Channel id, or "terminal".')
    actors: tuple[str, ...] = Field(
        min_length=1, description="Actor ids of the catalogue, such as vladimir-putin."
    )
    role: Literal["mention", "subject", "speaker"] = Field(
        default="mention",
        description="What one of them must be: named at all (mention), acting or speaking (subject), "
        "speaking (speaker).",
    )


class DeclaredDigest(_Declared):
    """`[[digest]]`: a digest every day at a local time."""

    channel: Channel = Field(description='Channel id, or "terminal".')
    at: time = Field(description='Local time of day, such as "08:00".')
    zone: str = Field(default="UTC", description="IANA time zone, such as Europe/Berlin.")
    stories: int = Field(default=8, ge=1, le=20, description="How many stories at most.")
    sentences: int = Field(default=2, ge=1, le=5, description="How many sentences for each.")

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError("not an IANA time zone; write one such as Europe/Berlin or UTC") from None
        return value

    @field_validator("at")
    @classmethod
    def _local_minutes(cls, value: time) -> time:
        if value.tzinfo is not None:
            raise ValueError("a local time without offset; the zone is its own key")
        return value.replace(second=0, microsecond=0)
