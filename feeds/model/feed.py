"""A feed as the archive knows it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from feeds.model.document import Wishes

Backlog = Literal["silent", "post"]
"""What the entries of a feed's first reading do: stay silent (searchable only) or count as news."""

FullText = Literal["auto", "always", "never"]
"""When the article page is read too: where the feed carries only a teaser, always, or never."""

Health = Literal["well", "failing", "paused", "gone"]
"""How the last looks at a feed went: well; failing, tried again ever later; paused, tried once a week; gone
(the server said so repeatedly), not tried until somebody resumes it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed as the archive knows it; `first_read_at` is None until it was read once (its backlog).

    `interval` is the wait that the last look without failure decided, or None where it is not known. `known`
    holds the marks of the last document's entries (feeds.parse.marks). `shares_guids` says that its guids
    were seen to name several entries at once. `moved_to` is where the last `moved_times` looks were
    redirected for good. `pushed_until` is the end of a live WebSub subscription. `full_text` is None where
    the setting decides. `vouched` says that the operator wants it, not only members of a server.
    `leased_until` is the end of the claim of its host under which it was taken.
    """

    id: int
    address: str
    outlet: str
    title: str = ""
    backlog: Backlog = "silent"
    full_text: FullText | None = None
    vouched: bool = False
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    known: bytes = b""
    shares_guids: bool = False
    wishes: Wishes = field(default_factory=Wishes)
    health: Health = "well"
    failures: int = 0
    failing_since: datetime | None = None
    gone_times: int = 0
    announced_at: datetime | None = None
    moved_to: str | None = None
    moved_times: int = 0
    pushed_until: datetime | None = None
    first_read_at: datetime | None = None
    next_due_at: datetime | None = None
    interval: timedelta | None = None
    leased_until: datetime | None = field(default=None, compare=False)
