"""What contestants of many processes hand back: plain figures."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """Milliseconds of CPU for each article read: of the readers with their workers, and of PostgreSQL.

    `lock` is milliseconds for which an article held the tally's row, `seconds` what all of them took by the
    clock, `unread` how many articles were left.
    """

    readers: float
    postgresql: float
    lock: float
    seconds: float
    articles: int
    unread: int

    @property
    def each(self) -> float:
        """All CPU for an article."""
        return self.readers + self.postgresql


@dataclass(frozen=True, kw_only=True, slots=True)
class Shared:
    """Seconds in which schedulers claimed all due feeds, how many each claimed, and what went wrong: feeds
    that were claimed more than once, and that nobody claimed."""

    seconds: float
    claimed: list[int]
    twice: int
    unclaimed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Guilds:
    """Megabytes of a bot that knows so many guilds: its own (PSS), and with all that it shares (RSS).

    `seconds` is the time from its start until then, `cpu` what it took of a core.
    """

    held: float
    resident: float
    guilds: int
    seconds: float
    cpu: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Sustained:
    """So many seconds of news, sampled every few seconds, none of the warm-up.

    `backlog` is how much waited each time (feeds that were due, jobs, articles, posts), `late` for how many
    seconds the oldest due feed did; `memory` is megabytes (PSS) of each role with its workers, `cpu` seconds
    of each and of what shares the machine with them. `looks`, `articles` and `posts` happened meanwhile. At
    the end `unsaved` articles that feeds gave were not in the archive, `unread` were not read and `untold`
    posts not sent; `refused` counts Discord's answers 429.
    """

    seconds: float
    looks: int
    articles: int
    posts: int
    late: list[float]
    backlog: dict[str, list[float]]
    memory: dict[str, list[float]]
    cpu: dict[str, float]
    unsaved: int
    unread: int
    untold: int
    refused: int
