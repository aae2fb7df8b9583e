"""Settings that the processes on one database are to share: each tells its own, and who differs is warned."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

import structlog

from bot.catalogues import operators_actors
from config.settings import Role, Settings
from storage.model import Process
from storage.processes import Processes

log = structlog.get_logger()

_ASKING: Final[frozenset[Role]] = frozenset({"poll", "bot"})

GONE_BY: Final[Mapping[str, frozenset[Role]]] = {
    "actors_file": frozenset({"read", "bot"}),
    "alerts_per_hour": frozenset({"bot"}),
    "allow_command_networks": _ASKING,
    "allow_networks": _ASKING,
    "contact": _ASKING,
    "digest": frozenset({"bot"}),
    "feed": frozenset({"bot"}),
    "fetch_megabytes": _ASKING,
    "fetch_seconds": _ASKING,
    "full_text": frozenset({"poll"}),
    "host_delay_seconds": _ASKING,
    "keep_days": frozenset({"schedule"}),
    "poll_ceiling_minutes": frozenset({"poll"}),
    "poll_floor_minutes": frozenset({"poll"}),
    "proxy": _ASKING,
    "public_url": frozenset({"poll"}),
    "watch": frozenset({"bot"}),
}
"""The settings by which what is done depends on who does it, and the roles that go by them."""

BEATS: Final = 12
"""After so many beats the others' settings are looked at again."""


def told_of(settings: Settings) -> tuple[tuple[str, str], ...]:
    """What this process tells of its settings, by name: fingerprints, as some hold secrets or whole files."""
    return tuple(
        (name, _fingerprint(settings, name))
        for name, roles in GONE_BY.items()
        if not roles.isdisjoint(settings.roles)
    )


def _fingerprint(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    if value is None:
        return ""
    if name == "proxy":
        value = urlsplit(value.get_secret_value()).netloc.rpartition("@")[-1]
    elif name == "actors_file":
        value = operators_actors(settings)[0].text
    elif isinstance(value, tuple):
        value = sorted(map(str, value))
    return sha256(str(value).encode()).hexdigest()[:16]


def differing(processes: Iterable[Process]) -> dict[str, tuple[str, ...]]:
    """Which settings of which process, by its id, are others than those of the one that runs longest.

    `processes` come in the order in which they began. Only who goes by a setting is compared in it.
    """
    agreed: dict[str, str] = {}
    found: dict[str, tuple[str, ...]] = {}
    for process in processes:
        names = tuple(name for name, value in process.settings if agreed.setdefault(name, value) != value)
        if names:
            found[process.id] = names
    return found


class Agreement:
    """Whether this process goes by the others' settings."""

    def __init__(self, me: Process, processes: Processes) -> None:
        self._me = me
        self._processes = processes
        self._beats = 0
        self._warned: tuple[str, ...] = ()

    async def beat(self) -> None:
        """Look now and then, and warn once of what differs."""
        self._beats += 1
        if self._beats % BEATS != 1:
            return
        names = differing(await self._processes.alive()).get(self._me.id, ())
        if names and names != self._warned:
            log.warning(
                "this process has other settings than one that runs longer; give all of them the same",
                settings=", ".join(names),
            )
        self._warned = names
