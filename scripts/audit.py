"""What is known to be weak in what is installed: python -m scripts.audit, as `make audit` runs it

pip-audit asks PyPI of each package in requirements.lock. Where PyPI cannot be reached, it calls every package
unknown and ends well; here that is said for what it is. Ends with 0 where nothing is known to be weak, with 1
where something is, and with 3 where not every package was asked of. More arguments go to pip-audit.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from feeds.clean import line

ROOT: Final = Path(__file__).parents[1]
WELL, WEAK, UNKNOWN = 0, 1, 3
LONGEST: Final = 200
"""Characters of an advisory's text, and of what pip-audit says went wrong."""

ASK: Final = (
    *("-m", "pip_audit", "--requirement", "requirements.lock", "--require-hashes", "--disable-pip"),
    *("--format", "json", "--progress-spinner", "off"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Weakness:
    """An advisory about a package as it is installed."""

    package: str
    version: str
    names: tuple[str, ...]
    text: str
    mended_in: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    """How many packages the service knew, which it did not, and what it said of those it knew."""

    asked: int
    unknown: tuple[str, ...]
    weak: tuple[Weakness, ...]

    @property
    def status(self) -> int:
        """The exit status."""
        if self.weak:
            return WEAK
        return UNKNOWN if self.unknown or not self.asked else WELL


def read(output: str) -> Audit | None:
    """What pip-audit's JSON says; None where it is none, as when pip-audit gave up."""
    try:
        packages = json.loads(output)["dependencies"]
        answered = [one for one in packages if "vulns" in one]
        return Audit(
            asked=len(answered),
            unknown=tuple(one["name"] for one in packages if "vulns" not in one),
            weak=tuple(_weakness(one, said) for one in answered for said in one["vulns"]),
        )
    except (ValueError, TypeError, LookupError):
        return None


def _weakness(package: dict[str, Any], said: dict[str, Any]) -> Weakness:
    return Weakness(
        package=package["name"],
        version=package["version"],
        names=(said["id"], *said["aliases"]),
        text=line(said["description"], LONGEST),
        mended_in=tuple(said["fix_versions"]),
    )


def told(audit: Audit) -> str:
    """What people are told of it."""
    if not audit.asked:
        return unanswered(f"it knew none of {len(audit.unknown)} packages")
    lines = [_said(one) for one in audit.weak]
    if audit.weak:
        weak = len({one.package for one in audit.weak})
        lines.append(
            f"{weak} of {audit.asked} packages have known weaknesses. Take the versions that mend them:"
        )
        lines.append("make lock resolves anew; say in pyproject.toml what must be newer than it would be.")
    else:
        lines.append(f"Of {audit.asked} packages no weakness is known.")
    if audit.unknown:
        lines.append(f"Nothing is known of {len(audit.unknown)} more: {', '.join(audit.unknown)}.")
    return "\n".join(lines)


def _said(one: Weakness) -> str:
    mended = f"mended in {' or '.join(one.mended_in)}" if one.mended_in else "not mended in any version yet"
    return f"{one.package} {one.version}: {', '.join(one.names)}, {mended}. {one.text}"


def unanswered(why: str) -> str:
    """What people are told where the service did not answer."""
    return (
        f"The advisory service (of PyPI) did not answer: {why}.\n"
        "So nothing is known, good or bad. Run it again where PyPI itself can be reached; a package index"
        " is not enough."
    )


def main() -> int:
    """Ask, and tell; the exit status."""
    # no shell, and arguments of whoever runs this
    asked = subprocess.run(  # noqa: S603
        (sys.executable, *ASK, *sys.argv[1:]), cwd=ROOT, capture_output=True, text=True, check=False
    )
    audit = read(asked.stdout)
    if audit is None:
        last = (asked.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1]
        print(unanswered(line(last, LONGEST).rstrip(".")))
        return UNKNOWN
    print(told(audit))
    return audit.status


if __name__ == "__main__":
    raise SystemExit(main())
