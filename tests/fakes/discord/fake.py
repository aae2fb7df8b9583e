# ruff: noqa: ASYNC109 - a test says how long it waits where it waits
"""The loopback Discord that tests start, furnish, question and disturb."""

import base64
import socket
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from .backend import Backend
from .clock import Clock, Snowflakes
from .faults import Faults
from .furnishing import Furnishing
from .gateway import Gateway
from .gateway_faults import GatewayFaults
from .journal import Journal, Request, Violation
from .limits import Limits
from .message import Message
from .people import People, conversation
from .server import PREFIX, Server
from .talking import Talking
from .world import Channel, Json, User, World

TOKEN = "loopback.token.of-no-value"
T = TypeVar("T")


def token_of(bot: int | str) -> str:
    """A token as Discord makes them, of no value: it begins with its bot's id."""
    return f"{base64.urlsafe_b64encode(str(bot).encode()).decode().rstrip('=')}.of.no-value"


class FakeDiscord(Furnishing, Talking, GatewayFaults):
    """Discord's REST and gateway on an ephemeral port of 127.0.0.1, while the context lasts."""

    def __init__(self, *, token: str = TOKEN, answer_within: float = 3.0) -> None:
        journal = Journal()
        clock = Clock(journal.ring)
        ids = Snowflakes(clock)
        me = User(id=ids.next(), name="wirewatch", bot=True)
        owner = User(id=ids.next(), name="owner")
        world = World(
            me=me, owner=owner, application_id=me.id, token=token, users={me.id: me, owner.id: owner}
        )
        faults = Faults(journal)
        self.backend = Backend(
            world=world,
            clock=clock,
            ids=ids,
            journal=journal,
            faults=faults,
            limits=Limits(clock),
            gateway=Gateway(world, journal, faults),
        )
        self._server = Server(self.backend)
        self._people = People(self.backend, answer_within=answer_within)
        self._runner: web.AppRunner | None = None
        self.rest_url = ""
        self.gateway_url = ""

    async def __aenter__(self) -> Self:
        """Listen."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", PREFIX + "/{path:.*}", self._server.take)
        app.router.add_get("/", self.backend.gateway.serve)
        app.router.add_get("/attachments/{channel}/{id}/{filename}", self._server.file)
        app.router.add_route("*", "/{path:.*}", self._server.take)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
        await self._runner.setup()
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        await web.SockSite(self._runner, listener).start()
        self.backend.world.cdn = f"http://127.0.0.1:{port}"
        self.rest_url = f"http://127.0.0.1:{port}{PREFIX}"
        self.gateway_url = self.backend.gateway.url = f"ws://127.0.0.1:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop: open every gate, cut every connection, stop listening."""
        self._people.leave()
        self.backend.faults.clear()
        for connection in self.backend.gateway.connections:
            connection.cut()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.backend.world.token

    @property
    def clock(self) -> Clock:
        """Discord's time; `advance` it to let windows and tokens expire."""
        return self.backend.clock

    @property
    def faults(self) -> Faults:
        """The trouble to order for REST and for connecting."""
        return self.backend.faults

    @property
    def limits(self) -> Limits:
        """The rate limits."""
        return self.backend.limits

    @property
    def gateway(self) -> Gateway:
        """Sessions, identifies, resumes and heartbeats seen."""
        return self.backend.gateway

    @property
    def requests(self) -> list[Request]:
        """Every REST request in order."""
        return self.backend.journal.requests

    @property
    def violations(self) -> list[Violation]:
        """Every broken rule so far."""
        return self.backend.journal.violations

    @property
    def invalid_requests(self) -> int:
        """How many answers counted towards Discord's ban: 401, 403 and 429."""
        return self._server.invalid_requests

    def invalid_at(self, *channels: Channel | int) -> list[Request]:
        """Return what was answered 401, 403, 404 or 429 of the requests to these channels."""
        ids = [str(c if isinstance(c, int) else c.id) for c in channels]
        wrong = [r for r in self.requests if r.status in (401, 403, 404, 429)]
        return [r for r in wrong if r.path.split("/")[2:3] and r.path.split("/")[2] in ids]

    @property
    def connected(self) -> bool:
        """Whether a bot is identified and online."""
        return bool(self.backend.gateway.live)

    @property
    def commands(self) -> list[Json]:
        """The commands registered for everyone."""
        return list(self.backend.world.commands.get(None, {}).values())

    def take_violations(self, kind: str) -> list[Violation]:
        """Return the violations of a kind and strike them from the list: the test meant them."""
        taken = [violation for violation in self.violations if violation.kind == kind]
        self.violations[:] = [violation for violation in self.violations if violation.kind != kind]
        return taken

    def messages(self, channel: Channel | int) -> list[Message]:
        """Return what everyone sees in a channel, oldest first."""
        return self.backend.posted(channel if isinstance(channel, int) else channel.id)

    def conversation(self, user: User) -> Channel:
        """Return the bot's direct conversation with a user."""
        return conversation(self.backend, user)

    async def wait_for(
        self, condition: Callable[[Self], T], timeout: float = 5.0, what: str = "the condition"
    ) -> T:
        """Return the condition's first true value, asked at every change; TimeoutError tells what was."""
        return await self.backend.journal.until(lambda: condition(self), timeout, what)
