"""The operator's settings as one value."""

from datetime import time, timedelta
from ipaddress import IPv4Network, IPv6Network
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
from config.settings.addresses import host_and_port, names, networks, passwords_of
from config.settings.part import Part, part_of
from config.settings.released import Released
from config.settings.watched import Watched
from config.starters import some_languages, some_topics
from config.values import Daily, Id, Zone

Role = Literal["schedule", "poll", "read", "bot"]
"""What a process does: nudge what is due, look at feeds and pages, read articles, speak with Discord."""

ROLES: tuple[Role, ...] = ("schedule", "poll", "read", "bot")

Roles = Annotated[tuple[Role, ...], BeforeValidator(names)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], BeforeValidator(networks)]
Topics = Annotated[tuple[str, ...] | None, BeforeValidator(some_topics)]
Languages = Annotated[tuple[str, ...], BeforeValidator(some_languages)]


class Settings(Watched, Released):
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
    contact: str = Field(
        default="", max_length=200, description="Address or mail that feeds' operators see in the User-Agent."
    )
    fetch_seconds: float = Field(
        default=20, gt=0, le=60, description="A fetch ends after so many seconds, whatever happens."
    )
    fetch_megabytes: float = Field(
        default=10, gt=0, le=100, description="A body may be so large, decompressed."
    )
    poll_floor_minutes: float = Field(
        default=5, ge=0.01, le=1440, description="A feed is asked at most so often."
    )
    poll_ceiling_minutes: float = Field(
        default=1440, ge=1, le=10080, description="A feed is asked at least so often."
    )
    alerts_per_hour: int = Field(
        default=12,
        ge=0,
        le=1000,
        description="A channel gets at most so many alerts within any hour, further stories in one list; "
        "0 for no limit.",
    )
    keep_days: int | None = Field(
        default=None, ge=7, le=36500, description="Stories older than so many days go. Default: all are kept."
    )
    keep_posts_days: int | None = Field(
        default=None,
        ge=30,
        le=36500,
        description="What was posted is known for so many days: its text, why, and every try. Messages whose "
        "story is still kept stay known. Default: for ever.",
    )
    keep_left_days: int = Field(
        default=30,
        ge=0,
        le=3650,
        description="So many days after a server removed the bot all that is kept of it goes, unless the bot "
        "came back.",
    )
    backup_folder: Path | None = Field(
        default=None, description="Folder of the backups. Default: backups in `data`."
    )
    backup_at: Daily | None = Field(
        default=None,
        description="When the database is backed up each day, in UTC, such as 03:30; or never. Default: "
        "03:30 on SQLite, never on PostgreSQL.",
    )
    backup_keep: int = Field(
        default=7, ge=1, le=1000, description="How many backups are kept; older ones go after a new one."
    )
    host_delay_seconds: float = Field(
        default=1, ge=0, le=600, description="The pause between two requests to one host."
    )
    looks: int = Field(default=100, ge=1, le=1000, description="How many feeds are looked at side by side.")
    full_text: Literal["auto", "always", "never"] = Field(
        default="auto",
        description="Whether an article's page is read too: auto (where the feed carries only a teaser), "
        "always or never.",
    )
    allow_networks: Networks = Field(
        default=(),
        description="Private networks that the operator's feeds may live in, in CIDR form, comma-separated.",
    )
    allow_command_networks: Networks = Field(
        default=(),
        description="Private networks that everybody may name, in commands and feeds, so that anyone in a "
        "server can read what answers there. In CIDR form, comma-separated.",
    )
    proxy: SecretStr | None = Field(
        default=None,
        description="Proxy that feeds and pages are asked through: http://[user:password@]host:port.",
    )
    public_url: str | None = Field(
        default=None,
        description="Address under which hubs on the web reach this process (WebSub), such as "
        "https://news.your-domain.example. Without it, feeds are only polled.",
    )
    listen: str = Field(
        default="127.0.0.1:8480",
        description="host:port where hubs' requests arrive, on this machine. Used only with public_url.",
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

    @field_validator("data", "actors_file", "backup_folder")
    @classmethod
    def _at_home(cls, value: Path | None) -> Path | None:
        return None if value is None else value.expanduser()

    _an_address = field_validator("discord_api", "discord_gateway")(addresses.an_address)

    @model_validator(mode="after")
    def _floor_below_ceiling(self) -> Self:
        if self.poll_floor_minutes > self.poll_ceiling_minutes:
            raise ValueError("poll_floor_minutes is larger than poll_ceiling_minutes")
        return self

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

    _reachable = field_validator("public_url")(addresses.reachable)

    _host_and_port = field_validator("listen")(addresses.listening)

    _a_proxy = field_validator("proxy")(addresses.a_proxy)

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
        """The folder that one process at a time may use: the database file's, else `data`."""
        scheme, _, path = self.database.partition(":///")
        return (
            Path(unquote(path.partition("?")[0])).parent
            if scheme == "sqlite+aiosqlite" and path
            else self.data
        )

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

    @property
    def listens_at(self) -> tuple[str, int]:
        """Host and port of `listen`."""
        return host_and_port(self.listen)

    @property
    def poll_floor(self) -> timedelta:
        """The shortest time between two looks at a feed."""
        return timedelta(minutes=self.poll_floor_minutes)

    @property
    def host_delay(self) -> timedelta:
        """The pause between two requests to one host."""
        return timedelta(seconds=self.host_delay_seconds)

    @property
    def poll_ceiling(self) -> timedelta:
        """The longest time between two looks at a feed."""
        return timedelta(minutes=self.poll_ceiling_minutes)
