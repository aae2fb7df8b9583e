"""A loopback port that nobody ought to reach, or that answers what no web server would."""

import asyncio

from tests.fakes.feeds.port import Port


class Canary(Port):
    """A loopback port that counts who connects; with `answer` it sends those bytes and hangs up."""

    def __init__(self, answer: bytes = b"") -> None:
        self.answer = answer
        self.connections = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """An address of this port, with the host spelled as asked."""
        return f"http://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if self.answer:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(self.answer)
            await writer.drain()
        writer.close()
        await writer.wait_closed()
