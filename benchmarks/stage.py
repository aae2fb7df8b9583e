"""Where a benchmark runs: the feed server, folders for databases, and processes for the contestants."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.measuring import Watcher
from benchmarks.results import Refresh, Sweeps
from benchmarks.wire import FEEDS

Result = TypeVar("Result")

SAMPLE = 200
"""Feeds that slow peers are measured on; their figures are for one feed."""

RUNS = 2
"""How often the long ones are run: other work on the machine only ever makes them slower."""

AT_ONCE = 100
"""Requests that the floor has under way at once: as many as the setting `looks` gives Wirewatch."""

LONGEST = 300.0
"""Seconds that a contestant may take, unless it needs more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Memory:
    """Megabytes (PSS) at the highest: of a contestant's main process, and of all of its processes."""

    main: float
    tree: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Cold:
    """Wirewatch's cold refresh of all feeds, and the folder of the database that it left."""

    refresh: Refresh
    main: float
    tree: float
    folder: Path


class Stage:
    """One run of the benchmarks; what several of them need is measured once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._server: subprocess.Popen[str] | None = None
        self._mode: dict[str, object] = {}

    @cached_property
    def port(self) -> int:
        """Where the feed server listens; it is started when first needed."""
        self._server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return int(self._said())

    def serve(self, **mode: object) -> None:
        """Set how the hosts behave from now on (benchmarks.server says what there is)."""
        if mode != self._mode:
            _ = self.port
            assert self._server is not None
            assert self._server.stdin is not None
            self._server.stdin.write(json.dumps(mode) + "\n")
            self._server.stdin.flush()
            self._said()
            self._mode = mode

    def folder(self, name: str, *, copy_of: Path | None = None) -> Path:
        """A folder for databases, empty or with a copy of what another holds."""
        folder = self._root / name
        shutil.rmtree(folder, ignore_errors=True)
        if copy_of is None:
            folder.mkdir()
        else:
            shutil.copytree(copy_of, folder)
        return folder

    def run(self, kind: type[Result], contestant: str, *, longest: float = LONGEST, **given: Any) -> Result:
        """A contestant's figures."""
        return self.watch(kind, contestant, longest=longest, **given)[0]

    def watch(
        self, kind: type[Result], contestant: str, *, longest: float = LONGEST, **given: Any
    ) -> tuple[Result, Memory]:
        """A contestant's figures, and what memory it held; it is ended after so many seconds."""
        command = [sys.executable, "-m", "benchmarks.contestant", contestant, json.dumps(given, default=str)]
        with (
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,
            Watcher(process.pid) as watcher,
        ):
            try:
                said, _ = process.communicate(timeout=longest)
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            raise RuntimeError(f"{contestant} ended with status {process.returncode}")
        return kind(**json.loads(said.splitlines()[-1])), Memory(main=watcher.main, tree=watcher.tree)

    @cached_property
    def cold_runs(self) -> list[tuple[Cold, Sweeps]]:
        """Wirewatch and the bare pool in turns: what else the machine does then slows both."""
        return [
            (self._cold(f"ours-{run}"), self.run(Sweeps, "pool", feeds=FEEDS, watched=True))
            for run in range(RUNS)
        ]

    @property
    def ours(self) -> Cold:
        """Wirewatch on an empty database, the quickest of some runs; others go on from what it left."""
        return min((cold for cold, _ in self.cold_runs), key=lambda cold: cold.refresh.wall[0])

    @property
    def bare_pool(self) -> Sweeps:
        """Two processes with feedparser as it comes, on all of the documents; the quickest of some runs."""
        return min((pool for _, pool in self.cold_runs), key=lambda pool: pool.wall[0])

    def _cold(self, name: str) -> Cold:
        folder = self.folder(name)
        self.serve()
        refresh, held = self.watch(
            Refresh, "ours", folder=folder, port=self.port, feeds=list(range(FEEDS)), watched=True
        )
        return Cold(refresh=refresh, main=held.main, tree=held.tree, folder=folder)

    @cached_property
    def reader_database(self) -> Path:
        """A folder where the `reader` library has read SAMPLE feeds once."""
        folder = self.folder("reader")
        self.serve()
        self.run(Sweeps, "peer_reader", folder=folder, port=self.port, feeds=SAMPLE, rounds=1)
        return folder

    def close(self) -> None:
        """End the feed server."""
        if self._server is not None:
            assert self._server.stdin is not None
            self._server.stdin.close()
            self._server.wait(10)

    def _said(self) -> str:
        assert self._server is not None
        assert self._server.stdout is not None
        line = self._server.stdout.readline()
        if not line:
            raise RuntimeError("the feed server has ended")
        return line.strip()


@contextmanager
def staged() -> Iterator[Stage]:
    """A stage on a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as root:
        stage = Stage(Path(root))
        try:
            yield stage
        finally:
            stage.close()
