"""Logs: one event a line, for people or as JSON, on standard error; secrets never get there."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog

HIDDEN = "[secret]"

REAPED = (
    "Unknown child process pid %d, will report returncode 255",
    "child process pid %d exit status already read:  will report returncode 255",
)
"""What asyncio says of a process whose status was fetched before (Python's asyncio/unix_events.py)."""


def set_up(level: str, form: Literal["console", "json"], secrets: tuple[str, ...]) -> None:
    """Configure structlog and the standard library's logging alike; `secrets` are masked everywhere."""
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
    handler.setFormatter(_Masking(secrets, foreign_pre_chain=shared, processors=[*final, renderer]))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.getLogger("asyncio").addFilter(_is_no_reaped_worker)
    for noisy in ("discord", "apscheduler", "pgqueuer", "alembic", "aiosqlite", "aiohttp"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, getattr(logging, level.upper())))


def _is_no_reaped_worker(record: logging.LogRecord) -> bool:
    """False for asyncio's warning that a process's status is lost: killing a worker may already fetch it."""
    return str(record.msg) not in REAPED


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

    def __init__(self, secrets: tuple[str, ...], **options: Any) -> None:
        super().__init__(**options)
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line


def _one_line(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Values without line breaks: feed text cannot forge a log line."""
    for key, value in event.items():
        if isinstance(value, str) and key != "exception":
            event[key] = " ".join(value.splitlines())
    return event
