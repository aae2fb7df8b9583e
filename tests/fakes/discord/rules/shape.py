"""Reading JSON of unknown shape without stumbling, and the checks every rule shares."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.world import Json

Path = tuple[str | int, ...]


def objects(value: Any) -> list[Json]:
    """Return the objects of a list; nothing for anything else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def part(value: Any, key: str) -> Json:
    """Return an object's object, empty where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def words(value: Any) -> str:
    """Return text as it is, and nothing for anything else."""
    return value if isinstance(value, str) else ""


def length(path: Path, value: Any, most: int, *, least: int = 0) -> Iterator[Complaint]:
    """Complain of text longer than `most` or, blanks aside, shorter than `least` characters."""
    text = words(value)
    if len(text) > most:
        yield Complaint(
            path=path,
            code="BASE_TYPE_MAX_LENGTH",
            message=f"Must be {most} or fewer in length, not {len(text)}.",
        )
    if len(text.strip()) < least:
        yield Complaint(path=path, code="BASE_TYPE_REQUIRED", message="This field is required")


def count(path: Path, value: Any, most: int, *, least: int = 0) -> Iterator[Complaint]:
    """Complain of a list that holds fewer than `least` or more than `most` entries."""
    held = len(value) if isinstance(value, list) else 0
    if not least <= held <= most:
        message = f"Must be between {least} and {most} in length, not {held}."
        yield Complaint(path=path, code="BASE_TYPE_BAD_LENGTH", message=message)


def address(path: Path, value: Any, *schemes: str) -> Iterator[Complaint]:
    """Complain of an address that is not absolute or of another scheme."""
    if value is None:
        return
    try:
        split = urlsplit(words(value))
        well_formed = bool(split.netloc) and not any(c.isspace() for c in words(value))
    except ValueError:
        split, well_formed = urlsplit(""), False
    if split.scheme not in schemes:
        message = f"Scheme {split.scheme!r} is not supported. Scheme must be one of {schemes}."
        yield Complaint(path=path, code="URL_TYPE_INVALID_SCHEME", message=message)
    elif not well_formed:
        yield Complaint(path=path, code="URL_TYPE_INVALID_URL", message="Not a well formed URL.")


def duplicates(values: list[Any]) -> set[Any]:
    """Return the values that come more than once."""
    return {value for value in values if values.count(value) > 1}
