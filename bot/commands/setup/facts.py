"""What /setup shows beside the answers: whom ids name, what the server has already, what time it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.commands.setup.answers import Answers
from bot.commands.setup.making import Feeds, Watches
from bot.commands.setup.zones import ZONES
from summarise.editions.calendar import next_time


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """`names` are those of actors by id, `reads` the server's feeds as they are, `digests` its times there.
    `feeds` and `watches` are what finishing would come to.

    `trouble` is why the channel cannot be posted to, as markdown, or "". `sees_channel`: it is there.
    """

    now: datetime
    names: Mapping[str, str] = field(default_factory=dict)
    reads: int = 0
    feeds: Feeds = field(default_factory=Feeds)
    watches: Watches = field(default_factory=Watches)
    digests: tuple[str, ...] = ()
    trouble: str = ""
    sees_channel: bool = True


def first_digest(answers: Answers, now: datetime) -> datetime | None:
    """When the first digest would come; None where there is to be none."""
    if not answers.clock:
        return None
    return next_time(time.fromisoformat(answers.clock), answers.zone, now)


def offered_zones(zone: str) -> tuple[str, ...]:
    """The zones that the select offers, the one that was chosen among them."""
    return ZONES if zone in ZONES else (zone, *ZONES)


def clock_in(zone: str, now: datetime) -> str:
    """What a clock there shows, such as 08:00."""
    return f"{now.astimezone(ZoneInfo(zone)):%H:%M}"
