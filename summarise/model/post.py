"""What is said to whom: summaries, alerts, digests and the posts that carry them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal

from feeds.model import Article
from summarise.model.reading import Reading, Role, Sentence
from summarise.model.story import Decision, Founds, Story, Trace
from summarise.model.trouble import Notice

Origin = Literal["shipped", "configuration", "operator", "command"]
"""Who wanted a row: the product, wirewatch.toml, the operator on the command line, or a member by command."""

Action = Literal["post", "edit"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a story can be read: one per article, outlets in order of first report."""

    outlet: str
    title: str
    url: str | None

    @classmethod
    def of(cls, article: Article) -> "Source":
        """Where this article can be read."""
        return cls(outlet=article.outlet, title=article.title, url=article.url)


@dataclass(frozen=True, kw_only=True, slots=True)
class SummarySentence:
    """An untouched slice [start, end) of an article's text, with where to read it.

    `also` are the other articles of its story that say the same, in order of time.
    """

    text: str
    article: int
    start: int
    end: int
    outlet: str
    url: str | None
    also: tuple[Source, ...] = ()

    @classmethod
    def of(cls, article: Article, said: Sentence, also: tuple[Source, ...] = ()) -> "SummarySentence":
        """What this sentence of the article says."""
        return cls(
            text=article.text[said.start : said.end],
            article=article.id,
            start=said.start,
            end=said.end,
            outlet=article.outlet,
            url=article.url,
            also=also,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """A story condensed: its headline (one article's title) and its sentences in reading order."""

    headline: str
    url: str | None
    sentences: tuple[SummarySentence, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Disagreement:
    """Two or three outlets that give different numbers for the same thing, in their own sentences.

    `topic` is what is counted and the words that the sentences share, `numbers` what each sentence says.
    """

    topic: tuple[str, ...]
    sentences: tuple[SummarySentence, ...]
    numbers: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """A target asks to be told of stories with any of these actors. `id` is never reused.

    `role` is the least that one of them must be in the story: "mention" is any, "subject" acts or speaks.
    """

    id: int
    guild: str
    target: str
    actors: tuple[str, ...]
    origin: Origin
    created_at: datetime
    role: Role = "mention"


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag:
    """A watched actor found in a story: display name and strongest role."""

    actor: str
    name: str
    role: Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """What one message about a story says.

    `reasons` are sentences that tell why it was sent. `voices` are the independent sources behind `sources`:
    an outlet is one, and so are all that print one wire report (0 where nobody counted). `corrections` are
    what its reports took back, the latest first.
    """

    story: int
    summary: Summary
    flags: tuple[Flag, ...]
    sources: tuple[Source, ...]
    first_at: datetime
    last_at: datetime
    reasons: tuple[str, ...]
    disagreement: Disagreement | None = None
    voices: int = 0
    corrections: tuple[SummarySentence, ...] = ()
    kind: Literal["alert"] = "alert"

    @property
    def outlets(self) -> tuple[str, ...]:
        """Each outlet once, in order of first report."""
        return tuple(dict.fromkeys(source.outlet for source in self.sources))


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestPlan:
    """A digest at `at` local time of `zone` (IANA), every day, to one target."""

    id: int
    guild: str
    target: str
    at: time
    zone: str
    stories: int
    sentences: int
    origin: Origin
    created_at: datetime
    next_due_at: datetime
    last_until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestItem:
    """One story in a digest; with `new_since`, one of an earlier digest with what is new since then."""

    story: int
    summary: Summary
    flags: tuple[Flag, ...]
    sources: tuple[Source, ...]
    last_at: datetime
    disagreement: Disagreement | None = None
    new_since: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """The stories between two moments; `date` is the local date it is for. No items means nothing new."""

    date: date
    zone: str
    since: datetime
    until: datetime
    items: tuple[DigestItem, ...]
    kind: Literal["digest"] = "digest"


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """Something to say to a target. (target, subject, part) names one message; a higher revision edits it.

    `target` is `channel:<id>` or `terminal`; `subject` is `story:<id>`, `digest:<plan>:<local date>` or
    `feed:<id>:<health>:<date>`.
    """

    target: str
    subject: str
    part: int
    action: Action
    revision: int
    body: Alert | Digest | Notice

    def about(self, story: int) -> "Post":
        """The same post once its new story has an id."""
        if not isinstance(self.body, Alert):
            return self
        return replace(self, subject=f"story:{story}", body=replace(self.body, story=story))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What a target was last told, sent or still to be sent, about a subject."""

    target: str
    subject: str
    post: Post


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """A guild that subscribes to the article's feed: its feeds, its watches, and what it was shown."""

    guild: str
    feeds: frozenset[int]
    watches: tuple[Watch, ...]
    shown: tuple[Shown, ...]


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
    posts: tuple[Post, ...]

    @property
    def near(self) -> tuple[int, ...] | None:
        """The stories with which the article's own is to be looked at again; None for no look at all."""
        near = self.decision.near
        return None if isinstance(self.decision, Founds) and not near else near


@dataclass(frozen=True, kw_only=True, slots=True)
class DuePlan:
    """A digest plan that is due, with the guild's feeds, watched actors and the stories of its time.

    `earlier` are the digests that its target was last shown.
    """

    plan: DigestPlan
    since: datetime
    feeds: frozenset[int]
    watched: frozenset[str]
    stories: tuple[Story, ...]
    earlier: tuple[Digest, ...] = ()
