"""What a check comes to. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

State = Literal["well", "warning", "trouble", "skipped"]
"""Nothing to do; to be looked at; Wirewatch cannot do its work; not looked at, and why not."""

WORST: Final[tuple[State, ...]] = ("trouble", "warning", "well")


SHORTEST: Final = 4
"""Characters of a secret that can be told from a part of a word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """The check's name, how it stands, what was found and what to do, a sentence or two each."""

    name: str
    state: State
    found: tuple[str, ...]
    advice: tuple[str, ...] = ()


def well(name: str, *found: str) -> Finding:
    """Nothing is to be done."""
    return Finding(name=name, state="well", found=found)


def skipped(name: str, *found: str) -> Finding:
    """Not looked at, for this reason."""
    return Finding(name=name, state="skipped", found=found)


def warning(name: str, found: str, *advice: str) -> Finding:
    """It goes on, but not as it should."""
    return Finding(name=name, state="warning", found=(found,), advice=advice)


def trouble(name: str, found: str, *advice: str) -> Finding:
    """It does not go on."""
    return Finding(name=name, state="trouble", found=(found,), advice=advice)


def worst(findings: Iterable[Finding]) -> State:
    """How all of it stands."""
    states = {one.state for one in findings}
    return next((state for state in WORST if state in states), "skipped")


def status(findings: Iterable[Finding]) -> int:
    """The exit status: 1 where something is in trouble."""
    return int(worst(findings) == "trouble")


def without(secrets: Iterable[str], finding: Finding) -> Finding:
    """The finding with secrets masked, whoever put them there."""

    def masked(texts: tuple[str, ...]) -> tuple[str, ...]:
        for secret in (one for one in secrets if len(one) >= SHORTEST):
            texts = tuple(text.replace(secret, "[secret]") for text in texts)
        return texts

    return replace(finding, found=masked(finding.found), advice=masked(finding.advice))


def as_json(findings: tuple[Finding, ...], version: str, checked_at: str) -> dict[str, Any]:
    """What scripts get (docs/first-run.md)."""
    return {
        "wirewatch": version,
        "checked_at": checked_at,
        "state": worst(findings),
        "checks": [
            {"name": one.name, "state": one.state, "found": list(one.found), "advice": list(one.advice)}
            for one in findings
        ],
    }
