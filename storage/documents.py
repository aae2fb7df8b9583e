"""Values kept whole as versioned JSON: posts, readings, traces, lists of actors."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, Generic, TypeVar

import structlog
from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from config.errors import NewerError, StorageError
from config.phrase import Reason
from feeds.model import Wishes
from storage.columns import sound
from summarise.model import Post, Quiet, Reading
from summarise.model.digest import Empty, Grouping, Style

log = structlog.get_logger()

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What an outlet may change in an article."""

    title: str
    text: str
    url: str | None
    author: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Remembered:
    """What of a trace no other table holds, and the counts that its words were weighed by."""

    language: str
    terms: dict[str, int]
    lead: dict[str, int]
    bigrams: tuple[str, ...]
    crowd: float | None
    documents: int
    counts: dict[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a watch asks for beside actors and role: conditions, then how it is told. See Watch."""

    every: bool = False
    keywords: tuple[str, ...] = ()
    feeds: tuple[int, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    voices: int = 1
    ping: str | None = None
    quiet: Quiet | None = None
    cooldown: timedelta = timedelta(0)
    publish: bool = False
    timeline: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """What a digest plan asks for beside time and sizes. See DigestPlan."""

    weekdays: tuple[int, ...] = ()
    style: Style = "standard"
    grouping: Grouping = "none"
    empty: Empty = "silent"
    feeds: tuple[int, ...] = ()
    actors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    quotes: int = 3
    agenda_days: int = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept(Generic[T]):
    """A value as its JSON holds it."""

    version: int
    value: T


class Document(Generic[T]):
    """One kind of value and its JSON: {"version": n, "value": …}. A change of the type raises the version;
    where it only gained fields with defaults, `older` are the versions that it still reads."""

    def __init__(self, name: str, version: int, kind: type[Kept[T]], *, older: tuple[int, ...] = ()) -> None:
        self._name = name
        self._version = version
        self._reads = frozenset((version, *older))
        self._kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[Kept[T]]:
        # pydantic takes milliseconds to make one, and most processes need a few of them
        return TypeAdapter(self._kind)

    def dump(self, value: T) -> str:
        """The value as text."""
        kept = Kept(version=self._version, value=value)
        return to_json(_sound(self._adapter.dump_python(kept))).decode()

    def load(self, text: str) -> T:
        """The value again; StorageError where the text is damaged or of a version that was given up.

        NewerError where a newer Wirewatch wrote it.
        """
        try:
            kept = self._adapter.validate_json(text)
        except ValidationError as error:
            version = _version(text)
            if version is None or version in self._reads:
                raise StorageError(
                    f"A stored {self._name} cannot be read: the database is damaged. "
                    "Restore it from a backup."
                ) from error
        else:
            version = kept.version
            if version in self._reads:
                return kept.value
        trouble = NewerError if version > self._version else StorageError
        raise trouble(
            f"A stored {self._name} has version {version}, but this Wirewatch reads version {self._version}: "
            "install the version that wrote it, or a newer one."
        )

    def read(self, text: str) -> T | StorageError:
        """As `load`, with damage as a value, told in the log: for one document of many.

        NewerError where a newer Wirewatch wrote it: nothing is decided as if it were not there.
        """
        try:
            return self.load(text)
        except NewerError:
            raise
        except StorageError as error:
            log.error("stored document left out", reason=str(error))
            return error

    def peek(self, text: str) -> T | None:
        """As `load`, None where it cannot be read for whatever reason: for whoever only looks."""
        try:
            return self.load(text)
        except StorageError as error:
            log.error("stored document left out", reason=str(error))
            return None


def _version(text: str) -> int | None:
    """The version that a text claims to be of, or None where it claims nothing of the kind."""
    try:
        version = from_json(text)["version"]
    except (ValueError, TypeError, KeyError):
        return None
    return version if isinstance(version, int) else None


def _sound(value: Any) -> Any:
    # lone surrogates cannot become UTF-8, and PostgreSQL takes no NUL
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, dict):
        return {_sound(key): _sound(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_sound(held) for held in value]
    return value


POST = Document("post", 3, Kept[Post], older=(1, 2))
READING = Document("reading", 2, Kept[Reading], older=(1,))
ACTORS = Document("watch", 1, Kept[tuple[str, ...]])
ASKED = Document("watch's wishes", 1, Kept[Asked])
REASON = Document("reason", 1, Kept[Reason])
REASONS = Document("list of reasons", 3, Kept[tuple[Reason, ...]], older=(1, 2))
PLANNED = Document("digest plan's wishes", 1, Kept[Planned])
WORDS = Document("revised article", 1, Kept[Words])
RIGHTS = Document("list of rights", 1, Kept[dict[str, tuple[str, ...]]])
QUIET = Document("person's quiet hours", 1, Kept[Quiet])
NEAR = Document("list of stories", 1, Kept[tuple[int, ...]])
TRACE = Document("trace", 2, Kept[Remembered])
WISHES = Document("feed's wishes", 1, Kept[Wishes])


def kept_reason(reason: Reason | None) -> str | None:
    """What a column holds for the sentence."""
    return None if reason is None else REASON.dump(reason)


def reason_of(kept: str | None) -> Reason | None:
    """The sentence that a column holds: as a document, or as text from before; None if it cannot be read."""
    if kept is None or not kept.startswith(_DOCUMENT):
        return kept
    return REASON.peek(kept)


_DOCUMENT = '{"version":'
