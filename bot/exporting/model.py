"""What a file of a server's settings may hold: the tables of wirewatch.toml, and what only a server has."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from config.declared import DeclaredDigest, DeclaredFeed, DeclaredWatch
from config.values import Address, Id

Kind = Literal["channel", "thread", "forum"]

Roles = Annotated[tuple[Id, ...], Field(max_length=50)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Server(_Table):
    """`[server]`: what the server settled for itself; `id` and `name` are for people."""

    id: str = ""
    name: str = ""
    language: str | None = Field(default=None, description="Language of what is said to it.")
    log: Id | None = Field(default=None, description="Id of the channel in which changes are told.")
    rights: dict[str, Roles] = Field(
        default_factory=dict, description="Ids of the roles that may change what a group of commands changes."
    )

    @field_validator("language")
    @classmethod
    def _spoken(cls, value: str | None) -> str | None:
        if value not in (None, "en", "de"):
            raise ValueError('what is said is known in "en" and "de"')
        return value


class ServerFeed(DeclaredFeed):
    """`[[feed]]`: as in wirewatch.toml, with where it is filed, and whether it is paused."""

    topic: str = Field(default="", max_length=400, description='Path of its folders, such as "World/Europe".')
    paused: bool = Field(default=False, description="Whether the server has paused it.")

    @field_validator("channel")
    @classmethod
    def _of_this_server(cls, value: str | None) -> str | None:
        if value is not None:
            raise ValueError("the server is known: leave it out")
        return value


class ServerWatch(DeclaredWatch):
    """`[[watch]]`: as in wirewatch.toml, but tags by id, with the kind of its channel."""

    kind: Kind = Field(default="channel", description="What the channel is: channel, thread or forum.")
    paused: bool = Field(default=False, description="Whether it is paused.")

    @field_validator("user", "server")
    @classmethod
    def _of_this_server(cls, value: str | None) -> str | None:
        if value is not None:
            raise ValueError("what a person watches is theirs: leave it out")
        return value

    @field_validator("tags")
    @classmethod
    def _ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(tag.isascii() and tag.isdecimal() for tag in value):
            raise ValueError("ids of the forum's tags, not their names")
        return value


class ServerDigest(DeclaredDigest):
    """`[[digest]]`: as in wirewatch.toml, with the kind of its channel, and feeds."""

    kind: Kind = Field(default="channel", description="What the channel is: channel, thread or forum.")
    feeds: tuple[Address, ...] = Field(default=(), description="Addresses of feeds: only what they tell.")


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
