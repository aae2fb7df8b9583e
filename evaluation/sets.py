"""The sets, each as one or more files in score.py's format: those of ../shared/eval, ours, and made ones.

Nothing of ../shared is kept: what is made of it is written into a folder that goes with the run.
"""

import json
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from summarise.text.sentences import sentences
from tests.summarise.stories.war import rows as of_the_war

ROOT: Final = Path(__file__).parents[1]
SHARED: Final = ROOT.parent / "shared" / "eval"
OURS: Final = ROOT / "tests" / "eval"

SEED: Final = 1
ORDERS: Final = 3
"""In so many orders of arrival a group is scored: as it is given, and shuffled."""

Row = dict[str, Any]


def sets() -> Iterator[tuple[str, Callable[[], list[list[Row]]]]]:
    """Each set's name and how to make it: its rows, once for each order of arrival."""
    for path in sorted(SHARED.glob("*_*.jsonl")):
        orders = ORDERS if path.stem.startswith("group_") else 1
        yield path.stem, partial(_read_in_orders, path, orders)
        if path.stem == "summary_cnndm_llm":
            yield "summary_cnndm_shuffled", partial(read_shuffled, path)
    for task in ("sentences", "actors", "dates"):
        for path in sorted(OURS.glob(f"{task}_*.jsonl")):
            yield path.stem, partial(_read_in_orders, path, 1)
    yield "group_war", lambda: _orders(list(of_the_war()), ORDERS)


def write(rows: list[Row], path: Path) -> None:
    """Rows as JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read(path: Path) -> list[Row]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _read_in_orders(path: Path, number: int) -> list[list[Row]]:
    return _orders(read(path), number)


def read_shuffled(path: Path) -> list[list[Row]]:
    """The rows with the sentences of each article shuffled, in one order of arrival."""
    return [[_shuffled(row) for row in read(path)]]


def _orders(rows: list[Row], number: int) -> list[list[Row]]:
    """The rows as they are, and shuffled with the seeds from SEED on."""
    return [rows, *(random.Random(SEED + at).sample(rows, len(rows)) for at in range(number - 1))]


def _shuffled(row: Row) -> Row:
    """The row with the sentences of each article shuffled: the text, and nothing else, is out of order."""
    articles = []
    for held in row["articles"]:
        text = held["text"]
        said = [text[each.start : each.end] for each in sentences(text, "en")]
        articles.append(held | {"text": " ".join(random.Random(SEED).sample(said, len(said)))})
    return row | {"articles": articles}
