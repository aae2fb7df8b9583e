"""A WebSub hub on loopback: takes subscriptions, verifies intent and pushes signed content, as told.

async with FakeHub() as hub:
    address = outlet.put("/world.xml", feed, headers=hub.links(outlet.url("/world.xml")))
    ...
    await hub.live(address)
    await hub.push(address, b"news")
"""

import asyncio
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web

PATIENCE = 240.0
CHALLENGE = "challenge-5f2c"


@dataclass(kw_only=True, slots=True)
class Subscriber:
    """A callback that has confirmed, or been asked to confirm, that it wants a topic."""

    topic: str
    callback: str
    secret: str
    lease: int
    live: bool = False


class FakeHub:
    """Serves on 127.0.0.1 and a free port; broken rules of the Recommendation are noted in `violations`.

    It answers `status`, and after 202 verifies intent at once, unless `gate` holds that back; with `prompt`
    it verifies before it answers. It grants `lease` seconds where that is set, else what was asked for.
    """

    def __init__(
        self, *, status: int = 202, gate: asyncio.Event | None = None, prompt: bool = False, lease: int = 0
    ) -> None:
        self.status = status
        self.gate = gate
        self.prompt = prompt
        self.lease = lease
        self.asked: list[Mapping[str, str]] = []
        self.verified: list[int] = []
        self.subscribers: dict[str, Subscriber] = {}
        self.violations: list[str] = []
        self.port = 0
        self._change = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/", self._subscribe)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._session.close()
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The hub's address."""
        return f"http://127.0.0.1:{self.port}/"

    def links(self, topic: str) -> dict[str, str]:
        """Headers by which a feed names this hub, and itself as the topic."""
        return {"Link": f'<{self.url}>; rel="hub", <{topic}>; rel="self"'}

    async def until(self, happened: Callable[[], bool], what: str) -> None:
        """Return once it has happened."""
        try:
            async with asyncio.timeout(PATIENCE), self._change:
                await self._change.wait_for(happened)
        except TimeoutError:
            raise AssertionError(f"{what} never happened; asked: {self.asked}") from None

    async def asked_for(self, times: int = 1) -> None:
        """Return once so many requests have come."""
        await self.until(lambda: len(self.asked) >= times, f"request {times}")

    async def live(self, topic: str) -> Subscriber:
        """The topic's subscriber, once it is verified."""
        await self.until(
            lambda: any(each.live and each.topic == topic for each in self.subscribers.values()),
            f"a subscription to {topic}",
        )
        return self._of(topic)

    async def push(
        self, topic: str, body: bytes, *, secret: str | None = None, method: str = "sha256"
    ) -> int:
        """Push content, signed with the subscriber's secret or another one; the status that answers."""
        subscriber = self._of(topic)
        mac = hmac.new((subscriber.secret if secret is None else secret).encode(), body, method).hexdigest()
        headers = {**self.links(topic), "X-Hub-Signature": f"{method}={mac}"}
        async with self._session.post(subscriber.callback, data=body, headers=headers) as response:
            return response.status

    async def deny(self, topic: str, reason: str) -> int:
        """Tell the subscriber that it will not be served; the status that answers."""
        query = {"hub.mode": "denied", "hub.topic": topic, "hub.reason": reason}
        async with self._session.get(self._of(topic).callback, params=query) as response:
            return response.status

    def _of(self, topic: str) -> Subscriber:
        return next(each for each in self.subscribers.values() if each.topic == topic)

    async def _subscribe(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self._judge(request, form)
        async with self._change:
            self.asked.append(form)
            self._change.notify_all()
        if self.status != 202:
            return web.Response(status=self.status, text="no")
        subscriber = Subscriber(
            topic=form["hub.topic"],
            callback=form["hub.callback"],
            secret=form["hub.secret"],
            lease=self.lease or int(form["hub.lease_seconds"]),
        )
        self.subscribers[subscriber.callback] = subscriber
        if self.prompt:
            await self._verify(subscriber)
        else:
            task = asyncio.create_task(self._verify(subscriber))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return web.Response(status=202)

    def _judge(self, request: web.Request, form: Mapping[str, str]) -> None:
        """Section 5.1: a form, a mode, an address to call, a secret of less than 200 bytes."""
        rules = {
            "not a form": request.content_type == "application/x-www-form-urlencoded",
            "mode": form.get("hub.mode") == "subscribe",
            "topic": form.get("hub.topic", "").startswith("http"),
            "callback": form.get("hub.callback", "").startswith("http"),
            "secret": 0 < len(form.get("hub.secret", "").encode()) < 200,
            "lease": form.get("hub.lease_seconds", "").isdigit(),
        }
        self.violations.extend(rule for rule, kept in rules.items() if not kept)

    async def _verify(self, subscriber: Subscriber) -> None:
        if self.gate is not None:
            await self.gate.wait()
        query = {
            "hub.mode": "subscribe",
            "hub.topic": subscriber.topic,
            "hub.challenge": CHALLENGE,
            "hub.lease_seconds": str(subscriber.lease),
        }
        async with self._session.get(subscriber.callback, params=query) as response:
            confirmed = response.status == 200 and await response.text() == CHALLENGE
        async with self._change:
            self.verified.append(response.status)
            subscriber.live = confirmed
            self._change.notify_all()
