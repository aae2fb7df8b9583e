"""What the command does before anything else."""

import os
import subprocess
import sys

import pytest

from bot.__main__ import NUMPY_THREADS

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


def test_the_main_process_does_without_numpy() -> None:
    asked = "import sys, bot.process, bot.app, bot.newsroom, bot.commands; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "False"


HEAVY = {"aiohttp", "asyncio", "discord", "matplotlib", "numpy", "pydantic", "sqlalchemy", "trafilatura"}


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
