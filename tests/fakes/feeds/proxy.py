"""A forward proxy on loopback that leads every request to one place, whatever its name."""

import asyncio

from tests.fakes.feeds.port import Port


class Proxy(Port):
    """Answers absolute requests itself with `answer`; a CONNECT is let through to `port` on loopback.

    `heads` are the heads of the requests that came. With `refuses` it answers that status to everything.
    """

    def __init__(self, answer: bytes = b"", *, port: int = 0, refuses: int = 0) -> None:
        self._answer = answer
        self._to = port
        self._refuses = refuses
        self.heads: list[str] = []

    def url(self, credentials: str = "") -> str:
        """The proxy's address, with `user:password` in it if given."""
        return f"http://{credentials}{'@' if credentials else ''}127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.heads.append(head)
            if self._refuses:
                writer.write(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % self._refuses)
            elif head.startswith("CONNECT "):
                writer.write(b"HTTP/1.1 200 Go on\r\n\r\n")
                await self._tunnel(reader, writer)
            else:
                writer.write(self._answer)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to)
        try:
            await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        finally:
            far_writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
    except OSError:
        writer.close()
