"""A question to whoever is at the terminal, if anybody is."""

import os
import signal
import subprocess
import sys
from typing import Any

import pytest

ASK = "from bot.cli.asking import agreed; print(agreed('Do it?'))"
EITHER = {"y\n": "True", "n\n": "False", "\n": "False"}


def asked(**stdin: Any) -> subprocess.Popen[str]:
    """A process that asks."""
    return subprocess.Popen(
        [sys.executable, "-u", "-c", ASK], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **stdin
    )


@pytest.mark.parametrize("said", EITHER)
def test_answer_is_taken_and_the_question_is_no_output(said: str) -> None:
    with asked(stdin=subprocess.PIPE) as process:
        out, err = process.communicate(said)
    assert (out.strip(), err.strip()) == (EITHER[said], "Do it? [y/N]:")


def test_nobody_who_could_answer_is_told() -> None:
    with asked(stdin=subprocess.DEVNULL) as process:
        assert "Nobody was there to answer" in process.communicate()[1]
    with asked(preexec_fn=lambda: os.close(0)) as process:
        assert "Nobody was there to answer" in process.communicate()[1]


def test_who_breaks_off_was_there() -> None:
    # what is started in the background ignores it
    with asked(
        stdin=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    ) as process:
        assert process.stderr is not None
        assert process.stderr.read(6) == "Do it?"
        process.send_signal(signal.SIGINT)
        assert process.wait(60)  # its standard input is open
        assert "Nobody" not in process.stderr.read()
