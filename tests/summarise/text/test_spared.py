"""sumy works without what it imports and never uses here, and leaves it to others."""

import subprocess
import sys

WORKS = """
import sys
from summarise.text.sumys import SUMMARIZERS
assert not {"nltk", "requests"} & set(sys.modules), "they were imported after all"
import nltk
assert nltk.__version__, "whoever wants the real one gets it"
"""


def test_sumy_brings_neither_nltk_nor_requests() -> None:
    ended = subprocess.run([sys.executable, "-c", WORKS], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
