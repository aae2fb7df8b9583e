"""A loopback port that nobody ought to reach, or that answers what no web server would."""

import asyncio

from tests.fakes.feeds.port import Port

SPELLINGS = (
    "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0X7F.1",
    "0177.0.0.1", "017700000001", "127.0.0.1.", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:0001]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "[2002:7f00:1::1]", "[::ffff:0:127.0.0.1]", "0.0.0.0", "0", "[::]", "localhost",
    "LOCALHOST", "localhost.", "feeds.localhost", "①②⑦.0.0.1", "127。0。0。1", "%31%32%37.0.0.1",
)  # fmt: skip
"""This machine's own addresses, as resolvers, browsers and C libraries read them."""


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
