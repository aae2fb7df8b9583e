"""What is counted is told in Prometheus' words, and the dashboard asks for nothing else."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as plain

from bot.counts import Counts, Histogram
from bot.health.exposition import Exposition, Told
from bot.health.lag import note_lag
from bot.health.memory import Memory, memory_now
from bot.health.vitals import Standing
from bot.shards.state import GatewayState
from bot.tries import trace
from config.settings import ROLES
from storage.figures import Figures, Wait
from tests.bot.health.conftest import Door
from tests.fakes.examples import HOUR, NOON

ROOT = Path(__file__).parents[3]
DASHBOARD = json.loads((ROOT / "docs" / "grafana.json").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")

FIGURES = Figures(
    feeds=3, failing_feeds=1, waiting={"read": 5}, held=1, last_poll_at=NOON, due_since=NOON,
    waits=(Wait(guild="80351110224678912", since=NOON),), roles={"poll": 2}, size=4096,
)  # fmt: skip
STANDING = Standing(
    now=NOON + HOUR, began=NOON, roles=frozenset(ROLES), figures=FIGURES, trouble=None,
    gateway=GatewayState(held=2, connected=1, guilds=9, latency=0.05), oldest=NOON,
)  # fmt: skip
FULL = Told(counts=Counts(), standing=STANDING, memory=Memory(main=10, workers=20, processes=2))
LABELLED = re.compile(r"\b(outcome|scope|check|kind|state|process)=~?\"([^\"$]*)\"")


def families(told: Told = FULL) -> list[Any]:
    return list(plain(Exposition().text(told, "")[0]))


def test_both_forms_of_the_text_can_be_read() -> None:
    exposition = Exposition()
    text, kind = exposition.text(FULL, "text/plain")
    assert kind.startswith("text/plain")
    assert len(list(plain(text))) > 20
    text, kind = exposition.text(FULL, "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
    assert kind.startswith("application/openmetrics-text")
    prometheus = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
    for accept, is_open in {
        prometheus: True,
        "application/openmetrics-text": True,
        "Text/Plain;q=0.9, Application/OpenMetrics-Text": True,
        "application/openmetrics-text;q=0": False,
        "application/openmetrics-text; version=1.0.0; q=0.000, */*": False,
        "application/openmetrics-text;q=0.2,text/plain;q=0.9": False,
        "application/openmetrics-text;q=nonsense": False,
        "application/openmetrics-text;q=nan": False,
        "application/openmetrics-textual": False,
        "text/*": False,
        ",;,=": False,
        "": False,
    }.items():
        assert exposition.text(FULL, accept)[1].startswith("application/openmetrics-text") is is_open, accept
    assert len(list(openmetrics(text))) > 20  # type: ignore[no-untyped-call]


def test_names_and_labels_follow_the_conventions() -> None:
    """https://prometheus.io/docs/practices/naming/"""
    for family in families():
        if not family.name.startswith("wirewatch"):
            continue
        assert re.fullmatch(r"wirewatch(_[a-z]+)*", family.name), family.name
        assert family.documentation.endswith("."), family.name
        if family.type == "counter":
            assert all(sample.name.endswith("_total") for sample in family.samples)
        if family.type == "histogram":
            assert family.name.endswith("_seconds")
        for unit in ("millisecond", "minute", "kilobyte", "megabyte", "percent"):
            assert unit not in family.name
        labels = {name for sample in family.samples for name in sample.labels} - {"le"}
        assert labels <= {"outcome", "scope", "check", "kind", "state", "role", "process", "version", "roles"}
        assert len(family.samples) <= 20
        assert "80351110224678912" not in str(family.samples)


def test_series_are_there_before_anything_happened_and_stay_as_many() -> None:
    busy = Counts()
    for number in range(1000):
        busy.polled(number % 3, failed=number % 7 == 0)
        busy.read("joined", number / 10)
        busy.delivered("sent", number)
        busy.refused(f"scope-{number}", by_edge=number % 2 == 0)
    told = Told(counts=busy, standing=STANDING, memory=FULL.memory)
    names = [[(s.name, *s.labels.values()) for f in families(some) if f.name.startswith("wirewatch")
              for s in f.samples] for some in (FULL, told)]  # fmt: skip
    assert names[0] == names[1]


def test_histogram_counts_up_to_each_bound() -> None:
    measured = Histogram((1.0, 2.0))
    for value in (0.5, 1.0, 1.5, 99.0):
        measured.note(value)
    assert (measured.up_to, measured.total) == ((2, 3, 4), 102.0)


async def test_what_was_counted_is_told(door: Door) -> None:
    door.counts.polled(3, failed=False)
    door.counts.polled(0, failed=True)
    door.counts.read("founded", 0.2)
    door.counts.delivered("sent", 4.0)
    door.counts.refused("shared", by_edge=False)
    expected = {
        'wirewatch_polls_total{outcome="news"}': 1,
        'wirewatch_polls_total{outcome="failed"}': 1,
        "wirewatch_articles_total": 3,
        "wirewatch_stories_total": 1,
        'wirewatch_article_reading_seconds_bucket{le="0.25"}': 1,
        'wirewatch_deliveries_total{outcome="sent"}': 1,
        'wirewatch_delivery_latency_seconds_bucket{le="5.0"}': 1,
        'wirewatch_discord_rate_limited_total{scope="shared"}': 1,
        "wirewatch_gateway_shards_connected": 2,
    }
    assert {sample: await door.metric(sample) for sample in expected} == expected


async def test_memory_is_that_of_the_whole_tree() -> None:
    held = memory_now()
    if held is None:
        pytest.skip("this kernel does not tell")
    assert held.main > 10_000_000


async def test_lag_of_the_loop_is_noted() -> None:
    thrice = asyncio.Event()

    class Noting(Histogram):
        def note(self, value: float) -> None:
            super().note(value)
            if self.up_to[-1] == 3:
                thrice.set()

    noting = asyncio.create_task(note_lag(Noting((1.0,)), every=0.0))
    await thrice.wait()
    noting.cancel()
    await asyncio.gather(noting, return_exceptions=True)


async def test_every_429_of_discord_is_counted_by_its_limit() -> None:
    counts = Counts()
    counting = trace(counts).on_request_end[0]
    for status, headers in (
        (429, {"Via": "1.1 google", "X-RateLimit-Scope": "global"}),
        (429, {"Via": "1.1 google"}),
        (429, {"X-RateLimit-Scope": "user"}),
        (200, {"Via": "1.1 google"}),
    ):
        end: Any = SimpleNamespace(response=SimpleNamespace(status=status, headers=headers))
        nobody: Any = None
        await counting(nobody, nobody, end)
    assert counts.limited == {"global": 1, "user": 1, "edge": 1}


def expressions() -> Iterator[str]:
    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for key, held in value.items():
                if key in ("expr", "definition"):
                    yield held
                else:
                    yield from walk(held)
        elif isinstance(value, list):
            for held in value:
                yield from walk(held)

    return walk(DASHBOARD)


def test_dashboard_asks_only_for_what_there_is() -> None:
    known = [sample for family in families() for sample in family.samples]
    there = {sample.name for sample in known}
    asked = list(expressions())
    assert len(asked) >= 15
    for expression in asked:
        names = re.findall(r"\b(?:wirewatch|process|python)_[a-z_]+", expression)
        assert names, expression
        for name in names:
            assert name in there, (expression, name)
        for name, values in LABELLED.findall(expression):
            held = {sample.labels.get(name) for sample in known}
            assert set(values.split("|")) <= held, expression


def test_dashboard_names_its_source_by_a_variable() -> None:
    variables = {variable["name"]: variable for variable in DASHBOARD["templating"]["list"]}
    assert variables["datasource"]["type"] == "datasource"
    assert variables["datasource"]["query"] == "prometheus"
    panels = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
    assert all(panel["datasource"]["uid"] == "${datasource}" for panel in panels)
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])
    assert all(panel["title"] for panel in DASHBOARD["panels"])
    assert "__inputs" not in DASHBOARD


def test_guide_tells_of_every_metric_and_of_no_other() -> None:
    told = set(re.findall(r"`(wirewatch_[a-z_]+)`", GUIDE))
    own = [family for family in families() if family.name.startswith("wirewatch")]
    there = {f"{family.name}_total" if family.type == "counter" else family.name for family in own}
    there = {"wirewatch_info" if name == "wirewatch" else name for name in there}
    assert told == there
