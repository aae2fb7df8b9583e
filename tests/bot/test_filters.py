"""The filters: JSON lines in, JSON lines out, one for one, whatever comes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app

PROGRAM = [sys.executable, "-m", "bot"]
PATIENCE = 240
"""Seconds that a program may take to end, however slow the machine."""
TEXT = (
    "UN Secretary-General António Guterres will meet Vladimir Putin in Moscow on Tuesday. "
    "The Kremlin has confirmed the visit of the Secretary-General. Will it help?"
)
VOTE = "Voters in the island state chose a new president in the second round of their election on Sunday."


def spelled(lines: Iterable[object]) -> str:
    """The lines: strings as they are, anything else as JSON."""
    return "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)


def run(command: list[str], lines: Iterable[object], status: int = 0) -> list[dict[str, Any]]:
    """Run a filter in this process over these lines; the objects it answers."""
    done = CliRunner().invoke(app, command, input=spelled(lines))
    assert (done.stderr, done.exit_code) == ("", status)
    return [json.loads(line) for line in done.stdout_bytes.decode().splitlines()]


def test_program_reads_answers_exits_and_opens_no_data_folder(tmp_path: Path) -> None:
    lines = [{"id": 1, "text": TEXT}, {"id": 2, "text": "A \ud800 ship"}, "{not json"]
    done = subprocess.run(
        [*PROGRAM, "read"],
        input=spelled(lines),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, "WIREWATCH_DATA": str(tmp_path / "data")},
    )
    assert (done.stderr, done.returncode) == ("", 1)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(answer["id"], "error" in answer) for answer in answers] == [(1, False), (2, False), (None, True)]
    assert not (tmp_path / "data").exists()


def test_read_answers_with_offsets_into_the_text_as_given() -> None:
    (found,) = run(["read"], [{"id": "a", "text": f"  {TEXT}", "published": "2022-04-23"}])
    assert found["id"] == "a"
    assert found["language"] == "en"
    assert [f"  {TEXT}"[s["start"] : s["end"]] for s in found["sentences"]][-1] == "Will it help?"
    assert {mention["actor"] for mention in found["mentions"]} >= {"antonio-guterres", "vladimir-putin"}
    kinds = {"sentences", "mentions", "quotes", "statements", "appointments", "unknowns"}
    assert set(found) == {"id", "language", *kinds}


def test_condense_answers_with_slices_and_the_articles_own_ids() -> None:
    articles = [{"id": "x", "text": TEXT, "title": "Talks in Moscow"}, {"id": 7, "text": VOTE}]
    (found,) = run(["condense", "--sentences", "2"], [{"id": 1, "articles": articles}])
    texts = {"x": TEXT, 7: VOTE}
    assert len(found["summary"]) == 2
    for said in found["summary"]:
        assert said["text"] == texts[said["article"]][said["start"] : said["end"]]


@pytest.mark.parametrize("options", [[], ["--stream"]])
def test_group_puts_one_event_into_one_story(options: list[str]) -> None:
    lines = [
        {"id": 1, "text": TEXT},
        {"id": 2, "text": VOTE},
        {"id": 3, "text": f"{TEXT} Talks begin at noon."},
    ]
    found = run(["group", *options], lines)
    assert [answer["id"] for answer in found] == [1, 2, 3]
    first, second, third = (answer["story"] for answer in found)
    assert first == third != second


def test_bad_lines_are_answered_in_their_place_and_the_others_too() -> None:
    lines = [
        {"id": 1, "text": TEXT},
        "{not json",
        "[1, 2]",
        {"text": TEXT},
        {"id": 5},
        {"id": 6, "text": TEXT, "published": "yesterday"},
        {"id": 7, "text": TEXT, "title": ["x"]},
        {"id": True, "text": TEXT},
        {"id": 9, "text": TEXT},
    ]
    found = run(["group"], lines, status=1)
    assert [answer["id"] for answer in found] == [1, None, None, None, 5, 6, 7, None, 9]
    assert ["error" in answer for answer in found] == [False, *[True] * 7, False]
    assert "ISO 8601" in found[5]["error"]


def test_condense_says_which_article_is_bad() -> None:
    lines = [
        {"id": 1, "articles": [{"id": "a", "text": "Fine."}, {"id": "b"}]},
        {"id": 2, "articles": 3},
        {"id": 3, "articles": [{"id": True, "text": "Fine."}]},
    ]
    found = run(["condense"], lines, status=1)
    assert found[0]["error"] == 'article 2: "text" must be a string'
    assert found[1] == {"id": 2, "error": '"articles" must be a list of articles'}
    assert found[2]["error"].startswith('article 1 must be an object with an "id"')


def test_half_a_surrogate_pair_moves_no_offset() -> None:
    (found,) = run(
        ["condense"], ['{"id": 1, "articles": [{"id": 1, "text": "A \\ud800 ship ran aground today."}]}']
    )
    (said,) = found["summary"]
    assert (said["start"], said["end"]) == (0, 27)
    assert said["text"] == "A \ud800 ship ran aground today."


def test_nothing_in_is_nothing_out() -> None:
    assert run(["group"], []) == []
    assert run(["condense"], [""]) == []


def started(line: object, answer: Mapping[str, object]) -> subprocess.Popen[bytes]:
    """A stream that was given a line and has answered it; its input is open."""
    process = subprocess.Popen(
        [*PROGRAM, "group", "--stream"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(spelled([line]).encode())
    process.stdin.flush()
    assert json.loads(process.stdout.readline()) == answer
    return process


def test_stream_answers_on_arrival_and_ends_quietly_on_ctrl_c() -> None:
    with started({"id": 1, "text": TEXT}, {"id": 1, "story": 1}) as process:
        assert process.stderr is not None
        process.send_signal(signal.SIGINT)
        # its input stays open meanwhile: an end of it could come first, and would be an end in good order
        status, said = process.wait(timeout=PATIENCE), process.stderr.read()
    assert (status, said) == (130, b"")


def test_reader_that_goes_away_ends_the_filter_quietly() -> None:
    # nothing is read of a line that has no text, which would take a second
    with started({"id": 1}, {"id": 1, "error": '"text" must be a string'}) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(spelled([{"id": 2}]).encode())
        process.stdin.close()
        assert process.wait(timeout=PATIENCE) == 141
        assert process.stderr.read() == b""
