"""The operator's settings as one value."""

import os
from contextlib import suppress
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import quote, unquote

from platformdirs import user_data_path
from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)

from config.declared import DeclaredDigest, DeclaredFeed, DeclaredWatch
from config.settings import addresses
from config.settings.addresses import names, passwords_of
from config.settings.asking import Asking
from config.settings.kept import Kept
from config.settings.part import Part, part_of
from config.settings.released import Released
from config.settings.watched import Watched
from config.starters import some_languages, some_topics
from config.values import Id, Zone

Role = Literal["schedule", "poll", "read", "bot"]
"""What a process does: nudge what is due, look at feeds and pages, read articles, speak with Discord."""

ROLES: tuple[Role, ...] = ("schedule", "poll", "read", "bot")

Roles = Annotated[tuple[Role, ...], BeforeValidator(names)]
Topics = Annotated[tuple[str, ...] | None, BeforeValidator(some_topics)]
Languages = Annotated[tuple[str, ...], BeforeValidator(some_languages)]


class Settings(Asking, Kept, Watched, Released):
    """Everything an operator may set. In `wirewatch.toml` by these names, in the environment by
    WIREWATCH_ and the name in capitals (the token is DISCORD_TOKEN), in a file by adding _FILE to that.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, allow_inf_nan=False, validate_default=True
    )

    discord_token: SecretStr | None = Field(
        default=None, description="The bot's token. Without it the terminal is the channel."
    )
    bot_id: Id | None = Field(
        default=None,
        description="The bot's id (Copy User ID). The token of another bot is refused. Default: the bot that "
        "the database was first used with.",
    )
    owner: Id | None = Field(
        default=None,
        description="Id of the Discord account of who runs this bot; `/help` names it. Default: nobody is.",
    )
    zone: Zone | None = Field(
        default=None,
        description="Time zone, such as Europe/Berlin, of the terminal's digest; /setup proposes it where a "
        "server's language does not tell. Default: this machine's for the terminal.",
    )
    languages: Languages = Field(
        default=(),
        description="Languages of the starter feeds, beside the server's own: en, de, fr, es, "
        "comma-separated. Default: en.",
    )
    starters: Topics = Field(
        default=None,
        description="Topics of the starter feeds that a server, or the terminal, begins with, "
        "comma-separated; none for no feeds. Default: all.",
    )
    data: Path = Field(
        default_factory=lambda: user_data_path("wirewatch", appauthor=False),
        description="Folder of the database. Default: the platform's data folder for applications.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="sqlite+aiosqlite:///… or postgresql+asyncpg://…; default: wirewatch.sqlite3 in `data`.",
    )
    alerts_per_hour: int = Field(
        default=12,
        ge=0,
        le=1000,
        description="A channel gets at most so many alerts within any hour, further stories in one list; "
        "0 for no limit.",
    )
    actors_file: Path | None = Field(
        default=None,
        description="A file of your own actors, in TOML like config/actors.toml, for every server.",
    )
    role: Roles = Field(
        default=(),
        description="What this process does: schedule, poll, read, bot, comma-separated; default: all of it. "
        "Several processes work on one PostgreSQL.",
    )
    shards: str | None = Field(
        default=None,
        pattern=r"^(?:\d{1,4}(?:-\d{1,4})?/)?\d{1,4}$",
        description="Which part of Discord's gateway this process holds, such as 0-3/16; or how many parts "
        "there are, such as 16, of which it takes what no other process holds. Default: as many as Discord "
        "advises.",
    )
    pool: int = Field(
        default=10,
        ge=2,
        le=200,
        description="How many connections to PostgreSQL this process may use for its work; up to five more "
        "wait for jobs.",
    )
    workers: int = Field(default=2, ge=1, le=32, description="Worker processes for parsing and reading.")
    discord_api: str | None = Field(
        default=None, description="Another base address of Discord's REST API; for tests and proxies."
    )
    discord_gateway: str | None = Field(
        default=None, description="Another address of Discord's gateway; for tests and proxies."
    )
    feed: tuple[DeclaredFeed, ...] = Field(default=(), description="Declared feeds.")
    watch: tuple[DeclaredWatch, ...] = Field(default=(), description="Declared watches.")
    digest: tuple[DeclaredDigest, ...] = Field(default=(), description="Declared digests.")

    @field_validator("data", "actors_file")
    @classmethod
    def _at_home(cls, value: Path | None) -> Path | None:
        return None if value is None else value.expanduser()

    _an_address = field_validator("discord_api", "discord_gateway")(addresses.an_address)

    @model_validator(mode="after")
    def _roles_need_postgresql(self) -> Self:
        if self.role and not self.is_shared:
            raise ValueError(
                "role divides the work among processes, which needs database_url=postgresql+asyncpg://…; "
                "on SQLite one process does it all"
            )
        return self

    @field_validator("shards")
    @classmethod
    def _a_part(cls, value: str | None) -> str | None:
        part_of(value)
        return value

    @model_validator(mode="after")
    def _ranges_need_postgresql(self) -> Self:
        if self.part.mine is not None and not self.is_shared:
            raise ValueError(
                "shards names a part of the gateway, the rest of which other processes hold; that needs "
                "database_url=postgresql+asyncpg://… On SQLite one process holds all: say how many, as in 16"
            )
        return self

    _a_database = field_validator("database_url")(addresses.a_database)

    @property
    def database(self) -> str:
        """The database's address, with its password: not for logs."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{quote(str(self.data / 'wirewatch.sqlite3'))}"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.data / "backups" if self.backup_folder is None else self.backup_folder

    @property
    def backed_up_at(self) -> time | None:
        """When the database is backed up each day, in UTC; None for never."""
        if isinstance(self.backup_at, time):
            return self.backup_at
        return time(3, 30) if self.backup_at is None and not self.is_shared else None

    @property
    def is_shared(self) -> bool:
        """Whether other processes may work on the database at the same time."""
        return self.database.startswith("postgresql")

    @property
    def roles(self) -> frozenset[Role]:
        """What this process does."""
        return frozenset(self.role or ROLES)

    @property
    def part(self) -> Part:
        """Which part of Discord's gateway it holds."""
        return part_of(self.shards)

    @property
    def held_folder(self) -> Path:
        """The folder that one process at a time may use: the database file's, else `data`.

        Where the file is a link, that of the file which it leads to: others may use that by its own name.
        """
        scheme, _, path = self.database.partition(":///")
        if scheme != "sqlite+aiosqlite" or not path:
            return self.data
        file = Path(unquote(path.partition("?")[0]))
        with suppress(OSError):  # whoever may not look into the folder is told so when it is used
            if file.is_symlink():
                return Path(os.path.realpath(file)).parent
        return file.parent

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be seen in a log or a message, the longest first."""
        held = (self.discord_token, self.health_token)
        tokens = [token.get_secret_value() for token in held if token]
        named = (self.proxy, self.release_feed)
        addresses = (self.database, *(one.get_secret_value() for one in named if one))
        passwords = [password for address in addresses for password in passwords_of(address)]
        written = {*tokens, *passwords, *(unquote(password) for password in passwords)} - {""}
        return tuple(sorted(written, key=lambda secret: (-len(secret), secret)))
