"""A loopback server that breaks the rules of HTTP as told, byte by byte."""

import asyncio
from types import TracebackType

from tests.fakes.feeds.port import Port


class Rude(Port):
    """Reads a request, says `says`, then `again` for ever with `pause` seconds between, until it is left.

    Without `again` it hangs up, or with `waits` says nothing more. `requests` are the heads that came.
    """

    def __init__(
        self,
        says: bytes = b"",
        *,
        again: bytes = b"",
        pause: float = 0,
        waits: bool = False,
        host: str = "127.0.0.1",
    ) -> None:
        self.host = host
        self._says = says
        self._again = again
        self._pause = pause
        self._waits = waits
        self._closing = asyncio.Event()
        self.requests: list[bytes] = []

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        await super().__aexit__(kind, error, trace)

    def url(self, path: str = "/") -> str:
        """An address of this server."""
        return f"http://{self.host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.requests.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(self._says)
            await writer.drain()
            while self._again and not self._closing.is_set():
                writer.write(self._again)
                await writer.drain()
                await self._rest()
            if self._waits:
                await self._closing.wait()
            writer.close()
            await writer.wait_closed()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    async def _rest(self) -> None:
        if not self._pause:
            await asyncio.sleep(0)
            return
        try:
            await asyncio.wait_for(self._closing.wait(), self._pause)
        except TimeoutError:
            return
