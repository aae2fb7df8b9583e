"""Workers of a forked bot that need not import anew what they work with: forked, too, where that is done.

Before the bot begins, a process is forked from it that waits to be asked for workers. Each becomes the bot's
child, as the `python -u -m anyio.to_process` is that it stands for, and goes on as that does.
"""

import ctypes
import io
import os
import socket
import subprocess
from typing import Any, Final

from anyio import to_process

SUBREAPER: Final = 36
"""prctl(2): whose parent has ended becomes this process's child, not init's."""

LARGEST: Final = 64
"""Bytes of a message."""


def lay_ready() -> None:
    """Let this process, which is the bot and has one thread yet, get its workers here."""
    mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        mine.close()
        _bear(its)
    its.close()
    if ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    Born.asked = mine
    subprocess.Popen = Born  # type: ignore[misc]


class Born(subprocess.Popen[Any]):
    """A process; a worker is asked for, where any other is begun."""

    asked: socket.socket

    def _execute_child(self, args: Any, *how: Any) -> None:
        if args[-1] != to_process.__name__:
            super()._execute_child(args, *how)  # type: ignore[misc]
            return
        # the six ends of its pipes come after what the others are begun with
        ends = how[9:15]
        socket.send_fds(self.asked, [b"worker"], [ends[0], ends[3]])
        self.pid = int(self.asked.recv(LARGEST))
        self._child_created = True
        self._close_pipe_fds(*ends)  # type: ignore[attr-defined]


def _bear(asked: socket.socket) -> None:
    """Fork a worker for each message until there are none."""
    while True:
        message, files, _, _ = socket.recv_fds(asked, LARGEST, 2)
        if not message:
            os._exit(0)
        told, tells = os.pipe()
        between = os.fork()
        if between == 0:
            if (worker := os.fork()) == 0:
                asked.close()
                os.close(told)
                os.close(tells)
                _work(*files)
            os.write(tells, str(worker).encode())
            os._exit(0)
        for file in (*files, tells):
            os.close(file)
        # not before it is the bot's child
        os.waitpid(between, 0)
        asked.send(os.read(told, LARGEST))
        os.close(told)


def _work(given: int, answers: int) -> None:
    import sys

    for held, stream in ((given, 0), (answers, 1)):
        os.dup2(held, stream)
        os.close(held)
    sys.stdin = os.fdopen(0, closefd=False)
    # as with -u: nothing of an answer may wait
    sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", buffering=0, closefd=False), write_through=True)
    status = 1
    try:
        to_process.process_worker()
        status = 0
    finally:
        os._exit(status)
