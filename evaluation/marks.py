"""What each set must reach and what it aims for, and the figures in a line of score.py."""

import re
from dataclasses import dataclass
from typing import Final

_FIGURES: Final = {
    "summary": re.compile(r"R1 ([\d.]+)  R2 ([\d.]+)  RLsum ([\d.]+)"),
    "group": re.compile(r" F ([\d.]+)  pairwise F ([\d.]+)"),
    "quotes": re.compile(r" F ([\d.]+)  speaker ([\d.]+)"),
    "sentences": re.compile(r" F ([\d.]+)"),
    "actors": re.compile(r"P ([\d.]+) R ([\d.]+)"),
    "dates": re.compile(r"P ([\d.]+) R ([\d.]+)"),
}
_SHARES: Final = frozenset({"actors", "dates"})
"""Of these score.py tells shares of one, of all others percentages."""

_FAULTS: Final = re.compile(r"invented (\d+)  too long (\d+)")
NAMES: Final = {
    "summary": ("R1", "R2", "RLsum"),
    "group": ("BCubed F", "pairwise F"),
    "quotes": ("span F", "speaker"),
    "sentences": ("boundary F",),
    "actors": ("precision", "recall"),
    "dates": ("precision", "date right"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What a set's figures, in order, must reach and aim for; empty where nothing is asked."""

    must: tuple[float, ...] = ()
    aim: tuple[float, ...] = ()


MARKS: Final = {
    "summary_cnndm_llm": Mark(must=(56.2, 37.2, 51.8), aim=(57.2, 38.0, 52.6)),
    "summary_cnndm_shuffled": Mark(must=(45.5,), aim=(47.5,)),
    "summary_xsum": Mark(must=(18.8, 2.4, 13.3), aim=(19.4, 2.8, 14.0)),
    "summary_neus": Mark(must=(38.4, 18.0, 33.0), aim=(40.8, 18.9, 34.4)),
    "summary_multinews": Mark(must=(44.0, 14.4, 39.5), aim=(45.1, 15.2, 40.5)),
    "group_ecbplus": Mark(must=(89, 84), aim=(91.5, 88)),
    "group_neus": Mark(must=(79, 52), aim=(82, 62)),
    "quotes_polnear": Mark(must=(95, 80), aim=(96, 85)),
    "sentences_hard": Mark(must=(95,)),
    "actors_own": Mark(must=(97, 97)),
    "dates_own": Mark(must=(85, 92)),
}
"""From ../shared/eval/README.md and the issues; a set in several orders of arrival is judged by its mean."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """A set's figures in the order of NAMES, how many sentences were invented or too many, and the line."""

    name: str
    figures: tuple[float, ...]
    faults: int
    line: str

    @property
    def task(self) -> str:
        """The first word of the set's name."""
        return task_of(self.name)

    @property
    def met(self) -> bool | None:
        """Whether all that must be is reached; None where nothing must."""
        must = MARKS.get(self.name, Mark()).must
        if not must and not self.faults:
            return None
        return not self.faults and reached(self.figures, must)

    @property
    def aimed(self) -> bool:
        """Whether the aims are reached too."""
        aim = MARKS.get(self.name, Mark()).aim
        return bool(aim) and reached(self.figures, aim)


def task_of(name: str) -> str:
    """The command's kind that a set is for."""
    return name.partition("_")[0]


def reached(figures: tuple[float, ...], least: tuple[float, ...]) -> bool:
    """Whether each figure is at least what is asked of it."""
    return all(figure >= asked for figure, asked in zip(figures, least, strict=False))


def score_of(name: str, lines: list[str]) -> Score:
    """The mean of the figures in these lines of score.py; ValueError for a line that says none."""
    read = []
    faults = 0
    for line in lines:
        found = _FIGURES[task_of(name)].search(line)
        if found is None:
            raise ValueError(f"score.py said nothing of {name}: {line!r}")
        scale = 100 if task_of(name) in _SHARES else 1
        read.append([float(figure) * scale for figure in found.groups()])
        faults += sum(int(count) for held in _FAULTS.findall(line) for count in held)
    means = tuple(round(sum(column) / len(read), 2) for column in zip(*read, strict=True))
    return Score(name=name, figures=means, faults=faults, line=lines[0].strip())
