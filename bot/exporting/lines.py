"""Where in a file of a server's settings a row, or a key of one, stands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

Stretch = range
"""Lines of one table, from its header to the next one; as indices."""

EVERY: Final = -1


class Lines:
    """The lines of a file; it is gone through once for each table that is asked for."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._heads = [at for at, line in enumerate(self._lines) if line.lstrip().startswith("[")]
        self._tables: dict[str, Mapping[int, list[Stretch]]] = {}

    def of(self, table: str, number: int | None, keys: Sequence[str]) -> int:
        """The line, from 1, of the innermost of the keys that is found in the table; else where that begins.

        `number` is the place of the row among those of the table, from 0; None stands for all of them.
        """
        found = self._stretches(table).get(EVERY if number is None else number, [])
        for depth in reversed(range(len(keys))):
            if (at := self._key(found, keys[depth])) is not None:
                return at + 1
        if found:
            return found[0].start + 1
        named = _starting(table)
        return next((at for at, line in enumerate(self._lines, 1) if named.match(line)), 1)

    def _key(self, stretches: Iterable[Stretch], key: str) -> int | None:
        within = re.compile(rf"""[^\]]*\.\s*["']?{re.escape(key)}["']?\s*[\].]""")
        named = _starting(key)
        for stretch in stretches:
            if within.match(self._lines[stretch.start]):
                return stretch.start
            for at in stretch[1:]:
                if named.match(self._lines[at]):
                    return at
        return None

    def _stretches(self, table: str) -> Mapping[int, list[Stretch]]:
        """The table's stretches, by the place of the row, and all of them by `EVERY`."""
        if table not in self._tables:
            header = re.compile(rf"\s*\[{{1,2}}\s*{re.escape(table)}\s*[\].]")
            row = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
            found: dict[int, list[Stretch]] = {}
            seen = EVERY
            for at, end in pairwise((*self._heads, len(self._lines))):
                if header.match(self._lines[at]):
                    seen += bool(row.match(self._lines[at]))
                    for number in {seen, EVERY}:
                        found.setdefault(number, []).append(range(at, end))
            self._tables[table] = found
        return self._tables[table]


def _starting(key: str) -> re.Pattern[str]:
    return re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
