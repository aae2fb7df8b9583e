"""What is worth a ping beyond the first message."""

from collections.abc import Set
from typing import Final

from summarise.model import Alert, Escalation

ORDER: Final[tuple[Escalation, ...]] = ("retracted", "corrected", "corroborated", "speaks")
"""The gravest first."""


def escalations(before: Alert, after: Alert, watched: Set[str]) -> tuple[Escalation, ...]:
    """What has come between two states of an alert and was not told so before, the gravest first.

    A second independent source tells it; one of the `watched` actors speaks, who did not (each of them once);
    an outlet corrects its words; the lede's outlet takes the story back.
    """
    happened: dict[Escalation, bool] = {
        "retracted": after.retracted and not before.retracted,
        "corrected": bool(_corrections(after) - _corrections(before)),
        "corroborated": before.voices == 1 < after.voices,
        "speaks": bool(now_speaking(before, after, watched)),
    }
    return tuple(one for one in ORDER if happened[one] and (one == "speaks" or one not in before.escalated))


def now_speaking(before: Alert, after: Alert, watched: Set[str]) -> frozenset[str]:
    """Who of the watched speaks by the one alert, did not by the other, and was never told to speak."""
    if "speaks" in before.escalated and not before.heard_speaking:
        # told before anybody noted of whom
        return frozenset()
    new = _speakers(after) - _speakers(before)
    return (new & watched).difference(before.heard_speaking)


def _speakers(alert: Alert) -> frozenset[str]:
    """Who speaks by the alert."""
    return frozenset(flag.actor for flag in alert.flags if flag.role == "speaker")


def _corrections(alert: Alert) -> frozenset[str]:
    return frozenset(said.text for said in alert.corrections)
