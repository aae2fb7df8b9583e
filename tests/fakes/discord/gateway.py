"""Discord's gateway v10: identify, heartbeat, dispatch, resume, and every way it ends a connection."""

import asyncio
import json
from dataclasses import dataclass, field
from functools import partial

from aiohttp import WSMsgType, web

from .connection import Connection
from .faults import Faults
from .gateway_turns import Turns
from .guild_payloads import guild_create_json
from .journal import Journal
from .payloads import me_json
from .world import Json, World

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
MEMBERS, PRESENCES, MESSAGE_CONTENT = 1 << 1, 1 << 8, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | MESSAGE_CONTENT
KNOWN_INTENTS = (1 << 26) - 1
HEARTBEAT_MS = 41250


@dataclass(kw_only=True, slots=True)
class Session:
    """What Discord remembers of one identified client, across its connections."""

    id: str
    shard: tuple[int, int]
    intents: int
    connection: Connection | None = None
    sent: list[Json] = field(default_factory=list)
    resumed: int = 0

    def dispatch(self, event: str, data: object) -> None:
        """Send an event, or keep it for a resume."""
        payload = {"op": 0, "t": event, "s": len(self.sent) + 1, "d": data}
        self.sent.append(payload)
        if self.connection is not None:
            self.connection.post(payload)


class Gateway:
    """All sessions and connections; `url` is known once the server listens."""

    def __init__(self, world: World, journal: Journal, faults: Faults) -> None:
        self._world = world
        self._journal = journal
        self._faults = faults
        self._connections: dict[Connection, Session | None] = {}
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.heartbeats = 0
        self.heartbeat_ms = HEARTBEAT_MS
        self.allowed_privileged = 0
        self.advised_shards = 1
        self.sign_ins_left = 999
        self.turns = Turns()

    @property
    def live(self) -> list[Session]:
        """The sessions with an open connection."""
        return [session for session in self.sessions.values() if session.connection is not None]

    @property
    def connections(self) -> list[Connection]:
        """The open connections, identified or not."""
        return list(self._connections)

    def holders(self) -> dict[tuple[int, int], Session]:
        """The session with an open connection of each shard."""
        return {session.shard: session for session in self.live}

    def dispatch(self, event: str, data: Json, *, guild_id: int | None, intent: int = 0) -> None:
        """Send an event to the shard of its guild, or to shard 0, where the session asked for it."""
        for session in self.sessions.values():
            shard, shards = session.shard
            if (((guild_id or 0) >> 22) % shards == shard) and session.intents & intent == intent:
                session.dispatch(event, data)
        self._journal.ring()

    def end_sessions(self) -> None:
        """Forget every session, so that a resume fails."""
        self.sessions.clear()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Speak with one client until either side closes."""
        if self._faults.refusing_gateway:
            status = self._faults.refusing_gateway.pop(0)
            self._journal.ring()
            if status is None and request.transport is not None:
                request.transport.abort()
            return web.Response(status=status or 503)
        compression = request.query.get("compress")
        if compression not in (None, "zlib-stream"):
            self._journal.blame("unsupported", "gateway", f"compress={compression} is not spoken here")
            return web.Response(status=400)
        socket = web.WebSocketResponse(compress=False, timeout=1.0, autoclose=False)
        await socket.prepare(request)
        connection = Connection(socket, request.transport, compressed=compression is not None)
        self._connections[connection] = None
        pump = asyncio.create_task(connection.pump(self._faults.gateway_speaks))
        connection.post({"op": 10, "d": {"heartbeat_interval": self.heartbeat_ms, "_trace": []}})
        self._journal.ring()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._read(connection, message.data)
            await self._faults.gateway_speaks.wait()
            await socket.close()
        finally:
            pump.cancel()
            self._forget(connection)
        return socket

    def _forget(self, connection: Connection) -> None:
        session = self._connections.pop(connection, None)
        if session is not None and session.connection is connection:
            session.connection = None
        self._journal.ring()

    def _read(self, connection: Connection, text: str) -> None:
        try:
            payload = json.loads(text)
            op, data = int(payload["op"]), payload.get("d")
        except (ValueError, KeyError, TypeError):
            connection.shut(4002)
            return
        if op == 1:
            self.heartbeats += 1
            if not self._faults.silent_heartbeats:
                connection.post({"op": 11})
        elif op == 2:
            self._identify(connection, data if isinstance(data, dict) else {})
        elif op == 6:
            self._resume(connection, data if isinstance(data, dict) else {})
        elif self._connections.get(connection) is None:
            connection.shut(4003)
        elif op not in (3, 4, 8):
            connection.shut(4001)
        self._journal.ring()

    def _identify(self, connection: Connection, data: Json) -> None:
        self.identifies.append(data)
        shard = tuple(data.get("shard") or (0, 1))
        refusal = self._refusal(connection, data, shard)
        if refusal is not None:
            connection.shut(refusal)
            return
        if self.turns.is_hasty(int(shard[0])):
            connection.post({"op": 9, "d": False})
            return
        session = Session(
            id=f"session-{len(self.identifies)}",
            shard=(int(shard[0]), int(shard[1])),
            intents=int(data["intents"]),
            connection=connection,
        )
        self.sessions[session.id] = session
        self._connections[connection] = session
        self._look_for_doubles(session)
        self._welcome(session)

    def _look_for_doubles(self, session: Session) -> None:
        """Whoever else holds the shard of what has just signed in or come back must leave it soon."""
        for other in self.live if self.turns.one_of_each else ():
            if other is not session and other.shard == session.shard:
                check = partial(self._blame_doubles, other, session)
                asyncio.get_running_loop().call_later(self.turns.overlap, check)

    def _blame_doubles(self, *held: Session) -> None:
        if all(one.connection is not None and not one.connection.is_ending for one in held):
            ids = " and ".join(one.id for one in held)
            self._journal.blame(
                "doubled shard", "gateway", f"shard {held[0].shard} is signed in twice at once, by {ids}"
            )

    def _refusal(self, connection: Connection, data: Json, shard: tuple[int, ...]) -> int | None:
        intents = data.get("intents")
        if self._connections.get(connection) is not None:
            return 4005
        if data.get("token") != self._world.token:
            return 4004
        if len(shard) != 2 or not 0 <= shard[0] < shard[1]:
            return 4010
        if not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
            return 4013
        if intents & PRIVILEGED & ~self.allowed_privileged:
            return 4014
        return None

    def _welcome(self, session: Session) -> None:
        shard, shards = session.shard
        mine = [guild for guild in self._world.guilds.values() if (guild.id >> 22) % shards == shard]
        ready = {
            "v": 10,
            "user": me_json(self._world.me),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": [shard, shards],
            "application": {"id": str(self._world.application_id), "flags": 0},
            "private_channels": [],
        }
        session.dispatch("READY", ready)
        for guild in mine if session.intents & GUILDS else ():
            session.dispatch("GUILD_CREATE", guild_create_json(self._world, guild))

    def _resume(self, connection: Connection, data: Json) -> None:
        self.resumes.append(data)
        if data.get("token") != self._world.token:
            connection.shut(4004)
            return
        session = self.sessions.get(str(data.get("session_id")))
        seen = data.get("seq")
        if session is None or not isinstance(seen, int):
            connection.post({"op": 9, "d": False})
            return
        if seen > len(session.sent):
            connection.shut(4007)
            return
        session.connection = connection
        self._connections[connection] = session
        session.resumed += 1
        self._look_for_doubles(session)
        for payload in session.sent[seen:]:
            connection.post(payload)
        session.dispatch("RESUMED", {"_trace": []})
