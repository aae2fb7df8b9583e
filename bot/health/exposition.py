"""What is known of a process in Prometheus' words (https://prometheus.io/docs/practices/naming/).

Every series has bounded labels: no feed, story, guild or person is one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from prometheus_client import GCCollector, PlatformCollector, ProcessCollector
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.openmetrics import exposition as openmetrics
from prometheus_client.registry import CollectorRegistry
from prometheus_client.utils import floatToGoString

from bot.counts import DELIVERED, POLLED, READ, SCOPES, Counts, Histogram
from bot.health.accepting import prefers_openmetrics
from bot.health.memory import Memory
from bot.health.vitals import Standing, checks
from bot.shards.state import GatewayState
from config.settings import ROLES
from storage.figures import Figures
from storage.unfinished import KINDS


@dataclass(frozen=True, kw_only=True)
class Told:
    """All that is told of a process: what it counted, how it stands, and its memory where that is known."""

    counts: Counts
    standing: Standing
    memory: Memory | None


class Exposition:
    """Turns what is told into text; what the process itself costs is asked of the kernel each time."""

    def __init__(self) -> None:
        self._told: Told | None = None
        self.registry = CollectorRegistry()
        self.registry.register(self)
        for own in (ProcessCollector, PlatformCollector, GCCollector):
            own(registry=self.registry)

    def text(self, told: Told, accept: str) -> tuple[str, str]:
        """The text and its content type: OpenMetrics where the Accept header would rather have it."""
        self._told = told
        if prefers_openmetrics(accept):
            return _open_text(self.registry).decode(), openmetrics.CONTENT_TYPE_LATEST
        return generate_latest(self.registry).decode(), CONTENT_TYPE_LATEST

    def collect(self) -> Iterator[Metric]:
        """Every family that there is something to say of; for the registry."""
        if self._told is not None:
            yield from families(self._told)


def _open_text(registry: CollectorRegistry) -> bytes:
    text: bytes = openmetrics.generate_latest(registry)  # type: ignore[no-untyped-call]
    return text


def families(told: Told) -> Iterator[Metric]:
    """Every family of Wirewatch's own."""
    standing = told.standing
    yield InfoMetricFamily(
        "wirewatch",
        "Which Wirewatch this is, and what it does.",
        {"version": version("wirewatch"), "roles": ",".join(sorted(standing.roles))},
    )
    yield from _counted(told.counts)
    yield from _checked(standing)
    if standing.figures is not None:
        yield from _waiting(standing, standing.figures)
    if standing.gateway is not None:
        yield from _gateway(standing.gateway)
    if told.memory is not None:
        yield from _memory(told.memory)


def _counted(counts: Counts) -> Iterator[Metric]:
    yield _counter("polls", "Looks at feeds, by what they came to.", "outcome", POLLED, counts.polls)
    yield _sum("articles", "New articles that feeds brought.", counts.articles["new"])
    yield _counter(
        "articles_read", "Articles taken up to be read, by what came of it.", "outcome", READ, counts.readings
    )
    yield _sum("stories", "Stories that an article founded.", counts.readings["founded"])
    yield _histogram(
        "article_reading_seconds",
        "From when an article was taken up to when it was saved.",
        counts.reading,
    )
    yield _counter(
        "deliveries",
        "Tries to send, by what they came to.",
        "outcome",
        DELIVERED,
        counts.deliveries,
    )
    yield _histogram(
        "delivery_latency_seconds", "From when a delivery might go to when it was sent.", counts.latency
    )
    yield _counter(
        "discord_rate_limited",
        "Discord's answers 429, by limit.",
        "scope",
        SCOPES,
        counts.limited,
    )
    yield _histogram("event_loop_lag_seconds", "How late a timer of the event loop came.", counts.lag)


def _checked(standing: Standing) -> Iterator[Metric]:
    ready = GaugeMetricFamily(
        "wirewatch_ready",
        "Whether /health/ready finds this in order.",
        labels=["check"],
    )
    for check in checks(standing):
        if check.ok is not None:
            ready.add_metric([check.name], check.ok)
    yield ready


def _waiting(standing: Standing, figures: Figures) -> Iterator[Metric]:
    yield _gauges("queue_depth", "Rows that wait to be worked on, up to 10,000 of each kind.", "kind",
                  {kind: figures.waiting.get(kind, 0) for kind in sorted(KINDS)})  # fmt: skip
    yield _gauge("deliveries_held", "Deliveries that may have arrived and wait for a person.", figures.held)
    waited = 0.0 if standing.oldest is None else (standing.now - standing.oldest).total_seconds()
    yield _gauge(
        "oldest_undelivered_seconds",
        "For how long the oldest message that might go waits.",
        max(0.0, waited),
    )
    if figures.last_poll_at is not None:
        yield _gauge(
            "last_poll_timestamp_seconds", "When a feed was looked at last.", figures.last_poll_at.timestamp()
        )
    overdue = 0.0 if figures.due_since is None else (standing.now - figures.due_since).total_seconds()
    yield _gauge("feed_overdue_seconds", "How long the most overdue feed is due.", max(0.0, overdue))
    well = {"well": figures.feeds - figures.failing_feeds, "failing": figures.failing_feeds}
    yield _gauges("feeds", "Feeds that are read, by whether the last look failed.", "state", well)
    yield _gauge("database_size_bytes", "What the database takes.", figures.size)
    if figures.roles:
        roles: dict[str, float] = {role: figures.roles.get(role, 0) for role in ROLES}
        yield _gauges("processes", "Processes that work on the database, by role.", "role", roles)


def _gateway(state: GatewayState) -> Iterator[Metric]:
    yield _gauge("gateway_shards", "Shards of Discord's gateway that this process holds.", state.held or 0)
    yield _gauge("gateway_shards_connected", "Those of them that are connected.", state.connected)
    yield _gauge("guilds", "Guilds that these shards tell of.", state.guilds)
    if state.latency is not None:
        yield _gauge("gateway_latency_seconds", "The slowest shard's heartbeat.", state.latency)


def _memory(memory: Memory) -> Iterator[Metric]:
    held = {"main": memory.main, "workers": memory.workers}
    yield _gauges("memory_bytes", "Memory of this process and of its worker processes.", "process", held)
    yield _gauge("worker_processes", "Worker processes that there are.", memory.processes)


def _sum(name: str, told: str, value: float) -> Metric:
    return CounterMetricFamily(f"wirewatch_{name}", told, value=value)


def _counter(name: str, told: str, label: str, values: Iterable[str], counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(f"wirewatch_{name}", told, labels=[label])
    for value in values:
        family.add_metric([value], counts.get(value, 0))
    return family


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"wirewatch_{name}", told, value=value)


def _gauges(name: str, told: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"wirewatch_{name}", told, labels=[label])
    for value, held in values.items():
        family.add_metric([value], held)
    return family


def _histogram(name: str, told: str, histogram: Histogram) -> Metric:
    bounds = (*map(floatToGoString, histogram.bounds), "+Inf")
    buckets = list(zip(bounds, histogram.up_to, strict=True))
    return HistogramMetricFamily(f"wirewatch_{name}", told, buckets=buckets, sum_value=histogram.total)
