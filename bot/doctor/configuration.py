"""The settings: whether they can be read, and who else can."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import Final

from dotenv import dotenv_values

from bot.catalogues import operators_actors
from bot.doctor.finding import SHORTEST, Finding, trouble, warning, well
from config.errors import WirewatchError
from config.load import Loaded, load
from config.settings import TABLES, Settings, environment_name
from summarise.actors.roster import roster

NAME = "configuration"

MOUNTED: Final = "/run/secrets"
"""Where Docker puts secrets, of any mode, for one container alone."""


def configuration(environ: Mapping[str, str], folder: Path) -> tuple[Loaded | None, tuple[Finding, ...]]:
    """The settings, None where they cannot be read, and what is to be said of them."""
    try:
        loaded = load(environ, folder)
    except WirewatchError as error:
        return None, tuple(trouble(NAME, line) for line in str(error).splitlines())
    found = [warning(NAME, note) for note in loaded.notes]
    try:
        texts = operators_actors(loaded.settings)
    except WirewatchError as error:
        found.append(trouble(NAME, str(error)))
    else:
        found += [warning(NAME, problem) for problem in (roster(texts).problems if texts else ())]
    found += [one for file in _secret_files(environ, folder, loaded) if (one := _open_to_others(file))]
    read = [str(file) for file in (folder / ".env", loaded.file) if file is not None and file.is_file()]
    said = " and ".join(read) or "no file, but the environment and what is usual"
    return loaded, tuple(found) or (well(NAME, f"Read from {said}."),)


def _secret_files(environ: Mapping[str, str], folder: Path, loaded: Loaded) -> list[Path]:
    """The files that hold a secret: .env, wirewatch.toml, and those that a setting's _FILE names."""
    env = folder / ".env"
    said = (dotenv_values(env, interpolate=False) if env.is_file() else {}) | dict(environ)
    names = (f"{environment_name(field)}_FILE" for field in Settings.model_fields if field not in TABLES)
    named = [Path(path.strip()) for name in names if (path := said.get(name))]
    files = dict.fromkeys((env, *([loaded.file] if loaded.file else []), *named))
    secrets = [secret for secret in loaded.settings.secrets if len(secret) >= SHORTEST]
    return [file for file in files if file.is_file() and any(secret in _text(file) for secret in secrets)]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _open_to_others(file: Path) -> Finding | None:
    if os.name != "posix" or file.is_relative_to(MOUNTED):
        return None
    held = file.stat()
    if not stat.S_IMODE(held.st_mode) & stat.S_IROTH:
        return None
    named = quote(str(file))
    # whoever reads another's file by that mode alone could not read it any more
    owned = "" if held.st_uid == os.getuid() else f"chown {os.getuid()} {named} && "
    said = f"Everybody on this machine can read the secret in {file}."
    return warning(NAME, said, f"{owned}chmod 600 {named}")
