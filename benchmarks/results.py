"""What contestants hand back: plain figures."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Sweeps:
    """Rounds over the same feeds: seconds of the clock, of own CPU and of workers' CPU for each.

    `late_99` and `late_worst` are milliseconds that the event loop was held, 0 where nobody watched it;
    `late_own` what it can have held itself at most, by the CPU that it had.
    """

    wall: list[float]
    own: list[float]
    workers: list[float]
    late_99: float = 0.0
    late_worst: float = 0.0
    late_own: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Refresh(Sweeps):
    """Wirewatch's rounds, and how the database stands afterwards.

    Memory in megabytes: `pss` and `rss` of the main process at the end, `extra` what it held at its peak
    beyond what it held before the first round. `read` counts feeds that the last round read,
    `failing` those that failed; `trouble` is what the database says of one of them.
    """

    pss: float
    rss: float
    extra: float
    read: int
    failing: int
    articles: int
    trouble: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Claims:
    """Microseconds of CPU for each due feed claimed, how many were, and of a tick that finds nothing due."""

    each: float
    claimed: int
    idle_tick: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Placements:
    """Milliseconds of CPU for an article that is put into its story, at each number of open stories."""

    stories: list[int]
    each: list[float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """Seconds of CPU for so many units of the work: forms, megabytes or articles."""

    seconds: float
    units: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Decisions:
    """Milliseconds of CPU to decide about one revision of a story, and what that came to on average: watches
    that it may concern, and posts."""

    each: float
    candidates: float
    posts: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Latencies:
    """Seconds from a feed's answer to Discord's taking the alert, for each that came; how many did not.

    `floor` is a bare request's median in seconds, `legs` the median of each part of the way, `limited` how
    often Discord answered 429.
    """

    seconds: list[float]
    missing: int
    floor: float
    legs: dict[str, float]
    limited: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """Requests to Discord, how many it answered 429 and how many 401, 403 or 404; what became of the news."""

    requests: int
    limited: int
    invalid: int
    judgement: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Seconds from what people did to the bot's first answer: each time, by what it was.

    `commands` has buttons and menus too, `at_once` those that were asked together; `unanswered` were not in
    three seconds, and `refused` are requests that broke a rule of Discord's. `floor` is an answer that is
    always the same, `floor_suggestion` such a suggestion.
    """

    commands: dict[str, list[float]]
    suggestions: dict[str, list[float]]
    at_once: list[float]
    unanswered: list[str]
    refused: list[str]
    floor: list[float]
    floor_suggestion: list[float]
    alerts: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Searches:
    """Seconds that each search took, the hits that all of them had, and the index's bare share of each."""

    seconds: list[float]
    hits: int
    floor: list[float]
    articles: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Stacks:
    """Seconds of an archive of so many articles, by how many feeds a server has: for each search (and the
    hits of all), to gather what a digest is made of, to compose it; then for each claim of due feeds."""

    articles: int
    searches: dict[str, list[float]]
    hits: dict[str, int]
    gathered: dict[str, list[float]]
    digests: dict[str, list[float]]
    claims: list[float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Backups:
    """Seconds that writes took alone and beside a backup, of the backup, and to unpack and check it; the
    tables that then differ; bytes of the database and of the backup."""

    alone: list[float]
    beside: list[float]
    seconds: float
    unpacking: float
    differing: list[str]
    length: int
    packed: int
    articles: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Start:
    """One start: seconds until it was ready and until it first spoke with Discord, those that Discord took of
    them to tell of its guilds, all its CPU until it was ready, and the guilds that it knew."""

    seconds: float
    spoke: float
    handshake: float
    cpu: float
    guilds: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Starts:
    """Starts of the bot and of a bare client, in turns, on a database of so many articles."""

    starts: list[Start]
    floors: list[Start]
    articles: int

    def __post_init__(self) -> None:
        """As they come from JSON."""
        for name in ("starts", "floors"):
            made = [Start(**one) if isinstance(one, dict) else one for one in getattr(self, name)]
            object.__setattr__(self, name, made)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rest:
    """Megabytes of a bot at rest: of all its processes at each look (PSS), of the main process, of each other
    one, of all with what they share (RSS), and of a bare client.

    `cpu` is seconds of it in a second. `read` are feeds that were read, `unread` articles that were not.
    """

    held: list[float]
    main: float
    workers: list[float]
    resident: float
    cpu: float
    floor: float
    read: int
    unread: int
    articles: int
