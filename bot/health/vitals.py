"""Whether a process is ready, of what it is known to stand like: each check by its name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from bot.shards.state import GatewayState
from config.settings import Role
from storage.figures import Figures

LATE_POLL: Final = timedelta(minutes=10)
"""So long no feed may have been looked at although one is due."""

LATE_DELIVERY: Final = timedelta(minutes=15)
"""So long a message may wait that might go."""

LACKING: Final = (
    "This process holds no shard of Discord's gateway, though a share is its own: other processes have not "
    "left it, or it cannot connect; the log says which."
)
SILENT: Final = "The database did not answer in time."


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What is known of a process at a moment.

    `figures` is None where the database told none, `trouble` why it cannot be written (None: it can).
    `gateway` is None where it speaks with no Discord; `oldest` is since when something waits for the guilds
    that it speaks for.
    """

    now: datetime
    began: datetime
    roles: frozenset[Role]
    figures: Figures | None
    trouble: str | None
    gateway: GatewayState | None
    oldest: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing that must be so; `ok` is None where it is no part of this process's work."""

    name: str
    ok: bool | None
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None

    @property
    def body(self) -> dict[str, Any]:
        """It as JSON."""
        return {"ok": self.ok, **self.facts, **({} if self.ok is not False else {"reason": self.reason})}


def checks(standing: Standing) -> tuple[Check, ...]:
    """All four, whatever the roles."""
    return _gateway(standing), _polls(standing), _deliveries(standing), _database(standing)


def is_ready(found: tuple[Check, ...]) -> bool:
    """Whether nothing of it is wrong."""
    return all(check.ok is not False for check in found)


def _gateway(standing: Standing) -> Check:
    name, state = "gateway_connected", standing.gateway
    if state is None:
        return Check(name=name, ok=None)
    facts = {"shards": state.held, "connected": state.connected, "guilds": state.guilds}
    reason = LACKING if state.lacking else "Discord's gateway is not connected; the log says why."
    return Check(name=name, ok=state.is_connected, facts=facts, reason=reason)


def _polls(standing: Standing) -> Check:
    name, figures = "last_poll_age", standing.figures
    if "poll" not in standing.roles:
        return Check(name=name, ok=None)
    if figures is None:
        return Check(name=name, ok=False, facts={"seconds": None}, reason=SILENT)
    last, due = figures.last_poll_at, figures.due_since
    if last is not None and last > standing.now + LATE_POLL:  # by a clock that was set back since
        last = None
    idle = timedelta() if due is None else standing.now - max(due, standing.began, last or due)
    reason = f"A feed is due, and for {LATE_POLL} none was looked at."
    return Check(name=name, ok=idle <= LATE_POLL, facts={"seconds": _age(last, standing.now)}, reason=reason)


def _deliveries(standing: Standing) -> Check:
    name = "oldest_undelivered"
    if "bot" not in standing.roles:
        return Check(name=name, ok=None)
    if standing.figures is None:
        return Check(name=name, ok=False, facts={"seconds": None}, reason=SILENT)
    oldest = standing.oldest
    waited = timedelta() if oldest is None else standing.now - max(oldest, standing.began)
    reason = f"A message that might go has been waiting for more than {LATE_DELIVERY}."
    return Check(
        name=name,
        ok=waited <= LATE_DELIVERY,
        facts={"seconds": 0.0 if oldest is None else _age(oldest, standing.now)},
        reason=reason,
    )


def _database(standing: Standing) -> Check:
    return Check(name="database_writable", ok=standing.trouble is None, reason=standing.trouble)


def _age(since: datetime | None, now: datetime) -> float | None:
    return None if since is None else round(max(0.0, (now - since).total_seconds()), 1)
