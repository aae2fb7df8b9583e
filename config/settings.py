"""The operator's settings: environment, then `*_FILE` secrets, then `wirewatch.toml`, then the default.

Nothing is read at import. `load` reads once and every error names the setting, the value's source and
what is allowed.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from config.declared import DeclaredDigest, DeclaredFeed, DeclaredWatch
from config.errors import ConfigurationError

PREFIX = "WIREWATCH_"
OUTSIDE = {"discord_token": "DISCORD_TOKEN"}
"""Settings whose environment name is the one everybody uses."""

TABLES = ("feed", "watch", "digest")


def _networks(value: object) -> object:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list | tuple):
        raise ValueError("networks in CIDR form, such as 192.168.1.0/24")
    return tuple(ip_network(str(part)) for part in value)


Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], BeforeValidator(_networks)]


class Settings(BaseModel):
    """Everything an operator may set. In `wirewatch.toml` by these names, in the environment by
    WIREWATCH_ and the name in capitals (the token is DISCORD_TOKEN), in a file by adding _FILE to that.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    discord_token: SecretStr | None = Field(
        default=None, description="The bot's token. Without it the terminal is the channel."
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
        default=20, gt=0, le=120, description="A fetch ends after so many seconds, whatever happens."
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
    allow_networks: Networks = Field(
        default=(), description="Private networks that feeds may live in, in CIDR form, comma-separated."
    )
    workers: int = Field(default=2, ge=1, le=32, description="Worker processes for parsing and reading.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is told."
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="Lines for people, or JSON for machines."
    )
    discord_api: str | None = Field(
        default=None, description="Another base address of Discord's REST API; for tests and proxies."
    )
    discord_gateway: str | None = Field(
        default=None, description="Another address of Discord's gateway; for tests and proxies."
    )
    feed: tuple[DeclaredFeed, ...] = Field(default=(), description="Declared feeds.")
    watch: tuple[DeclaredWatch, ...] = Field(default=(), description="Declared watches.")
    digest: tuple[DeclaredDigest, ...] = Field(default=(), description="Declared digests.")

    @property
    def database(self) -> str:
        """The database's address, with its password: not for logs."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.data / 'wirewatch.sqlite3'}"

    @property
    def poll_floor(self) -> timedelta:
        """The shortest time between two looks at a feed."""
        return timedelta(minutes=self.poll_floor_minutes)

    @property
    def poll_ceiling(self) -> timedelta:
        """The longest time between two looks at a feed."""
        return timedelta(minutes=self.poll_ceiling_minutes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """The settings, the file they partly came from, and what was odd about the environment."""

    settings: Settings
    file: Path | None
    notes: tuple[str, ...]


def environment_name(field: str) -> str:
    """The environment variable of a setting."""
    return OUTSIDE.get(field, PREFIX + field.upper())


def load(environ: Mapping[str, str], folder: Path) -> Loaded:
    """Read the settings; `wirewatch.toml` is looked for in `folder` unless WIREWATCH_CONFIG names a file.

    Raises ConfigurationError for people.
    """
    file = _configuration_file(environ, folder)
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    if file is not None:
        for field, value in _read_toml(file).items():
            values[field], sources[field] = value, f"`{field}` in {file}"
    for field, value, source in _from_environment(environ):
        values[field], sources[field] = value, source
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise ConfigurationError("\n".join(_explain(error, sources))) from None
    return Loaded(settings=settings, file=file, notes=tuple(_odd_names(environ)))


def _configuration_file(environ: Mapping[str, str], folder: Path) -> Path | None:
    named = environ.get(PREFIX + "CONFIG")
    if named:
        if not Path(named).is_file():
            raise ConfigurationError(
                f"WIREWATCH_CONFIG names {named}, which is not a file. Correct the path, or unset it."
            )
        return Path(named)
    file = folder / "wirewatch.toml"
    return file if file.is_file() else None


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file} is not valid TOML: {error}. Correct that line.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file} cannot be read: {error}.") from None


def _from_environment(environ: Mapping[str, str]) -> Iterator[tuple[str, object, str]]:
    for field in Settings.model_fields:
        if field in TABLES:
            continue
        name = environment_name(field)
        plain, path = environ.get(name, "").strip(), environ.get(f"{name}_FILE", "").strip()
        if plain and path:
            raise ConfigurationError(f"Both {name} and {name}_FILE are set. Keep one of them.")
        if plain:
            yield field, plain, f"environment variable {name}"
        elif path:
            yield field, _read_secret(name, Path(path)), f"file {path} (from {name}_FILE)"


def _read_secret(name: str, path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        detail = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise ConfigurationError(
            f"{name}_FILE names {path}, which cannot be read: {detail}. Correct the path or its permissions."
        ) from None
    if not text:
        raise ConfigurationError(f"{name}_FILE names {path}, which is empty. Put the value into it.")
    return text


def _explain(error: ValidationError, sources: Mapping[str, str]) -> Iterator[str]:
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        field, *inner = (str(part) for part in problem["loc"]) if problem["loc"] else ("settings",)
        source = sources.get(field, "the default")
        known = Settings.model_fields.get(field)
        if known is None:
            near = get_close_matches(field, Settings.model_fields, n=1)
            hint = f" Did you mean `{near[0]}`?" if near else " docs/configuration.md lists the settings."
            yield f"Unknown setting `{field}` ({source}).{hint}"
            continue
        where = f"`{field}`" + (f", entry {int(inner[0]) + 1}" if inner and inner[0].isdigit() else "")
        key = f", key `{inner[1]}`" if len(inner) > 1 else ""
        why = problem["msg"].removeprefix("Value error, ")
        yield f"Setting {where}{key}, from {source}: {why}. Allowed: {known.description}"


def _odd_names(environ: Mapping[str, str]) -> Iterator[str]:
    known = {environment_name(name) for name in Settings.model_fields if name not in TABLES} | {
        PREFIX + "CONFIG"
    }
    for name in sorted(environ):
        if name.startswith(PREFIX) and name.removesuffix("_FILE") not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.85)
            if near:
                yield f"Environment variable {name} is not a setting. Did you mean {near[0]}?"
