"""Logs: one event a line, for people or as JSON, on standard error; secrets never get there."""

import logging
import re
import sys
import threading
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, Final, Literal

import structlog

from bot.redaction import Redaction

REAPED = (
    "Unknown child process pid %d, will report returncode 255",
    "child process pid %d exit status already read:  will report returncode 255",
)
"""What asyncio says of a process whose status was fetched before (Python's asyncio/unix_events.py)."""


_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_DEEPEST: Final = 5
_OURS: Final = frozenset({"level", "timestamp"})

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
    redaction = Redaction(secrets)
    final: list[Any] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        _Masking(redaction, indent="    " if form == "console" else ""),
        renderer,
    ]
    handler = _ToStandardError(redaction)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=final))
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


def hidden(text: str) -> str:
    """The text without secrets, for what is told on standard error beside the log: those of `set_up`, where
    that was called, and what looks like one."""
    ours = (one.redaction for one in logging.getLogger().handlers if isinstance(one, _ToStandardError))
    return next(ours, Redaction(())).hide(text)


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

    def __init__(self, redaction: Redaction) -> None:
        super().__init__()
        self.redaction = redaction

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except OSError:
            self.handleError(record)


class _Masking:
    """Masks every secret in what a line says, wherever in it a library put one; keys are Wirewatch's own.

    Text has neither line breaks nor signs that steer a terminal: feed text cannot forge a line. A traceback's
    lines begin with `indent`.
    """

    def __init__(self, redaction: Redaction, indent: str) -> None:
        self._redaction = redaction
        self._indent = indent

    def __call__(self, _: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        for key, value in event.items():
            if key == "exception" and isinstance(value, str):
                lines = self._redaction.hide(value).splitlines()
                event[key] = "\n".join(self._indent + _CONTROL.sub("\ufffd", line) for line in lines)
            elif key not in _OURS:
                event[key] = self._masked(value)
        return event

    def _masked(self, value: Any, depth: int = 0) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, dict) and depth < _DEEPEST:
            return {self._text(str(key)): self._masked(held, depth + 1) for key, held in value.items()}
        if isinstance(value, list | tuple) and depth < _DEEPEST:
            return [self._masked(held, depth + 1) for held in value]
        return self._text(value if isinstance(value, str) else repr(value))

    def _text(self, value: str) -> str:
        return _CONTROL.sub("\ufffd", " ".join(self._redaction.hide(value).splitlines()))
