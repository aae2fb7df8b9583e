"""A few questions to Discord's REST API before or beside the client: each bounded in time and bytes.

Discord: API Reference (Authentication, User Agent); Rate Limits.
"""

import asyncio
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from typing import Final, Self

import aiohttp

DISCORD: Final = "https://discord.com/api/v10"
SECONDS: Final = 8.0
"""How long one answer may take, from name to last byte."""

LARGEST: Final = 4_000_000
"""Bytes that an answer may have: a server has at most 500 channels."""

PATIENCE: Final = 2.0
"""Seconds of waiting, once, where Discord asks for it."""

LONGEST: Final = 86_400.0
"""Seconds: whoever asks for a longer wait did not mean it."""

AT_ONCE: Final = 4
TOKEN: Final = re.compile(r"[\w.\-]{1,200}", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What Discord answered, and what time it said it was."""

    body: object
    date: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Denied:
    """Discord answered, and not with what was asked for: its HTTP status, and its own code and words."""

    status: int
    code: int = 0
    words: str = ""
    date: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unreached:
    """Nobody answered; `reason` is a clause for people."""

    reason: str


Reply = Told | Denied | Unreached


class Rest:
    """Asks with the token of a bot; an async context manager. A token of no form is denied without asking."""

    def __init__(self, token: str, api: str | None = None) -> None:
        """`api` is another base address than Discord's."""
        self._token = token.strip()
        self._home = (api or DISCORD).rstrip("/")
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        headers = {"User-Agent": f"DiscordBot (wirewatch, {version('wirewatch')})"}
        self._session = aiohttp.ClientSession(
            headers=headers, timeout=aiohttp.ClientTimeout(total=SECONDS), max_line_size=16_384
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def get(self, path: str) -> Reply:
        """What is at this path; tried once more where Discord asks for a short wait."""
        if not TOKEN.fullmatch(self._token):
            return Denied(status=401, words="no token has this form")
        async with self._turns:
            reply, wait = await self._ask(path)
            if wait is None or wait > PATIENCE:
                return reply
            await asyncio.sleep(wait)
            reply, _ = await self._ask(path)
            return reply

    async def _ask(self, path: str) -> tuple[Reply, float | None]:
        """The reply, and how many seconds Discord wants to be left alone before the next one."""
        assert self._session is not None
        address, headers = self._home + path, {"Authorization": f"Bot {self._token}"}
        try:
            async with self._session.get(address, headers=headers, allow_redirects=False) as response:
                body = await _bounded(response)
        except TimeoutError:
            return Unreached(reason=f"no answer within {SECONDS:g} s"), None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return Unreached(reason=_said(error)), None
        return _reply(response.status, body, _date(response.headers.get("Date", "")))


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in response.content.iter_chunked(65_536):
        size += len(part)
        if size > LARGEST:
            raise ValueError("its answer is too long")
        parts.append(part)
    return b"".join(parts)


def _reply(status: int, body: bytes, date: datetime | None) -> tuple[Reply, float | None]:
    try:
        said: object = json.loads(body) if body else None
    except (ValueError, RecursionError):
        return Unreached(reason=f"what answered ({status}) is not Discord: a proxy or a login page?"), None
    if status == 200:
        return Told(body=said, date=date), None
    about = said if isinstance(said, dict) else {}
    code, words = about.get("code"), about.get("message")
    return (
        Denied(
            status=status,
            code=code if isinstance(code, int) else 0,
            words=words[:200] if isinstance(words, str) else "",
            date=date,
        ),
        _wait(about.get("retry_after")) if status == 429 else None,
    )


def _wait(said: object) -> float | None:
    """Seconds, where that is a number that can be waited for."""
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said <= LONGEST:
        return None
    return float(said)


def _date(header: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _said(error: Exception) -> str:
    words = " ".join(str(error).split())
    return (words or type(error).__name__)[:200]
