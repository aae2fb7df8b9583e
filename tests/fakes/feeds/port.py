"""A port on loopback that is open while its context is."""

import asyncio
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Port(ABC):
    """Listens on `host` and a free port; whoever connects is served by `serve`."""

    host = "127.0.0.1"
    port = 0
    _server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self.serve, self.host, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    @abstractmethod
    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
