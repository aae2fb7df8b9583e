"""Scheduled events outside Discord, from the "Guild Scheduled Event" reference."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.world import Json

from .shape import length, part, words

EXTERNAL = 3


def event_complaints(body: Json, now: datetime) -> Iterator[Complaint]:
    """Yield what is wrong with an event to be scheduled: names, times that are past or crossed, no place."""
    yield from length(("name",), body.get("name"), 100, least=1)
    yield from length(("description",), body.get("description"), 1000)
    yield from length(
        ("entity_metadata", "location"), part(body, "entity_metadata").get("location"), 100, least=1
    )
    if body.get("entity_type") != EXTERNAL:
        yield Complaint(
            path=("entity_type",), code="BASE_TYPE_CHOICES", message="only external events are held here"
        )
    if body.get("privacy_level") != 2:
        yield Complaint(path=("privacy_level",), code="BASE_TYPE_CHOICES", message="must be GUILD_ONLY (2)")
    start, end = moment(body.get("scheduled_start_time")), moment(body.get("scheduled_end_time"))
    if start is None or start <= now:
        message = "Cannot schedule event in the past."
        yield Complaint(
            path=("scheduled_start_time",), code="GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", message=message
        )
    if end is None or (start is not None and end <= start):
        message = "An external event needs an end after its start."
        yield Complaint(path=("scheduled_end_time",), code="BASE_TYPE_REQUIRED", message=message)


def status_complaints(before: int, after: int) -> Iterator[Complaint]:
    """Complain of a status that an event cannot go to: scheduled, active, completed, or cancelled at once."""
    if after != before and after not in {1: (2, 4), 2: (3,)}.get(before, ()):
        message = f"an event of status {before} does not become {after}"
        yield Complaint(path=("status",), code="GUILD_SCHEDULED_EVENT_STATUS_TRANSITION", message=message)


def moment(value: Any) -> datetime | None:
    """Read an aware ISO 8601 time."""
    try:
        found = datetime.fromisoformat(words(value))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
