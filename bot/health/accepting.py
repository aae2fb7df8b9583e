"""Which of two formats an Accept header asks for (RFC 9110, 12.5.1). Pure."""

from typing import Final

OPENMETRICS: Final = "application/openmetrics-text"
PLAIN: Final = ("text/plain", "text/*", "*/*")
"""What takes Prometheus' text, by what counts first."""


def prefers_openmetrics(accept: str) -> bool:
    """Whether OpenMetrics is named and wanted no less than plain text, which is what a wildcard gets."""
    wanted: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *parameters = (one.strip() for one in part.split(";"))
        wanted[name] = max(wanted.get(name, 0.0), _quality(parameters))
    plain = next((wanted[name] for name in PLAIN if name in wanted), 0.0)
    return wanted.get(OPENMETRICS, 0.0) > 0 and wanted[OPENMETRICS] >= plain


def _quality(parameters: list[str]) -> float:
    """From 0 (not wanted) to 1, which is meant where nothing is said."""
    for parameter in parameters:
        name, _, said = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(said)
            except ValueError:
                return 0.0
            return quality if 0 <= quality <= 1 else 0.0
    return 1.0
