"""What Discord is asked in an hour of news, and how often that is too much for it."""

from benchmarks.report import Line
from benchmarks.results import Rates
from benchmarks.stage import Stage


def measure(stage: Stage) -> list[Line]:
    """An hour that passes in a minute: sixty times as dense as Discord would see it."""
    asked = stage.run(Rates, "rates", folder=stage.folder("rates"))
    beside = f"{asked.requests} requests for alerts and edits in a minute; {asked.judgement}"
    return [
        Line(what="429 in an hour of news", figure=asked.limited, unit="", target=0, beside=beside),
        Line(what="invalid requests in it", figure=asked.invalid, unit="", target=0),
    ]
