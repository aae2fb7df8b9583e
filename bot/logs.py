"""Logs: one event a line, for people or as JSON, on standard error; secrets never get there."""

import logging
import sys
import threading
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, Literal

import structlog

from bot.redaction import Redaction

REAPED = (
    "Unknown child process pid %d, will report returncode 255",
    "child process pid %d exit status already read:  will report returncode 255",
)
"""What asyncio says of a process whose status was fetched before (Python's asyncio/unix_events.py)."""


NOISY = ("discord", "apscheduler", "pgqueuer", "alembic", "aiosqlite", "aiohttp", "sqlalchemy", "asyncpg")
"""Libraries of whose logs only warnings are of use."""


def set_up(level: str, form: Literal["console", "json"], secrets: tuple[str, ...]) -> None:
    """Configure structlog and the standard library's logging alike; `secrets` are masked everywhere.

    So is what looks like one. What nobody caught, and Python's warnings, are lines of the log, too.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="%H:%M:%S" if form == "console" else "iso", utc=form == "json"),
    ]
    structlog.configure(
        processors=[*shared[:2], shared[3], structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            pad_event_to=0,
            # the default shows local variables, a token among them, cut so that no mask would match
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    final: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _one_line]
    if form == "json":
        final.append(structlog.processors.format_exc_info)
    handler = _ToStandardError()
    handler.setFormatter(
        _Masking(Redaction(secrets), foreign_pre_chain=shared, processors=[*final, renderer])
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.getLogger("asyncio").addFilter(_is_no_reaped_worker)
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda left: _uncaught(left.exc_type, left.exc_value, left.exc_traceback)
    sys.unraisablehook = lambda left: _uncaught(left.exc_type, left.exc_value, left.exc_traceback)
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(max(logging.WARNING, getattr(logging, level.upper())))


def _is_no_reaped_worker(record: logging.LogRecord) -> bool:
    """False for asyncio's warning that a process's status is lost: killing a worker may already fetch it."""
    return str(record.msg) not in REAPED


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Python itself would print it as it is."""
    if error is None or issubclass(kind, KeyboardInterrupt):
        sys.stderr.write(f"{kind.__name__}\n")
        return
    structlog.get_logger().error("a fault of Wirewatch's own", exc_info=(kind, error, trace))


class _ToStandardError(logging.Handler):
    """Writes to what standard error is at the moment: a progress bar puts itself in its place."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except OSError:
            self.handleError(record)


class _Masking(structlog.stdlib.ProcessorFormatter):
    """Masks every secret in the finished line, wherever in it a library put one."""

    def __init__(self, redaction: Redaction, **options: Any) -> None:
        super().__init__(**options)
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction.hide(super().format(record))


def _one_line(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Values without line breaks: feed text cannot forge a log line."""
    for key, value in event.items():
        if isinstance(value, str) and key != "exception":
            event[key] = " ".join(value.splitlines())
    return event
