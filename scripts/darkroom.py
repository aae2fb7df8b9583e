"""Headless Chromium, for looking at pages: photographs, and what a page computes of itself.

Its DevTools protocol is spoken on the loopback: https://chromedevtools.github.io/devtools-protocol/.
"""

import asyncio
import base64
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, Literal

import aiohttp

NAMES: Final = ("chromium", "google-chrome-stable", "google-chrome", "chrome")
FLAGS: Final = (
    "--headless=new",
    "--no-sandbox",  # in a container it has none; it is shown our own pages only
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--no-first-run",
    "--hide-scrollbars",
    "--font-render-hinting=none",
    "--remote-debugging-port=0",
)
STARTS_WITHIN, ENDS_WITHIN = 60, 20
"""Seconds."""

_LISTENING: Final = re.compile(rb"DevTools listening on (ws://\S+)")


def chromium() -> str | None:
    """The program, where this machine has it."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Darkroom:
    """One page of a running Chromium."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._session: str | None = None
        self._last = 0

    async def open(self) -> None:
        """Make the page; once."""
        target = (await self._ask("Target.createTarget", url="about:blank"))["targetId"]
        attached = await self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        await self._ask("Page.enable")

    async def show(
        self, page: Path, width: int, *, prefers: Literal["dark", "light"] = "dark", sharp: float = 1.0
    ) -> None:
        """Load the page, an absolute path, in a window of so many CSS pixels for who prefers these colours.

        `sharp` is how many pixels of a photograph a CSS pixel has.
        """
        await self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=sharp,
            mobile=False,
        )
        wish = [{"name": "prefers-color-scheme", "value": prefers}]
        await self._ask("Emulation.setEmulatedMedia", features=wish)
        await self._ask("Page.navigate", until="Page.loadEventFired", url=page.as_uri())

    async def compute(self, script: str) -> Any:
        """What an expression of JavaScript gives on the page, as JSON has it. RuntimeError where it fails."""
        answer = await self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    async def photograph(self) -> bytes:
        """The whole page as PNG."""
        size = (await self._ask("Page.getLayoutMetrics"))["cssContentSize"]
        height = await self.compute("document.body.getBoundingClientRect().height")
        clip = {"x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1}
        taken = await self._ask("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(taken["data"])

    async def _ask(self, method: str, until: str | None = None, **parameters: Any) -> dict[str, Any]:
        """The answer to a command; with `until` once that event has come, too."""
        self._last += 1
        asked: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if self._session is not None:
            asked["sessionId"] = self._session
        await self._socket.send_json(asked)
        answer: dict[str, Any] | None = None
        while answer is None or until is not None:
            told = await self._socket.receive_json()
            if told.get("id") == self._last:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']}")
                answer = told["result"]
            elif told.get("method") == until:
                until = None
        return answer


@asynccontextmanager
async def darkroom(program: str) -> AsyncIterator[Darkroom]:
    """A Chromium of our own, ended afterwards; its profile is forgotten."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = await asyncio.create_subprocess_exec(
            program, *FLAGS, f"--user-data-dir={folder}", stderr=asyncio.subprocess.PIPE
        )
        try:
            address = await asyncio.wait_for(_address(browser), STARTS_WITHIN)
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(address, max_msg_size=0) as socket,
            ):
                room = Darkroom(socket)
                await room.open()
                yield room
        finally:
            await _end(browser)


async def _address(browser: asyncio.subprocess.Process) -> str:
    assert browser.stderr is not None, "it is a pipe"
    async for line in browser.stderr:
        if found := _LISTENING.search(line):
            return found[1].decode()
    raise RuntimeError("Chromium ended before it listened.")


async def _end(browser: asyncio.subprocess.Process) -> None:
    """Ask it to end; one that does not is killed."""
    if browser.returncode is None:
        browser.terminate()
    try:
        await asyncio.wait_for(browser.communicate(), ENDS_WITHIN)
    except TimeoutError:
        browser.kill()
        await browser.communicate()
