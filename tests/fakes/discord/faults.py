# ruff: noqa: ASYNC109 - a test says how long it waits where it waits
"""Trouble to order: lost answers, errors, limits, silence, garbage, and gates that hold an answer back."""

import asyncio
import re
from dataclasses import dataclass, field
from enum import Enum

from .journal import Journal, Request


class Then(Enum):
    """What becomes of a request that a fault has caught."""

    CLOSE = "close the connection without an answer"
    RESET = "reset the connection without an answer"
    ERROR = "answer with a status"
    LIMIT = "answer 429"
    GARBLE = "answer with something that is not JSON"
    HANG = "never answer"
    HOLD = "wait for the test"


@dataclass(kw_only=True, slots=True)
class Gate:
    """Holds the answer of one request, its effect already there, until the test decides."""

    journal: Journal
    request: Request | None = None
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    lost: bool = False

    async def reached(self, timeout: float = 5.0) -> Request:
        """Return the held request once it is there."""
        return await self.journal.until(lambda: self.request, timeout, "a request at the gate")

    def release(self) -> None:
        """Let the answer go."""
        self.opened.set()

    def lose(self) -> None:
        """Close the connection without the answer."""
        self.lost = True
        self.opened.set()


@dataclass(kw_only=True, slots=True)
class Fault:
    """Trouble for the requests that fit; spent after `times`, once `skip` have passed unharmed."""

    method: str
    path: re.Pattern[str]
    then: Then
    committed: bool
    skip: int = 0
    times: int = 1
    status: int = 500
    code: int = 0
    via: bool = True
    retry_after: float = 0.0
    scope: str = "user"
    gate: Gate | None = None
    caught: int = 0

    def fits(self, request: Request) -> bool:
        """Say whether a request is one of those meant."""
        return self.method in ("*", request.method) and self.path.fullmatch(request.path) is not None


def path_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a path such as `/channels/*/messages`; `*` or `{name}` is one step, `**` any number of them."""
    steps = re.split(r"(\*\*|\*|\{[a-z_]+\})", pattern)
    return re.compile(
        "".join(".*" if s == "**" else "[^/]+" if s[:1] in ("*", "{") else re.escape(s) for s in steps)
    )


class Faults:
    """The faults of a run; every method arms one and returns it."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._armed: list[Fault] = []
        self.refusing_gateway: list[int | None] = []
        self.silent_heartbeats = False
        self.gateway_speaks = asyncio.Event()
        self.gateway_speaks.set()

    def lose_answer(
        self,
        method: str,
        path: str,
        *,
        nth: int = 1,
        times: int = 1,
        reset: bool = False,
        committed: bool = True,
    ) -> Fault:
        """Close the connection of the n-th matching request without an answer, its effect done or not."""
        then = Then.RESET if reset else Then.CLOSE
        return self._arm(method, path, then, committed=committed, skip=nth - 1, times=times)

    def status(
        self,
        status: int,
        method: str = "*",
        path: str = "**",
        *,
        code: int = 0,
        nth: int = 1,
        times: int = 1,
        via: bool = True,
        committed: bool = False,
    ) -> Fault:
        """Answer matching requests with an error, by default before anything has happened."""
        fault = self._arm(
            method, path, Then.ERROR, committed=committed, skip=nth - 1, times=times, status=status, via=via
        )
        fault.code = code
        return fault

    def rate_limit(
        self,
        method: str = "*",
        path: str = "**",
        *,
        retry_after: float = 0.05,
        scope: str = "user",
        nth: int = 1,
        times: int = 1,
        via: bool = True,
    ) -> Fault:
        """Answer 429; `scope` is user, shared or global; without `via` it looks like a ban by the CDN."""
        fault = self._arm(method, path, Then.LIMIT, committed=False, skip=nth - 1, times=times, via=via)
        fault.retry_after, fault.scope = retry_after, scope
        return fault

    def garble(
        self, method: str, path: str, *, nth: int = 1, times: int = 1, committed: bool = True
    ) -> Fault:
        """Answer with text that claims to be JSON and is not."""
        return self._arm(method, path, Then.GARBLE, committed=committed, skip=nth - 1, times=times)

    def hang(self, method: str, path: str, *, nth: int = 1, times: int = 1, committed: bool = False) -> Fault:
        """Never answer matching requests, while the connection stays open."""
        return self._arm(method, path, Then.HANG, committed=committed, skip=nth - 1, times=times)

    async def pause(self, method: str, path: str, *, nth: int = 1) -> Gate:
        """Hold the n-th matching request's answer, its effect done, and return the gate that frees it."""
        gate = Gate(journal=self._journal)
        self._arm(method, path, Then.HOLD, committed=True, skip=nth - 1).gate = gate
        return gate

    def refuse_gateway(self, times: int = 1, *, status: int | None = 503) -> None:
        """Refuse the next gateway connections with a status, or with None by closing them."""
        self.refusing_gateway += [status] * times

    def mute_heartbeats(self, muted: bool = True) -> None:
        """Stop, or start again, acknowledging heartbeats."""
        self.silent_heartbeats = muted

    def mute_gateway(self, muted: bool = True) -> None:
        """Send nothing over the gateway, not even a goodbye; what was held goes out when it speaks again."""
        if muted:
            self.gateway_speaks.clear()
        else:
            self.gateway_speaks.set()

    def clear(self) -> None:
        """Disarm everything and open every gate."""
        for fault in self._armed:
            if fault.gate is not None:
                fault.gate.lose()
        self._armed.clear()
        self.refusing_gateway.clear()
        self.mute_heartbeats(False)
        self.mute_gateway(False)

    def take(self, request: Request, *, committed: bool) -> Fault | None:
        """Return the fault that strikes this request at this stage, and count it."""
        for fault in self._armed:
            if fault.committed is committed and fault.caught < fault.times and fault.fits(request):
                if fault.skip:
                    fault.skip -= 1
                    continue
                fault.caught += 1
                return fault
        return None

    def _arm(self, method: str, path: str, then: Then, *, committed: bool, **settings: int) -> Fault:
        fault = Fault(method=method, path=path_pattern(path), then=then, committed=committed, **settings)  # type: ignore[arg-type]
        self._armed.append(fault)
        return fault
