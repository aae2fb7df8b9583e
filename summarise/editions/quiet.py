"""When a first alert may go: after quiet hours and the watch's cooldown."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from config.phrase import Moment, Part, Phrase, counted, phrase
from summarise.model import Quiet, Watch


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """Until when something waits (UTC), and for what; `rolls` where others wait for the same cooldown."""

    until: datetime
    rolls: bool
    why: Phrase


def first_wait(watch: Watch, voices: int, now: datetime) -> Wait | None:
    """What a first alert of this watch waits for at `now`; None where it may go at once.

    Quiet hours do not count for a story that as many independent sources tell as are urgent. The cooldown
    counts from the watch's last alert, from `now` at the latest: a clock set back makes no longer wait.
    """
    cooled = now if watch.fired_at is None else max(now, min(watch.fired_at, now) + watch.cooldown)
    quiet = watch.quiet if watch.quiet and not _is_urgent(watch.quiet, voices) else None
    ends = quiet_until(quiet, cooled) if quiet else None
    if ends is not None and quiet is not None:
        why = phrase(
            "It waits for the end of quiet hours at {clock} ({zone}).",
            clock=f"{quiet.ends:%H:%M}",
            zone=quiet.zone,
        )
        return Wait(until=ends, rolls=cooled > now, why=why)
    if cooled > now:
        why = phrase(
            "It waits until {moment}: the watch rests for {span} after an alert.",
            moment=Moment(at=cooled),
            span=_span(watch.cooldown),
        )
        return Wait(until=cooled, rolls=True, why=why)
    return None


def quiet_until(quiet: Quiet, moment: datetime) -> datetime | None:
    """When the quiet hours end in which `moment` lies (UTC); None where it lies in none.

    Hours that begin and end at the same time are none. In the night in which clocks go forward, hours that
    begin or end within the time left out do so when it is left out; where they go back, what begins or ends
    in the hour that comes twice begins the first time and ends the second. In a zone that does not exist
    there are none (see `unknown_zone`).
    """
    zone = _zone(quiet.zone)
    if zone is None or quiet.begins == quiet.ends:
        return None
    today = moment.astimezone(zone).date()
    over_midnight = quiet.ends < quiet.begins
    for day in (today - timedelta(days=1), today):
        begins = _moment(datetime.combine(day, quiet.begins), zone, last=False)
        last = day + timedelta(days=1) if over_midnight else day
        ends = _moment(datetime.combine(last, quiet.ends), zone, last=True)
        if begins <= moment < ends:
            # in the nights of a change the next quiet hours may begin before these end
            return quiet_until(quiet, ends) or ends
    return None


def unknown_zone(watch: Watch) -> Phrase | None:
    """A sentence for people where the watch's quiet hours are in a time zone that does not exist."""
    if watch.quiet is None or _zone(watch.quiet.zone) is not None:
        return None
    return phrase(
        "Its quiet hours do not count, as there is no time zone “{zone}”.", zone=watch.quiet.zone[:60]
    )


def is_silent(watch: Watch, moment: datetime) -> bool:
    """Whether the watch pings nobody at this moment."""
    return watch.quiet is not None and quiet_until(watch.quiet, moment) is not None


def _is_urgent(quiet: Quiet, voices: int) -> bool:
    return 0 < quiet.urgent <= voices


def _moment(local: datetime, zone: ZoneInfo, *, last: bool) -> datetime:
    """When a clock of this zone shows this (UTC), where twice the first or `last` time.

    What no clock shows is taken for the moment at which it is left out.
    """
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if second >= first:
        return second if last else first
    before, after = second, first
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


@lru_cache(maxsize=1_000)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _span(length: timedelta) -> Part:
    """A length of time in words, to the minute: "1 hour", "1 hour 30 minutes"."""
    hours, minutes = divmod(max(1, round(length.total_seconds() / 60)), 60)
    long, short = (
        counted("{count} hour", "{count} hours", hours),
        counted("{count} minute", "{count} minutes", minutes),
    )
    if hours and minutes:
        return phrase("{hours} {minutes}", hours=long, minutes=short)
    return long if hours else short
