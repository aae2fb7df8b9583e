"""A hub is asked once for each request, and what it says is kept."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from feeds.model import FetchFailed, HubRequest
from feeds.websub.hub import HubReport, subscribe
from feeds.websub.protocol import subscription_form
from tests.fakes.examples import NOON

REQUEST = HubRequest(
    feed_id=7,
    hub="https://hub.example/",
    topic="https://wire.example/feed",
    callback="https://bot.example/websub/t",
    secret="s",
    tries=1,
)


class Rows:
    """Implements `feeds.ports.HubStore` with at most one request."""

    def __init__(self, request: HubRequest | None) -> None:
        self.request = request
        self.kept: list[tuple[HubRequest, str | None]] = []

    async def wanted(self, feed_id: int, public_url: str, now: datetime) -> HubRequest | None:
        taken, self.request = self.request, None
        return taken

    async def keep(self, request: HubRequest, refusal: str | None, now: datetime) -> None:
        self.kept.append((request, refusal))


class Hub:
    """Answers every post alike."""

    def __init__(self, answer: int | FetchFailed = 202) -> None:
        self.answer = answer
        self.posts: list[tuple[str, Mapping[str, str]]] = []

    async def __call__(self, url: str, form: Mapping[str, str]) -> int | FetchFailed:
        self.posts.append((url, form))
        return self.answer


async def test_hub_is_asked_once_however_often_it_is_called_for() -> None:
    rows, hub = Rows(REQUEST), Hub()
    ask = partial(subscribe, 7, public_url="https://bot.example", store=rows, post=hub, now=lambda: NOON)
    assert await ask() == HubReport(request=REQUEST, refusal=None)
    assert await ask() is None
    assert hub.posts == [("https://hub.example/", subscription_form(REQUEST))]
    assert rows.kept == [(REQUEST, None)]


async def test_refusal_is_kept_and_reported() -> None:
    rows, hub = Rows(REQUEST), Hub(FetchFailed(reason="timed out", detail="It took too long."))
    report = await subscribe(7, public_url="https://bot.example", store=rows, post=hub, now=lambda: NOON)
    assert report == HubReport(request=REQUEST, refusal="It took too long.")
    assert rows.kept == [(REQUEST, "It took too long.")]
