"""What `wirewatch.toml` may declare: feeds, watches and digests, each applied idempotently at start."""

from datetime import time
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from config.values import TERMINAL as TERMINAL
from config.values import Address, Channel, Clock, Hours, Id, Keywords, Language, Name, Weekdays, Zone


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class DeclaredFeed(_Declared):
    """`[[feed]]`: read by the guild of `channel`; without one, by every guild the file names a channel of."""

    url: Address = Field(description="Address of the feed, http or https.")
    outlet: Name = Field(default="", description="Outlet's name; the feed's own title where empty.")
    backlog: Literal["silent", "post"] = Field(
        default="silent", description="Whether what the feed holds when it is first read is posted."
    )
    full_text: Literal["auto", "always", "never"] | None = Field(
        default=None, description="Whether its articles' pages are read too; the setting full_text decides."
    )
    channel: Channel | None = Field(default=None, description="A channel of the guild that reads it.")


class DeclaredWatch(_Declared):
    """`[[watch]]`: alerts about stories that have all it names go to a channel or to a person."""

    channel: Channel | None = Field(
        default=None, description='Id of a channel, thread or forum, or "terminal".'
    )
    user: Id | None = Field(
        default=None, description="Id of a person who gets a direct message, in place of channel."
    )
    server: Id | None = Field(
        default=None,
        description="Whose feeds tell `user`; needed where the file names channels of several servers.",
    )
    actors: tuple[str, ...] = Field(
        default=(),
        max_length=50,
        description="Actor ids of the catalogue, such as vladimir-putin; one is enough.",
    )
    every: bool = Field(default=False, description="Whether all of the actors must be in it, not one.")
    role: Literal["mention", "subject", "speaker"] = Field(
        default="mention",
        description="What one of them must be: named at all (mention), acting or speaking (subject), "
        "speaking (speaker).",
    )
    keywords: Keywords = Field(default=(), description="Words or phrases of which one must stand in it.")
    feeds: tuple[Address, ...] = Field(
        default=(), description="Addresses of feeds: one of them, or of the outlets, must tell it."
    )
    outlets: tuple[str, ...] = Field(
        default=(), description="Names of outlets: one of them, or of the feeds, must tell it."
    )
    languages: tuple[Language, ...] = Field(
        default=(), description='Languages of which a report must be in one, such as "en".'
    )
    voices: int = Field(default=1, ge=1, le=20, description="How many independent outlets must tell it.")
    ping: Id | None = Field(default=None, description="Id of a role that is pinged.")
    quiet: Hours | None = Field(
        default=None, description='Local hours without alerts, such as "22:00-07:00".'
    )
    zone: Zone = Field(default="UTC", description="IANA time zone of the quiet hours, such as Europe/Berlin.")
    urgent: int = Field(
        default=0,
        ge=0,
        le=20,
        description="A story that so many independent outlets tell does not wait for the end of quiet hours; "
        "0: every one waits.",
    )
    cooldown: int = Field(
        default=0,
        ge=0,
        le=10080,
        description="Minutes of rest after an alert; what comes meanwhile comes in a list.",
    )
    publish: bool = Field(
        default=False, description="Whether an announcement channel's alerts are published."
    )
    timeline: bool = Field(default=False, description="Whether a thread below each alert tells what is new.")
    tags: tuple[str, ...] = Field(
        default=(), max_length=5, description="A forum's tags that each post gets, by name."
    )

    @model_validator(mode="after")
    def _has_a_target(self) -> Self:
        if (self.channel is None) == (self.user is None):
            raise ValueError("give a `channel`, or a `user` in its place")
        return self

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.actors or self.keywords or self.feeds or self.outlets):
            raise ValueError("name at least one of `actors`, `keywords`, `feeds` or `outlets`")
        return self

    @model_validator(mode="after")
    def _can_be_told_so(self) -> Self:
        if self.user is not None or self.channel == TERMINAL:
            reader = "a terminal" if self.user is None else "a direct message"
            given = (name for name in ("ping", "publish", "timeline", "tags") if getattr(self, name))
            if (name := next(given, None)) is not None:
                raise ValueError(f"`{name}` is for channels of a server; {reader} has no use for it")
        if self.urgent and self.quiet is None:
            raise ValueError("`urgent` is about quiet hours: give `quiet` too, or leave it out")
        return self


class DeclaredDigest(_Declared):
    """`[[digest]]`: a digest at a local time, every day or on some."""

    channel: Channel = Field(description='Channel id, or "terminal".')
    at: Clock = Field(description='Local time of day, such as "08:00".')
    zone: Zone = Field(default="UTC", description="IANA time zone, such as Europe/Berlin.")
    days: Weekdays = Field(
        default=(), description='"weekdays", "weekends", "mon,wed,fri" or "mon-fri"; every day where empty.'
    )
    stories: int = Field(default=8, ge=1, le=20, description="How many stories at most.")
    sentences: int = Field(default=2, ge=1, le=5, description="How many sentences for each.")
    style: Literal["headlines", "brief", "standard"] = Field(
        default="standard",
        description="A line a story (headlines), its first sentence (brief), or its sentences (standard).",
    )
    group: Literal["none", "actor", "topic"] = Field(
        default="none", description="Headings: by whom stories are about, or by the folders of your feeds."
    )
    empty: Literal["silent", "say"] = Field(
        default="silent", description='What comes where nothing is new: nothing, or a message "Nothing new".'
    )
    actors: tuple[str, ...] = Field(
        default=(), description="Only stories with one of these actors, or one of the keywords."
    )
    keywords: Keywords = Field(
        default=(), description="Only stories with one of these words or phrases, or one of the actors."
    )
    quotes: int = Field(default=3, ge=0, le=10, description="How many quotes of the day; 0 for none.")
    appointments: int = Field(
        default=7, ge=0, le=31, description="For how many coming days appointments are told; 0 for none."
    )

    @field_validator("at")
    @classmethod
    def _local_minutes(cls, value: time) -> time:
        if value.tzinfo is not None:
            raise ValueError("a local time without offset; the zone is its own key")
        return value.replace(second=0, microsecond=0)
