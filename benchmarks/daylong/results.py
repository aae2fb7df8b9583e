"""What a day hands back: plain figures."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A day, seen each hour; the lists are as long as `hours`, each of which says how many had passed.

    `seconds` is what it took by the machine's clock. `memory` is megabytes (PSS) of the bot and of its
    workers, and what both have resident; `handles` are open files, `threads` and `tasks` of the bot. `live`
    is megabytes of the database in use, `file` of its file, `log` of its write-ahead log; `rows` are those
    of each table. `come` and `gone` are articles, `looks`, `posts` (new messages) and `edits` what happened
    since the beginning. `old` is the megabytes that each article takes which was there at first.

    Then: articles that feeds gave and the archive lacks, that nobody has read, and that should have gone or
    stayed by their age, over all hours; posts that were not sent; feeds that failed beside those whose hosts
    fail, or whose hosts fail and that did not; answers 429; backups; lines that the bot wrote of errors.
    """

    seconds: float
    hours: list[float]
    memory: dict[str, list[float]]
    handles: dict[str, list[int]]
    threads: list[int]
    tasks: list[int]
    live: list[float]
    file: list[float]
    log: list[float]
    rows: dict[str, list[int]]
    come: list[int]
    gone: list[int]
    looks: list[int]
    posts: list[int]
    edits: list[int]
    old: float
    articles: int
    unsaved: int
    unread: int
    overstayed: int
    lost: int
    untold: int
    misjudged: int
    refused: int
    backups: int
    errors: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Passed:
    """What happened in some time: looks, of which nothing new, articles, new messages and edits.

    `seconds` is what it took by the machine's clock.
    """

    seconds: float
    looks: int
    unchanged: int
    articles: int
    posts: int
    edits: int
