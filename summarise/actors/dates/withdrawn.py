"""Whether what a date was told for is called off, denied, or put off to another day."""

from dataclasses import dataclass
from typing import Final, Literal

from summarise.actors.dates.cues import Cue, Line
from summarise.actors.dates.forms import Told
from summarise.actors.dates.tongue import Tongue

_LONGEST_PREPOSITION: Final = 16
_BESIDE: Final = 3
_NAMES: Final = ("'s", "’s")


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawal:
    """Words at [start, end) that call something off, move it to another day, or deny that it will be."""

    start: int
    end: int
    kind: Literal["off", "moved", "denied"]


def withdrawals_in(small: str, tongue: Tongue) -> tuple[Withdrawal, ...]:
    """What a sentence in small letters withdraws."""
    return (
        *(Withdrawal(start=one.start(), end=one.end(), kind="off") for one in tongue.off.finditer(small)),
        *(Withdrawal(start=one.start(), end=one.end(), kind="moved") for one in tongue.moved.finditer(small)),
        *(
            Withdrawal(start=one.start(), end=one.end(), kind="denied")
            for one in tongue.denied.finditer(small)
        ),
    )


def withdrawn(told: Told, line: Line, withdrawals: tuple[Withdrawal, ...]) -> bool:
    """Whether nothing is to be expected on a date, which a sentence names only to withdraw it."""
    return any(_withdraws(one, told, line) for one in withdrawals)


def _withdraws(one: Withdrawal, told: Told, line: Line) -> bool:
    if one.start >= told.end:
        return one.kind != "denied" and _behind(one, told, line)
    if one.end > told.start or line.tongue.breaks.search(line.small, one.end, max(one.end, told.lead)):
        return False
    match one.kind:
        case "off":
            return _called_off(one, told, line)
        case "moved":
            return _follows(line.tongue, told, line.small, away=True)
        case "denied":
            return _denied(one, told, line)


def _behind(one: Withdrawal, told: Told, line: Line) -> bool:
    """ "The talks due on Tuesday were postponed": the same clause, and not the new date before its verb."""
    small, tongue = line.small, line.tongue
    if tongue.turns.search(small, told.end, one.start):
        return False
    if any(_decides(cue, line) for cue in line.cues if told.end <= cue.start and cue.end <= one.start):
        return False
    beside = tongue.verb_last and one.start - told.end <= _BESIDE
    return one.kind == "off" or not (beside or _follows(tongue, told, small, away=False))


def _called_off(one: Withdrawal, told: Told, line: Line) -> bool:
    """ "He cancelled a trip planned for Tuesday", but not "trains will be cancelled on Tuesday"."""
    if any(cue.ahead and cue.start < one.start < cue.end for cue in line.cues):
        return False
    return not any(_decides(cue, line) for cue in line.cues if one.end <= cue.start < told.start)


def _denied(one: Withdrawal, told: Told, line: Line) -> bool:
    """ "They will not meet on Tuesday", but not "not until Tuesday", and Tuesday's vote may yet be held."""
    small, tongue = line.small, line.tongue
    if small.startswith(_NAMES, told.end) or tongue.not_until.match(small, told.lead):
        return False
    return not any(
        one.end <= cue.start < told.start or cue.start < one.start < cue.end == told.start
        for cue in line.cues
    )


def _decides(cue: Cue, line: Line) -> bool:
    """Whether a cue says what will be, not only that it was planned."""
    planned = line.tongue.planned.search(line.small, cue.start, cue.end + _LONGEST_PREPOSITION)
    return cue.ahead and not (planned and planned.start() < cue.end)


def _follows(tongue: Tongue, told: Told, small: str, *, away: bool) -> bool:
    """Whether the words before a date say that it is the old one, or the new one."""
    words = tongue.away if away else tongue.onto
    return bool(words.search(small, max(0, told.start - _LONGEST_PREPOSITION), told.start))
