"""`python -m benchmarks.contestant NAME JSON`: one measured run, its figures as one line of JSON.

Kept light, since worker processes run it again.
"""

import importlib
import json
import os
import sys
from dataclasses import asdict

from bot.__main__ import NUMPY_THREADS


def main() -> None:
    """Run one contestant with the options given, and say what was measured."""
    os.environ.setdefault(NUMPY_THREADS, "1")  # as the bot itself does, for peers too
    name, given = sys.argv[1:]
    measured = importlib.import_module(f"benchmarks.contestants.{name}").run(**json.loads(given))
    print(json.dumps(asdict(measured)))


if __name__ == "__main__":
    main()
