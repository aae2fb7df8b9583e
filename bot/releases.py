"""Which version a feed of releases tells of as the newest, and what that means for this one. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from packaging.version import InvalidVersion, Version

from feeds.model import Entry

LONGEST: Final = 300
"""Characters of a title, or of a link's last part, in which a version is looked for."""

_SAID: Final = re.compile(
    r"(?<![\w.+-])v?(\d{1,9}(?:\.\d{1,9}){1,3}(?:[-._]?(?:a|b|c|rc|alpha|beta|pre|preview|dev|post)(?:[-._]?\d{1,9})?){0,3})"
    r"(?![\w+]|\.\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """A version, as PEP 440 writes it, and the page that tells of it."""

    version: str
    link: str | None = None


def newest(entries: Iterable[Entry], running: str) -> Release | None:
    """The highest version that the entries name; None where they name none.

    By PEP 440: 1.10 is higher than 1.9, and 1.2rc1 comes before 1.2. Candidates and the like count only where
    `running` is one.
    """
    found = [(version, entry) for entry in entries if (version := _named(entry)) is not None]
    if not Version(running).is_prerelease:
        found = [(version, entry) for version, entry in found if not version.is_prerelease]
    if not found:
        return None
    version, entry = max(found, key=lambda each: each[0])
    return Release(version=str(version), link=entry.url)


def is_newer(release: Release, running: str) -> bool:
    """Whether it is worth an update; this version's own build (1.2+local) is as new as 1.2."""
    return Version(release.version) > Version(Version(running).public)


def _named(entry: Entry) -> Version | None:
    """The first version in the title, else the one that its link ends with, as a tag's does."""
    for text in (entry.title, _tag(entry.url or "")):
        said = _SAID.search(text[:LONGEST])
        if said:
            try:
                return Version(said[1])
            except InvalidVersion:
                continue
    return None


def _tag(url: str) -> str:
    """The last part of an address's path; nothing of what is no address."""
    try:
        return urlsplit(url).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        return ""
