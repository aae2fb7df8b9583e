"""How a process is told to end, and what becomes of work that does not end by itself."""

import asyncio
import signal
from contextlib import suppress
from typing import Final

PATIENCE: Final = 8.0
"""Seconds that work has to end in good order: what starts or waits may never look. Docker kills after ten."""

UNWINDING: Final = 3.0
"""Seconds that work which was cancelled may take, before what it waits for then is cancelled, too."""


class Ending:
    """A process's first signal asks it to end, and every further one ends it at once."""

    def __init__(self) -> None:
        self.stopping = asyncio.Event()
        """Set by whoever wants the process to end."""
        self.was_signalled = False
        """Whether somebody outside wants it, rather than that what it does is over."""
        self._at_once = asyncio.Event()

    def listen(self) -> None:
        """Take SIGTERM and SIGINT over."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
                loop.add_signal_handler(number, self.signalled)

    def signalled(self) -> None:
        """Take note of a signal."""
        (self._at_once if self.was_signalled else self.stopping).set()
        self.was_signalled = True

    async def end(self, work: asyncio.Task[None]) -> None:
        """Return when the work is done: cancel it after PATIENCE, or with a second signal."""
        patience = PATIENCE
        while not work.done():
            at_once = asyncio.create_task(self._at_once.wait())
            await asyncio.wait({work, at_once}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            at_once.cancel()
            self._at_once.clear()
            work.cancel()
            patience = UNWINDING
