"""Where settings come from: the environment (or its `*_FILE` secrets), then `.env`, then `wirewatch.toml`,
then the default. Every error names the setting, the value's source and what is allowed.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import ValidationError

from config.deprecated import RENAMED, Renamed, Spelt, in_environment, in_file
from config.errors import ConfigurationError
from config.mistakes import explain
from config.settings import PREFIX, TABLES, Settings, environment_name


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """The settings, the file they partly came from, and what was odd about the environment."""

    settings: Settings
    file: Path | None
    notes: tuple[str, ...]


def load(
    environ: Mapping[str, str],
    folder: Path,
    renamed: Sequence[Renamed] = RENAMED,
    now: str | None = None,
) -> Loaded:
    """Read the settings; `wirewatch.toml` is looked for in `folder` unless WIREWATCH_CONFIG names a file,
    and so is `.env`.

    Names that changed by `renamed` are taken for the new ones, and noted, as long as the version `now` (None:
    this one) does so. Raises ConfigurationError for people.
    """
    now = now or version("wirewatch")
    said = in_environment(environ, renamed, now)
    file = _configuration_file(said.values, folder)
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    written = in_file({} if file is None else _read_toml(file), str(file), renamed, now)
    for field, value in written.values.items():
        values[field], sources[field] = value, f"`{written.was.get(field, field)}` in {file}"
    dotenv = _read_dotenv(folder / ".env", said.values, renamed, now)
    refused = [*said.refused, *dotenv.refused, *written.refused]
    if refused:
        raise ConfigurationError("\n".join(refused))
    for field, value, source in (
        *_from_environment(dotenv, ".env"),
        *_from_environment(said, "environment"),
    ):
        values[field], sources[field] = value, source
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise ConfigurationError("\n".join(explain(error, sources))) from None
    odd = (*_odd_names(said.values), *_odd_names(dotenv.values))
    return Loaded(settings=settings, file=file, notes=(*said.notes, *dotenv.notes, *written.notes, *odd))


def _configuration_file(environ: Mapping[str, str], folder: Path) -> Path | None:
    named = environ.get(PREFIX + "CONFIG")
    if named:
        _refuse_folder(Path(named), PREFIX + "CONFIG")
        if not Path(named).is_file():
            raise ConfigurationError(
                f"WIREWATCH_CONFIG names {named}, which is not a file. Correct the path, or unset it."
            )
        return Path(named)
    file = folder / "wirewatch.toml"
    _refuse_folder(file)
    return file if file.is_file() else None


def _refuse_folder(file: Path, setting: str = "") -> None:
    """ConfigurationError where a folder is in the file's place, which the setting names, if any does."""
    try:
        is_folder = file.is_dir()
    except OSError as error:
        raise ConfigurationError(
            f"{file} cannot be looked for: {error.strerror}. Start Wirewatch in a folder that this user may "
            "look into, or correct the path."
        ) from None
    if is_folder and setting:
        raise ConfigurationError(
            f"{setting} names {file}, which is a folder, and a file belongs there. Correct {setting}; or, if "
            "that is an empty folder which a container made in place of a file to be mounted, make the file."
        )
    if is_folder:
        raise ConfigurationError(
            f"{file} is a folder, and a file belongs there. Move the folder away (a container makes one in "
            "place of a file that is to be mounted and is not there), then make the file."
        )


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file} is not valid TOML: {error}. Correct that line.") from None
    except RecursionError:
        raise ConfigurationError(f"{file} is nested too deeply. Correct it.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(file, error) from None


def _unreadable(file: Path, error: OSError | UnicodeDecodeError) -> ConfigurationError:
    if isinstance(error, UnicodeDecodeError):
        line = error.object.count(b"\n", 0, error.start) + 1
        return ConfigurationError(f"{file} cannot be read: line {line} is not UTF-8. Save it as UTF-8.")
    return ConfigurationError(
        f"{file} cannot be read: {error.strerror}. Give this user the right to read it, or move it away."
    )


def _read_dotenv(file: Path, environ: Mapping[str, str], renamed: Sequence[Renamed], now: str) -> Spelt:
    """What `.env` sets that the environment does not, by itself or as the other of value and _FILE."""
    _refuse_folder(file)
    if not file.is_file():
        return Spelt(values={}, was={})
    try:
        text = file.read_text(encoding="utf-8")
        for line in parse_stream(StringIO(text)):
            if line.error:
                raise ConfigurationError(
                    f"{file}, line {line.original.line}: not NAME=value. Correct it, or put # before it."
                )
        found = dotenv_values(stream=StringIO(text), interpolate=False)
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(file, error) from None
    taken = {name.removesuffix("_FILE") for name, value in environ.items() if value.strip()}
    spelt = in_environment({name: value for name, value in found.items() if value}, renamed, now)
    left = {name: value for name, value in spelt.values.items() if name.removesuffix("_FILE") not in taken}
    return replace(spelt, values=left)


def _from_environment(spelt: Spelt, place: str) -> Iterator[tuple[str, object, str]]:
    environ, was = spelt.values, spelt.was
    where = "environment variable" if place == "environment" else f"{place} file's"
    for field in Settings.model_fields:
        if field in TABLES:
            continue
        name = environment_name(field)
        plain, path = environ.get(name, "").strip(), environ.get(f"{name}_FILE", "").strip()
        if plain and path:
            raise ConfigurationError(f"Both {name} and {name}_FILE are set. Keep one of them.")
        if plain:
            yield field, plain, f"{where} {was.get(name, name)}"
        elif path:
            named = was.get(f"{name}_FILE", f"{name}_FILE")
            yield field, _read_secret(named, Path(path)), f"file {path} (from {named})"


def _read_secret(name: str, path: Path) -> str:
    _refuse_folder(path, name)
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        detail = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise ConfigurationError(
            f"{name} names {path}, which cannot be read: {detail}. Correct the path or its permissions."
        ) from None
    if not text:
        raise ConfigurationError(f"{name} names {path}, which is empty. Put the value into it.")
    return text


def _odd_names(environ: Mapping[str, str]) -> Iterator[str]:
    known = {environment_name(name) for name in Settings.model_fields if name not in TABLES}
    known.add(PREFIX + "CONFIG")
    for name in sorted(environ):
        if known & {name, name.removesuffix("_FILE")} or not name.startswith((PREFIX, "DISCORD")):
            continue
        near = get_close_matches(name, known, n=1, cutoff=0.85)
        if near:
            yield f"{name} is not a setting. Did you mean {near[0]}?"
