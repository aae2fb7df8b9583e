"""What is said to whom: posts, what was decided, and all that one article's reading came to."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from config.phrase import Reason
from feeds.model import Article
from summarise.model.alert import Alert, Pointer, Rollup, Update
from summarise.model.digest import Digest
from summarise.model.house import Greeting, Logged
from summarise.model.reading import Reading
from summarise.model.story import Decision, Founds, Trace
from summarise.model.trouble import Notice
from summarise.model.watch import Watch

Action = Literal["post", "edit", "reply", "thread", "publish"]
"""A message; its new words; a message or a thread below it; publishing it to who follows the channel."""

Body = Alert | Update | Pointer | Rollup | Digest | Notice | Greeting | Logged


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """Something to say to a target. (target, subject, part) names one message; a higher revision edits it.

    `target` is `channel:<id>`, `thread:<id>`, `forum:<id>`, `user:<id>` or `terminal`; `subject` is
    `story:<id>`, `digest:<plan>:<local date>`, `rollup:<time>`, `feed:<id>:<health>:<date>` or
    `target:<target>:<date>` (there `guild:<id>` is a target too), `greeting` or `log:<any>`. A reply's part
    is its revision; it is `threaded` where it belongs in the thread of the message that it is about, which a
    "thread" before it opens. An edit of a message or of a reply that still waits takes its place, with its
    time, pings, tags and watches; of one that was sent, these count for nothing. Thread and publishing come
    after their message; a later one of the same message replaces them.

    It waits for `not_before`, and with `rolls` is told in one list with others that wait with it. `pings` are
    ids of roles, `tags` of a forum's tags, `watches` of those that fired.
    """

    target: str
    subject: str
    part: int
    action: Action
    revision: int
    body: Body
    not_before: datetime | None = None
    rolls: bool = False
    threaded: bool = False
    pings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    watches: tuple[int, ...] = ()

    def about(self, story: int) -> "Post":
        """The same post once its new story has an id."""
        body = self.body
        if isinstance(body, Update):
            body = replace(body, alert=replace(body.alert, story=story))
        elif isinstance(body, Alert):
            body = replace(body, story=story)
        else:
            return self
        return replace(self, subject=f"story:{story}", body=body)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What a target was last told, sent or still to be sent, about a subject.

    `sent_at` is when its message was sent (None: it waits), `tried_at` when that was tried first, be it that
    nobody knows whether it arrived; `changed_at` when it was last edited, `replied_at` when something was
    last said below it. `reply` is the newest reply or the newest edit of one, sent or still to be sent.
    `threaded` says that a thread was opened or is still to be. `gone` says that somebody deleted it, `rolled`
    that it was told in a list: then the list was sent at `sent_at`.
    """

    target: str
    subject: str
    post: Post
    sent_at: datetime | None = None
    changed_at: datetime | None = None
    replied_at: datetime | None = None
    threaded: bool = False
    gone: bool = False
    rolled: bool = False
    reply: Post | None = None
    tried_at: datetime | None = None

    @property
    def alert(self) -> Alert | None:
        """How the story's alert reads by what was last told; None where that is no alert."""
        body = self.post.body
        return body if isinstance(body, Alert) else body.alert if isinstance(body, Update) else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """A guild that subscribes to the article's feed: its feeds, its watches, and what it was shown.

    `watches` are those that may ask for the story, and all of the targets that were shown it. `muted` are the
    targets in which somebody silenced it.
    """

    guild: str
    feeds: frozenset[int]
    watches: tuple[Watch, ...]
    shown: tuple[Shown, ...]
    muted: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was decided for a target about a story's revision, and why, in sentences for people.

    "hold" waits for more, or until a moment; "mute" says nothing as it was silenced; "same" is nothing new.
    """

    target: str
    story: int
    revision: int
    what: Literal["post", "edit", "reply", "hold", "mute", "same"]
    reasons: tuple[Reason, ...]
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a story's revision says to whom, with the reasons for it and for silence."""

    posts: tuple[Post, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def firsts(self) -> frozenset[str]:
        """The targets that are told for the first time: what else is said there belongs to that."""
        return frozenset(post.target for post in self.posts if post.action == "post")

    def without(self, targets: Collection[str]) -> "Told":
        """The same, and nothing to these targets."""
        return Told(
            posts=tuple(post for post in self.posts if post.target not in targets),
            verdicts=tuple(verdict for verdict in self.verdicts if verdict.target not in targets),
        )

    def about(self, story: int) -> "Told":
        """The same once its new story has an id."""
        return Told(
            posts=tuple(post.about(story) for post in self.posts),
            verdicts=tuple(replace(verdict, story=story) for verdict in self.verdicts),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """All that reading one article decided, to be saved in one transaction.

    `snapshot` is the line-up's; with Founds, posts speak of story 0 until the archive names it. `trace` is
    what grouping remembers of the article, `lines` are the keys of lines that may be its feed's furniture.
    Where `near` calls for a look at stories, posts to whom nothing was shown wait for that.
    """

    article: Article
    reading: Reading
    trace: Trace
    lines: tuple[int, ...]
    decision: Decision
    snapshot: int
    told: Told = field(default_factory=Told)

    @property
    def near(self) -> tuple[int, ...] | None:
        """The stories with which the article's own is to be looked at again; None for no look at all."""
        near = self.decision.near
        return None if isinstance(self.decision, Founds) and not near else near


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """What came of saving an edition: its story, or None where nothing was left to decide.

    With `mends`, stories are to be looked at again because of the article.
    """

    story: int | None = None
    mends: bool = False
