"""The settings: whether they can be read, and who else can."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from bot.catalogues import operators_actors
from bot.doctor.finding import Finding, trouble, warning, well
from config.errors import WirewatchError
from config.load import Loaded, load
from summarise.actors.roster import roster

NAME = "configuration"


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
    """The files that hold the token."""
    token = loaded.settings.discord_token
    named = [Path(path)] if (path := environ.get("DISCORD_TOKEN_FILE")) else []
    files = [folder / ".env", *([loaded.file] if loaded.file else []), *named]
    held = token.get_secret_value() if token else ""
    return [file for file in files if held and file.is_file() and held in _text(file)]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _open_to_others(file: Path) -> Finding | None:
    if os.name != "posix" or not stat.S_IMODE(file.stat().st_mode) & stat.S_IROTH:
        return None
    return warning(NAME, f"Everybody on this machine can read the token in {file}.", f"chmod 600 {file}")
