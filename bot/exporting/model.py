"""What a file of a server's settings may hold: the tables of wirewatch.toml, and what only a server has."""

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from bot.groups import CHANGES
from bot.words import LANGUAGES
from config.declared import DeclaredDigest, DeclaredFeed, DeclaredWatch
from config.values import TERMINAL, Address, Id
from feeds.opml import MAX_DEPTH

Kind = Literal["channel", "thread", "forum"]
"""What a channel is, as targets say it."""

LONGEST_TOPIC = 2_000


def _path(value: object) -> object:
    """A topic as it is filed: its parts without blanks around, none of them empty."""
    if not isinstance(value, str):
        return value
    parts = [" ".join(part.split()) for part in value.split("/")]
    return "/".join(part for part in parts if part)


def _of_depth(value: str) -> str:
    if value.count("/") + 1 > MAX_DEPTH:
        raise ValueError(f"a topic has at most {MAX_DEPTH} parts between slashes")
    return value


def _group(value: str) -> str:
    if value not in CHANGES:
        raise ValueError(f"no group of commands is called so; those there are: {', '.join(CHANGES)}")
    return value


def _tag(value: object) -> object:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 20:
        return value
    raise ValueError("ids of the forum's tags in quotes, not their names")


Group = Annotated[str, AfterValidator(_group)]
Roles = Annotated[tuple[Id, ...], Field(max_length=50)]
Topic = Annotated[str, Field(max_length=LONGEST_TOPIC), BeforeValidator(_path), AfterValidator(_of_depth)]
Tag = Annotated[str, BeforeValidator(_tag)]
Free = Annotated[str, Field(max_length=200)]
Feeds = Annotated[tuple[Address, ...], Field(max_length=1_000)]
Actors = Annotated[tuple[Free, ...], Field(max_length=50)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Server(_Table):
    """`[server]`: what the server settled for itself; `id` and `name` are for people."""

    id: Free = ""
    name: Free = ""
    language: str | None = Field(default=None, description="Language of what is said to it.")
    log: Id | None = Field(default=None, description="Id of the channel in which changes are told.")
    rights: dict[Group, Roles] = Field(
        default_factory=dict, description="Ids of the roles that may change what a group of commands changes."
    )

    @field_validator("language")
    @classmethod
    def _spoken(cls, value: str | None) -> str | None:
        if value is not None and value not in LANGUAGES:
            raise ValueError(f"Wirewatch speaks {', '.join(map(repr, LANGUAGES))}")
        return value


class ServerFeed(DeclaredFeed):
    """`[[feed]]`: as in wirewatch.toml, with where it is filed, and whether it is paused."""

    topic: Topic = Field(default="", description='Path of its folders, such as "World/Europe".')
    paused: bool = Field(default=False, description="Whether the server has paused it.")
    vouched: bool = Field(
        default=False, description="Whether whoever runs the bot vouches for it: allow_networks holds for it."
    )

    @field_validator("channel")
    @classmethod
    def _of_this_server(cls, value: str | None) -> str | None:
        if value is not None:
            raise ValueError("the server is known: leave it out")
        return value


class _Placed(BaseModel):
    """What is told in a channel, of one of the kinds that there are."""

    kind: Kind = Field(default="channel", description="What the channel is: channel, thread or forum.")

    @model_validator(mode="after")
    def _is_of_a_kind(self) -> Self:
        if getattr(self, "channel", None) == TERMINAL and self.kind != "channel":
            raise ValueError("`kind` is for channels of a server; the terminal has none")
        return self


class ServerWatch(_Placed, DeclaredWatch):
    """`[[watch]]`: as in wirewatch.toml, but tags by id, with the kind of its channel."""

    actors: Actors = ()
    feeds: Feeds = ()
    outlets: Annotated[tuple[Annotated[str, Field(max_length=500)], ...], Field(max_length=50)] = ()
    urgent: int = Field(default=0, ge=0, le=50)
    tags: Annotated[tuple[Tag, ...], Field(max_length=5)] = ()
    paused: bool = Field(default=False, description="Whether it is paused.")

    @field_validator("user", "server")
    @classmethod
    def _of_this_server(cls, value: str | None) -> str | None:
        if value is not None:
            raise ValueError("what a person watches is theirs: leave it out")
        return value


class ServerDigest(_Placed, DeclaredDigest):
    """`[[digest]]`: as in wirewatch.toml, with the kind of its channel, and feeds."""

    actors: Actors = ()
    feeds: Feeds = Field(default=(), description="Addresses of feeds: only what they tell.")


class ServerActor(BaseModel):
    """`[[actor]]`: as in actors_file, which says what is wrong with one."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=100)


class ServerFile(_Table):
    """The file whole."""

    server: Server = Server()
    feed: tuple[ServerFeed, ...] = ()
    actor: tuple[ServerActor, ...] = ()
    watch: tuple[ServerWatch, ...] = ()
    digest: tuple[ServerDigest, ...] = ()


def target_of(row: ServerWatch | ServerDigest) -> str:
    """Where it is told, as rows have it."""
    return TERMINAL if row.channel == TERMINAL else f"{row.kind}:{row.channel}"
