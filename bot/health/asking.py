"""Asks a process how it is, as simply as can be: HTTP/1.0 on a socket, within some seconds."""

import socket
import time
from dataclasses import dataclass
from typing import Final

PATIENCE: Final = 8.0
"""Seconds for the whole answer."""

MOST: Final = 65_536
EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - who listens there is asked here


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Whether the answer was 200, and what it was, or why there was none."""

    well: bool
    told: str


def ask(place: tuple[str, int], path: str, token: str | None, patience: float = PATIENCE) -> Found:
    """Ask whoever listens at this host and port; raises nothing."""
    host, port = EVERYWHERE.get(place[0], place[0]), place[1]
    bearer = [] if token is None else [f"Authorization: Bearer {token}"]
    request = "\r\n".join((f"GET {path} HTTP/1.0", f"Host: {host}:{port}", *bearer, "", ""))
    until = time.monotonic() + patience
    try:
        with socket.create_connection((host, port), timeout=patience) as connection:
            connection.sendall(request.encode())
            answer = _read(connection, until)
    except OSError as error:
        return Found(well=False, told=f"Nothing answers at {host}:{port}: {error.strerror or error}.")
    head, _, body = answer.partition(b"\r\n\r\n")
    told = body.decode(errors="replace").strip() or "It said nothing."
    return Found(well=head.split(b" ", 2)[1:2] == [b"200"], told=told)


def _read(connection: socket.socket, until: float) -> bytes:
    """All that comes up to then, and up to MOST bytes; TimeoutError where that is not the end."""
    answer = bytearray()
    while len(answer) < MOST:
        connection.settimeout(max(0.001, until - time.monotonic()))
        part = connection.recv(MOST)
        if not part:
            break
        answer += part
    return bytes(answer)
