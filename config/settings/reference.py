"""The tables of docs/configuration.md, written from the settings: python -m config.settings.reference

With --check it writes nothing, and ends with 1 where the file tells of other settings. All that stands behind
<br> in what a setting does is written by hand, and stays.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from config.settings.model import Settings
from config.settings.names import TABLES, environment_name

FILE: Final = Path(__file__).parents[2] / "docs" / "configuration.md"

PLACE: Final = re.compile(
    r"(<!-- settings of (?P<name>[\w ]+): written by "
    r"`python -m config\.settings\.reference`, not by hand -->)(?P<held>.*?)(<!-- settings: end -->)",
    re.DOTALL,
)
ROW: Final = re.compile(r"^\| `(?P<name>\w+)`(?:<br>`\w+`)? \| [^|]*?<br>(?P<more>[^|]*) \|", re.MULTILINE)
DEFAULT: Final = re.compile(r"[;.]?\s*\b[Dd]efault: (?P<default>.+?)(?:\. |\.?$)")

GROUPS: Final = {
    "Discord": ("discord_token", "bot_id", "owner", "shards"),
    "a new server": ("zone", "languages", "starters", "actors_file"),
    "the database": ("data", "database_url", "pool", "role", "workers"),
    "keeping": (
        "keep_days", "keep_posts_days", "keep_left_days", "backup_folder", "backup_at", "backup_keep",
    ),
    "reading": (
        "contact", "poll_floor_minutes", "poll_ceiling_minutes", "host_delay_seconds", "looks", "full_text",
        "fetch_seconds", "fetch_megabytes", "proxy", "allow_networks", "allow_command_networks", "public_url",
        "listen",
    ),
    "posting": ("alerts_per_hour",),
    "watching over it": ("health", "health_token", "log_level", "log_format"),
    "updates": ("release_check", "release_feed"),
    "tests": ("discord_api", "discord_gateway"),
}  # fmt: skip
"""Which settings stand together; every one must, but for those that only a file declares."""

DRIFTED: Final = "docs/configuration.md tells of other settings: run python -m config.settings.reference"


def written(text: str) -> str:
    """The document with its tables as they are to be; ValueError where a setting has no place."""
    grouped = {name for names in GROUPS.values() for name in names}
    places = {place["name"] for place in PLACE.finditer(text)}
    amiss = ({*Settings.model_fields} ^ {*TABLES} ^ grouped) | ({*GROUPS, *TABLES} ^ places)
    if amiss:
        raise ValueError(f"no place, or a place for nothing: {', '.join(sorted(amiss))}")
    return PLACE.sub(
        lambda place: f"{place[1]}\n\n{_table(place['name'], place['held'])}\n\n{place[4]}", text
    )


def _table(name: str, held: str) -> str:
    more = {row["name"]: row["more"] for row in ROW.finditer(held)}
    if name in TABLES:
        head = ("| key | what it says | default | allowed |", "|---|---|---|---|")
        rows = _keys(TABLES[name], more)
    else:
        head = ("| setting | what it does | default | allowed |", "|---|---|---|---|")
        rows = _settings(GROUPS[name], more)
    return "\n".join((*head, *rows))


def _settings(names: Iterable[str], more: dict[str, str]) -> Iterator[str]:
    for name in names:
        info = Settings.model_fields[name]
        yield _row(f"`{name}`<br>`{environment_name(name)}`", *_told(info, more.get(name)))


def _keys(entry: type[BaseModel], more: dict[str, str]) -> Iterator[str]:
    for name, info in entry.model_fields.items():
        yield _row(f"`{name}`", *_told(info, more.get(name)))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _told(info: FieldInfo, more: str | None) -> tuple[str, str, str]:
    """What it does, with what was written by hand beyond; its default, and what is allowed."""
    description = str(info.description)
    said = DEFAULT.search(description)
    default = said["default"] if said else _default(info)
    does = DEFAULT.sub(". ", description).strip(". ") + "."
    return does if more is None else f"{does}<br>{more}", default, _allowed(info)


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "must be given"
    value = info.default
    if value is None or value == () or value == "":
        return "none"
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f"`{value}`"


def _allowed(info: FieldInfo) -> str:
    """The words that there are, or the range; else what kind of value it is."""
    words = [f"`{word}`" for word in _words(info.annotation)]
    bounds = {type(limit): limit for limit in info.metadata if isinstance(limit, Ge | Gt | Le)}
    low, above, high = bounds.get(Ge), bounds.get(Gt), bounds.get(Le)
    if words:
        return ", ".join(words)
    if isinstance(high, Le):
        least = (
            f"{low.ge}"
            if isinstance(low, Ge)
            else f"more than {above.gt}, up"
            if isinstance(above, Gt)
            else ""
        )
        return f"{least} to {high.le}".strip()
    return "a secret" if SecretStr in (info.annotation, *get_args(info.annotation)) else ""


def _words(kind: Any) -> tuple[str, ...]:
    """The words of a Literal, or of several; none of a type that has other values, too."""
    if get_origin(kind) is Literal:
        return tuple(word for word in get_args(kind) if isinstance(word, str))
    if get_origin(kind) is Annotated:
        return _words(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType, tuple):
        parts = [_words(part) for part in get_args(kind) if part not in (NoneType, Ellipsis)]
        return tuple(word for part in parts for word in part) if all(parts) else ()
    return ()


def main() -> int:
    """Write the tables, or check them; the exit status."""
    text = FILE.read_text(encoding="utf-8")
    wanted = written(text)
    if "--check" not in sys.argv[1:]:
        FILE.write_text(wanted, encoding="utf-8")
        return 0
    if wanted != text:
        sys.stderr.write(f"{DRIFTED}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
