"""What asking for an address came to; every failure is a value."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from config.phrase import Reason

FailureReason = Literal[
    "address refused",
    "no answer",
    "timed out",
    "certificate",
    "too large",
    "redirects",
    "status",
    "not a feed",
    "unreadable",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """A body came. Validators are kept byte for byte (RFC 9110 §8.8); `body_hash` is SHA-256 in hex.

    `address` is the last one, after redirects; `moved` says that every hop to it was permanent (301, 308).
    `partial` says that only what is new came (RFC 3229, 226 IM Used). `fresh_for` is what Cache-Control or
    Expires promise. `hub` and `topic` are what Link headers name (WebSub §4). `received` counts the bytes on
    the wire, packed by `encoding`. `private` says that it lies in a network that only the operator may reach.
    """

    address: str
    body: bytes
    body_hash: str
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    moved: bool = False
    partial: bool = False
    fresh_for: timedelta | None = None
    hub: str | None = None
    topic: str | None = None
    encoding: str = ""
    received: int = 0
    private: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NotModified:
    """304, or a body equal to the last one: nothing to parse. The validators, if any, are the newest.

    `address` is the last one, after redirects, or empty where none is known; `moved` and `fresh_for` are as
    in Fetched.
    """

    etag: str | None = None
    last_modified: str | None = None
    address: str = ""
    moved: bool = False
    fresh_for: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchFailed:
    """Nothing usable came; `detail` is one sentence for people and never holds a secret.

    It is said of a feed that is read; `unread` says it of an address that is not, to which nothing is
    promised, and is None where both are the same.

    `host` is the host that gave the answer (`feeds.guard.host_of`), or empty where none answered.
    `redirected` says that it was not the address itself that failed but one that it led to.
    """

    reason: FailureReason
    detail: Reason
    status: int | None = None
    retry_after: timedelta | None = None
    host: str = ""
    redirected: bool = False
    unread: Reason | None = None

    @property
    def once(self) -> Reason:
        """The sentence where the address is asked this once, and is not read."""
        return self.detail if self.unread is None else self.unread


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadsTo:
    """A redirect that was not followed: its host may have wishes about where it leads."""

    address: str


FetchOutcome = Fetched | NotModified | FetchFailed
