"""One gateway connection: frames out in order, compressed where the client asked for it."""

import asyncio
import json
import zlib

from aiohttp import web

from .world import Json

Frame = str | int


class Connection:
    """Sends what is posted, in order, from one task; an int closes with that code."""

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport | None, *, compressed: bool
    ) -> None:
        self._socket = socket
        self._transport = transport
        self._zlib = zlib.compressobj() if compressed else None
        self._frames: asyncio.Queue[Frame] = asyncio.Queue()
        self.is_ending = False

    def post(self, payload: Json) -> None:
        """Queue a payload."""
        self._frames.put_nowait(json.dumps(payload))

    def post_text(self, text: str) -> None:
        """Queue text as it is, valid or not."""
        self._frames.put_nowait(text)

    def shut(self, code: int) -> None:
        """Close with a code once everything queued is out."""
        self.is_ending = True
        self._frames.put_nowait(code)

    def cut(self) -> None:
        """Break the connection at once, without a closing handshake."""
        self.is_ending = True
        if self._transport is not None:
            self._transport.abort()

    async def pump(self, may_speak: asyncio.Event) -> None:
        """Send, whenever it may, until a close is due or the connection is gone."""
        while True:
            frame = await self._frames.get()
            await may_speak.wait()
            try:
                if isinstance(frame, int):
                    await self._socket.close(code=frame, drain=False)
                    return
                await self._send(frame)
            except (ConnectionError, RuntimeError):
                return

    async def _send(self, text: str) -> None:
        if self._zlib is None:
            await self._socket.send_str(text)
            return
        data = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
        await self._socket.send_bytes(data)
