"""SQLite without waiting for the disk: no test's file need outlive a crash of the machine.

Each commit waits some 8 ms for an ordinary disk, and is a third of a millisecond's work for the kernel.
"""

from typing import Any

from storage.engine import connect


def wait_for_no_disk() -> None:
    """From now on, let no connection of this process to SQLite wait. Other processes see what it commits."""
    set_up = connect._set_up

    def unsynced(connection: Any, links: str) -> None:
        set_up(connection, links)
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.close()

    connect._set_up = unsynced
