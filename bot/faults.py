"""What a process cannot do without and which ends by an error ends the process, with a message."""

import asyncio

import structlog

from config.errors import WirewatchError

log = structlog.get_logger()


def end_with(task: asyncio.Task[None], ending: asyncio.Event) -> None:
    """Set `ending` once the task has ended by an error, and tell of it; see `raise_fault`."""

    def tell(done: asyncio.Task[None]) -> None:
        error = None if done.cancelled() else done.exception()
        if error is not None:
            known = isinstance(error, WirewatchError)
            log.error(
                "this process ends",
                failed=done.get_name(),
                reason=str(error),
                exc_info=None if known else error,
            )
            ending.set()

    task.add_done_callback(tell)


def raise_fault(task: asyncio.Task[None]) -> None:
    """Raise a WirewatchError where the task has ended by an error."""
    error = None if not task.done() or task.cancelled() else task.exception()
    if isinstance(error, WirewatchError):
        raise error
    if error is not None:
        raise WirewatchError(
            f"The {task.get_name()} ended by a fault of Wirewatch's own: {type(error).__name__}: {error}.\n"
            "Start it again: nothing is lost. The log tells where it was; please report it."
        ) from error


async def end(task: asyncio.Task[None], within: float) -> None:
    """Cancel the task where it has not ended within so many seconds; raise as `raise_fault`."""
    try:
        await asyncio.wait({task}, timeout=within)
    finally:
        task.cancel()
        await asyncio.wait({task})
    raise_fault(task)
