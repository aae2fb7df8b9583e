"""Connections to PostgreSQL: how long anything may take on them, and whether they are still there."""

import asyncio
import socket
from time import monotonic
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

CONNECTING: Final = 10.0
"""Seconds that one attempt to connect may take."""

STATEMENT: Final = 60
LOCK: Final = 20
IDLE: Final = 60
"""Seconds that PostgreSQL lets a statement, its wait for a lock, and the pause between two of them take."""

COMMAND: Final = 90.0
"""Seconds after which a statement is given up where PostgreSQL did not do so itself."""

PATIENCE: Final = 2.0
PAUSE: Final = 0.1
"""For so many seconds a server that may only be started anew is asked again, so often."""

RESTED: Final = 60.0
"""A connection at rest for longer is asked whether it is there: a firewall forgets it without a word."""

PING: Final = 5.0
"""Seconds that it has for the answer."""

# a pooler knows none of these where they come with the connection. Compiling costs more than it spares
_LIMITS: Final = (
    f"SET statement_timeout = '{STATEMENT}s'; SET lock_timeout = '{LOCK}s'; "
    f"SET idle_in_transaction_session_timeout = '{IDLE}s'; SET jit = off"
)

_ALIVE: Final = (("SO_KEEPALIVE", 1), ("TCP_KEEPIDLE", 30), ("TCP_KEEPINTVL", 10), ("TCP_KEEPCNT", 3))
"""A machine that vanishes is noticed within a minute."""


def cut_off() -> dict[str, Any]:
    """What asyncpg is told of connections that may be cancelled whatever they do."""
    from storage.engine.cutting import Connection

    return {"connection_class": Connection}


def patient() -> dict[str, Any]:
    """What asyncpg is told of connections on which anything may take long, but for the way there."""
    return {
        **cut_off(),
        "timeout": CONNECTING,
        "async_creator_fn": _Server(is_bounded=False).connect,
        "server_settings": {"application_name": "wirewatch"},
    }


def bounded() -> dict[str, Any]:
    """What asyncpg is told of connections on which nothing takes long."""
    server = _Server(is_bounded=True)
    return {**patient(), "command_timeout": COMMAND, "async_creator_fn": server.connect}


def look_before_use(engine: AsyncEngine) -> None:
    """Renew connections of the pool that were lost at rest, so that a restart of PostgreSQL costs nothing."""
    sa.event.listen(engine.sync_engine, "checkin", _rest)
    sa.event.listen(engine.sync_engine, "checkout", _look)


class _Server:
    """A server, and since when it takes no connection."""

    def __init__(self, *, is_bounded: bool) -> None:
        self._is_bounded = is_bounded
        self._away: float | None = None

    async def connect(self, *place: Any, **how: Any) -> Any:
        """A connection of asyncpg's; a bounded one waits until the server has been away for PATIENCE."""
        import asyncpg

        while True:
            try:
                connection = await asyncpg.connect(*place, **how)
            except (asyncpg.CannotConnectNowError, ConnectionError, FileNotFoundError):
                now = monotonic()
                self._away = now if self._away is None else self._away
                if not self._is_bounded or now - self._away >= PATIENCE:
                    raise
                await asyncio.sleep(PAUSE)
            else:
                self._away = None
                _keep_alive(connection)
                if self._is_bounded:
                    await _limit(connection)
                return connection


async def _limit(connection: Any) -> None:
    try:
        await connection.execute(_LIMITS)
    except BaseException:
        connection.terminate()
        raise


def _keep_alive(connection: Any) -> None:
    # asyncpg has no word for it
    held = connection._transport.get_extra_info("socket")
    if held is None or held.family not in (socket.AF_INET, socket.AF_INET6):
        return
    for name, value in _ALIVE:
        # not every system knows all of them
        if hasattr(socket, name):
            level = socket.SOL_SOCKET if name == "SO_KEEPALIVE" else socket.IPPROTO_TCP
            held.setsockopt(level, getattr(socket, name), value)


def _rest(_: Any, entry: ConnectionPoolEntry) -> None:
    entry.info["rested"] = monotonic()


def _look(connection: Any, entry: ConnectionPoolEntry, _: Any) -> None:
    since = entry.info.get("rested", monotonic())
    if connection.driver_connection.is_closed() or (
        monotonic() - since > RESTED and not connection.run_async(_answers)
    ):
        raise DisconnectionError


async def _answers(connection: Any) -> bool:
    import asyncpg

    try:
        await connection.execute("SELECT 1", timeout=PING)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False
    return True
