"""What the command does before anything else."""

import os
import subprocess
import sys

import pytest

from bot.__main__ import ARENAS, NUMPY_THREADS

_STARTED = """
import os, sys
from bot.__main__ import NUMPY_THREADS, main
sys.argv = ["wirewatch", "--version"]
try:
    main()
except SystemExit:
    print(os.environ[NUMPY_THREADS])
"""


@pytest.mark.parametrize(("given", "kept"), [(None, "1"), ("3", "3")])
def test_numpy_works_in_one_thread_unless_the_operator_says_otherwise(given: str | None, kept: str) -> None:
    told = {name: value for name, value in os.environ.items() if name != NUMPY_THREADS}
    told |= {} if given is None else {NUMPY_THREADS: given}
    done = subprocess.run(
        [sys.executable, "-c", _STARTED], env=told, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == kept


_THREADS = """
import sys, threading
from bot.__main__ import prepare
prepare()
gate = threading.Barrier(5)
def take():
    gate.wait()
    held = [bytes(1000) for _ in range(100)]
    gate.wait()
for _ in range(4):
    threading.Thread(target=take).start()
gate.wait()
gate.wait()
# glibc reserves 64 MB for each place beside the first
whole = [line.split()[0].split("-") for line in open("/proc/self/maps") if "---p" in line]
print(sum((1 << 25) < int(end, 16) - int(start, 16) < (1 << 26) for start, end in whole))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's own")
@pytest.mark.parametrize("given", [None, "4"])
def test_threads_share_their_memory_unless_the_operator_says_otherwise(given: str | None) -> None:
    told = {name: value for name, value in os.environ.items() if name != ARENAS}
    told |= {} if given is None else {ARENAS: given}
    done = subprocess.run(
        [sys.executable, "-c", _THREADS], env=told, capture_output=True, text=True, timeout=60, check=True
    )
    assert (int(done.stdout) > 0) is (given is not None)


def test_the_main_process_does_without_numpy() -> None:
    asked = "import sys, bot.process, bot.app, bot.newsroom, bot.commands; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "False"


HEAVY = {
    "aiohttp",
    "asyncio",
    "discord",
    "importlib.metadata",
    "matplotlib",
    "numpy",
    "pydantic",
    "rich",
    "sqlalchemy",
    "trafilatura",
}


def test_help_imports_nothing_that_takes_long() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "--help"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "bot.cli" in imported
    assert not imported & HEAVY
    assert all(command in done.stdout for command in ("init", "doctor", "run"))
