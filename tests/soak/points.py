"""The named moments at which a life may end: before and after whatever changes a row or asks Discord.

The product knows nothing of them: what it is handed is wrapped here.
"""

import os
import signal
from collections.abc import Mapping
from typing import Any, Final

OUTBOX: Final[Mapping[str, str]] = {
    "claim": "claim",
    "sent": "record",
    "retry": "postponing",
}
SENDER: Final[Mapping[str, str]] = {"send": "send", "settle": "look"}
STORIES: Final[Mapping[str, str]] = {"save": "save", "mend": "mending"}

NAMED: Final = (
    "before claim",
    *(
        f"{when} {step} of {action}"
        for action in ("post", "edit")
        for when, step in (
            ("after", "claim"),
            ("before", "send"),
            ("after", "send"),
            ("before", "record"),
            ("after", "record"),
            ("before", "postponing"),
            ("after", "postponing"),
        )
    ),
    "before look of post",
    "after look of post",
    "before save",
    "after save",
)
"""Every point that a life may be told to end at."""


class Crash:
    """Kills this process, without a chance to save anything, when it passes a point."""

    def __init__(self, point: str | None) -> None:
        self._point = point

    def passing(self, point: str) -> None:
        """The process is here."""
        if point == self._point:
            os.kill(os.getpid(), signal.SIGKILL)


class Passing:
    """Stands before what is handed to a handler, and tells when its methods begin and end.

    Points are named for the delivery that was claimed last, by its action.
    """

    def __init__(self, inner: Any, steps: Mapping[str, str], crash: Crash, action: list[str]) -> None:
        self._inner, self._steps, self._crash, self._action = inner, steps, crash, action

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)
        step = self._steps.get(name)
        if step is None:
            return method

        async def run(*args: Any, **named: Any) -> Any:
            self._crash.passing(self._point("before", step))
            came_to = await method(*args, **named)
            if step == "claim":
                self._action[:] = [] if came_to is None else [came_to.post.action]
            self._crash.passing(self._point("after", step))
            return came_to

        return run

    def _point(self, when: str, step: str) -> str:
        known = self._action and (when, step) != ("before", "claim")
        return f"{when} {step} of {self._action[0]}" if known else f"{when} {step}"
