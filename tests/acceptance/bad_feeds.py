"""Feeds that break every rule, each served by a host of its own on loopback, and what is to come of each.

All are at HOST, which a poll may reach, on a port each; the canary is at 127.0.0.1, which it may not.
"""

import gzip
import shutil
import socket
from collections.abc import Collection, Iterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from aiohttp.abc import AbstractResolver, ResolveResult

from tests.fakes.feeds import Canary, FeedServer, Rude, certificate, item, rss
from tests.fakes.feeds.canary import SPELLINGS
from tests.fakes.feeds.hostile import HOSTILE, crawling, entry, feed

HOST: Final = "127.0.0.9"
SAFE: Final = "Still read"
OK: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
REFUSED: Final = "leads to 127.0.0.1, which is this machine's own address"

SOUND: Final = rss(item("Whole"))

STATUSES: Final = {
    401: "asks for a password",
    403: "refuses to answer",
    404: "is not there",
    410: "is gone for good",
    429: "asks for fewer requests",
    451: "is withheld",
    500: "has trouble of its own",
    502: "has trouble of its own",
    503: "has trouble of its own",
}
MALFORMED: Final = "The XML is not well-formed"
LEFT_OUT: Final = "Entries with hundreds of attributes or levels were left out: 1."
MOST: Final = "Only the first 1,000 of its 200,001 entries were read."
HARM: Final[dict[str, tuple[str, str]]] = {
    "billion laughs": ("Evil", MALFORMED),
    "quadratic entities": ("Evil", MALFORMED),
    "comments in CDATA": ("Evil", ""),
    "comments in the open": ("Evil", MALFORMED),
    "endless author": ("Evil", ""),
    "endless author in CDATA, malformed": ("Evil", MALFORMED),
    "endless author of the feed": ("Evil", ""),
    "200,000 items": ("x", MOST),
    "200,000 items, malformed": ("x &", MOST),
    "attribute flood": ("", LEFT_OUT),
    "attribute flood, malformed": ("", MALFORMED),
    "namespace flood": ("", LEFT_OUT),
    "deep nesting": ("", LEFT_OUT),
    "surrogate references": ("Evil", ""),
    "blanks before the document": ("Evil", ""),
    "nothing but angle brackets": ("", MALFORMED),
}
"""What becomes of hostile documents: the headline of the evil entry if it is read, and what is said."""
CAFÉ: Final = rss(item("Un café crème à l'été, déjà près de la forêt", "Où l'élève dînait. " * 5)).decode()
ODD: Final[dict[str, tuple[bytes, str, str]]] = {
    "UTF-8 called windows-1251": (rss(item("Dvořák’s é")), "text/xml; charset=windows-1251", "Dvořák’s é"),
    "UTF-8 called nonsense": (rss(item("Dvořák")).replace(b"UTF-8", b"nonsense"), "text/xml", "Dvořák"),
    "UTF-16 called UTF-8": (rss(item("Dvořák")).decode().encode("utf-16"), "text/xml", "Dvořák"),
    "windows-1252 called UTF-8": (
        CAFÉ.encode("cp1252"),
        "text/xml; charset=utf-8",
        "Un café crème à l'été, déjà près de la forêt",
    ),
    "NUL": (rss(item("A\0 head\0line", "a\0b", guid="g\0")), "text/xml", "A headline"),
    "bidi": (rss(item("A\u202e head\u200bline", "\u2066a")), "text/xml", "A headline"),
}
"""Documents that are read in spite of it: body, Content-Type, headline."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ill:
    """A bad feed: `says` is part of the sentence that its row holds afterwards, or where it is read all the
    same, `titles` are its articles' and `note` is part of what is said of the document."""

    address: str
    says: str = ""
    titles: frozenset[str] = frozenset()
    note: str = ""


class Turning(AbstractResolver):
    """Leads `turns.example` to HOST and from then on inside, `inside.example` always there; else nowhere."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of the moment."""
        if host not in ("turns.example", "inside.example"):
            raise OSError(None, "Name or service not known")
        ip = HOST if host == "turns.example" and host not in self.asked else "127.0.0.1"
        self.asked.append(host)
        return [ResolveResult(hostname=host, host=ip, port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is held."""


@dataclass
class BadWire:
    """The servers of the bad feeds, open as long as `stack`; `ill` are the feeds, by what is wrong.

    The host of `resting` is to have asked for rest.
    """

    stack: AsyncExitStack
    canary: Canary
    folder: Path
    ill: dict[str, Ill] = field(default_factory=dict)
    resting: FeedServer = field(default_factory=FeedServer)

    async def open(self) -> None:
        """Serve all of them."""
        await self._documents()
        await self._bodies()
        await self._answers()
        await self._ways_inside()
        await self._certificates()

    async def _documents(self) -> None:
        for name, build in HOSTILE.items():
            if name in HARM:
                title, note = HARM[name]
                titles = {SAFE, title} - {""}
                await self._serve(name, _with_a_sound_entry(build()), titles=titles, note=note)
            else:
                await self._serve(name, build(), says="It is JSON nested too deeply to be a feed.")
        for name, body in _external(self.canary):
            await self._serve(name, _with_a_sound_entry(body), titles={SAFE, "Evil"}, note=MALFORMED)
        for name, (body, kind, title) in ODD.items():
            await self._serve(name, body, content_type=kind, titles={title})
        await self._serve("endless namespaces", crawling(), says="could not be read in time or memory")

    async def _bodies(self) -> None:
        packed = gzip.compress(rss(item("Half")) * 9, mtime=0)
        unpacks: Any = {"headers": {"Content-Encoding": "gzip"}}
        await self._serve("empty body", b"", says="It is empty")
        await self._serve("web page", b"<html><title>404 Not Found</title></html>", says="an error page")
        await self._serve("truncated gzip", packed[:-20], says="broke off in the middle", **unpacks)
        await self._serve("gzip that is none", b"words", says="cannot be unpacked as gzip", **unpacks)
        bomb = gzip.compress(bytes(11_000_000), mtime=0)
        await self._serve("gzip bomb", bomb, says="sends more than 10 MB", **unpacks)
        length = b"Content-Length: %d\r\n\r\n"
        await self._rude("length too long", OK + length % (len(SOUND) + 9) + SOUND, says="broke off")
        await self._rude("length too short", OK + length % 90 + SOUND, says="as HTTP")
        await self._rude("length below nothing", OK + b"Content-Length: -1\r\n\r\n" + SOUND, says="as HTTP")

    async def _answers(self) -> None:
        for status, says in STATUSES.items():
            rest = {"Retry-After": "3600"} if status in (429, 503) else {}
            await self._serve(f"HTTP {status}", status=status, headers=rest, says=says)
        drip: Any = {"again": b"x", "pause": 0.05, "says": "did not finish answering within"}
        await self._rude("slow headers", OK + b"X-Slow: ", **drip)
        await self._rude("slow body", OK + b"Content-Length: 50000\r\n\r\n", **drip)
        await self._rude("silence", waits=True, says="did not finish answering within")
        await self._rude("no answer", says="hung up without an answer")
        await self._rude("no HTTP", b"words\r\n\r\n", says="cannot be read as HTTP")
        # held, but nobody listens: a port given back may become that of a feed that comes after
        held = self.stack.enter_context(closing(socket.socket()))
        held.bind((HOST, 0))
        closed = held.getsockname()[1]
        self.ill["closed port"] = Ill(address=f"http://{HOST}:{closed}/feed", says="refused the connection")
        self.ill["no such host"] = Ill(address="http://nowhere.example/feed", says="no such host was found")

    async def _ways_inside(self) -> None:
        inside = self.canary.port
        await self._redirect("redirect to itself", "/feed", "redirects more than 5 times")
        await self._redirect("redirect to a file", "file:///etc/passwd", "does not begin with http")
        await self._redirect("redirect to link-local", "http://169.254.169.254/", "is a link-local address")
        await self._redirect("redirect to link-local IPv6", "http://[fe80::1]/", "is a link-local address")
        for host in SPELLINGS:
            url = self.canary.url("/feed", host)
            says = "no such host was found" if "%" in host else ", which is "
            self.ill[f"literal {host}"] = Ill(address=url, says=says)
            await self._redirect(f"redirect to {host}", url, says)
        self.resting = await self.stack.enter_async_context(FeedServer(HOST))
        await self._redirect(
            "redirect to who rests", self.resting.put("/feed", SOUND), "asked for rest, and is"
        )
        name = "turns.example"
        server = await self.stack.enter_async_context(FeedServer(HOST, name=name))
        turned = server.redirect("/feed", f"http://{name}:{inside}/feed")
        self.ill["resolver that changes its answer"] = Ill(address=turned, says=REFUSED)
        within = f"http://inside.example:{inside}/feed"
        self.ill["name that leads inside"] = Ill(address=within, says=REFUSED)

    async def _certificates(self) -> None:
        server = await self.stack.enter_async_context(FeedServer(HOST))
        plain = server.put("/feed", rss(item("Plain"))).replace("http:", "https:")
        self.ill["no TLS behind https"] = Ill(address=plain, says="cannot prove who it is")
        if shutil.which("openssl"):
            shown = certificate(self.folder, HOST)
            server = await self.stack.enter_async_context(FeedServer(HOST, tls=shown.server))
            signed = server.put("/feed", rss(item("Secret")))
            self.ill["self-signed certificate"] = Ill(
                address=signed, says="cannot prove who it is (self-signed"
            )

    async def _serve(
        self,
        name: str,
        body: bytes = b"",
        *,
        says: str = "",
        titles: Collection[str] = (),
        note: str = "",
        **answer: Any,
    ) -> None:
        server = await self.stack.enter_async_context(FeedServer(HOST))
        address = server.put("/feed", body, **answer)
        self.ill[name] = Ill(address=address, says=says, titles=frozenset(titles), note=note)

    async def _rude(self, name: str, answer: bytes = b"", *, says: str, **manner: Any) -> None:
        server = await self.stack.enter_async_context(Rude(answer, host=HOST, **manner))
        self.ill[name] = Ill(address=server.url("/feed"), says=says)

    async def _redirect(self, name: str, to: str, says: str) -> None:
        await self._serve(name, status=302, headers={"Location": to}, says=says)


def _with_a_sound_entry(body: bytes) -> bytes:
    sound = f"<item><title>{SAFE}</title><description>In order.</description></item>".encode()
    return body.replace(b"<title>T</title>", b"<title>T</title>" + sound, 1)


def _external(canary: Canary) -> Iterator[tuple[str, bytes]]:
    """Documents whose entities are to be had elsewhere."""
    for where, place in (("canary", canary.url("/evil.dtd")), ("file", "file:///etc/passwd")):
        for kind, use in ((f'x SYSTEM "{place}"', ""), (f'% x SYSTEM "{place}"', "%x;")):
            head = f'<!DOCTYPE rss SYSTEM "{place}" [<!ENTITY {kind}>{use}]>'
            words = f"external entity, {where}{', parameter' if use else ''}"
            yield words, feed(entry("<description>A &x; b</description>"), head)
