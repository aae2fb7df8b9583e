"""From hop to hop: an address and where it redirects to, each judged before it is asked."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Generic, TypeVar

import aiohttp

from config.phrase import Phrase, Reason, phrase
from feeds.fetch import failures
from feeds.fetch.answer import Landing
from feeds.fetch.hops import for_good, led_to, target
from feeds.fetch.unanswered import no_answer
from feeds.guard import Network, subject
from feeds.model import FetchFailed

MAX_REDIRECTS: Final = 5

_FOR_A_GET: Final = frozenset((301, 302, 303, 307, 308))
_FOR_A_POST: Final = frozenset((307, 308))

T = TypeVar("T")
Finish = Callable[[aiohttp.ClientResponse, Landing], Awaitable[T]]


async def _go_on(_: Landing) -> None:
    """No hop is left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Errand(Generic[T]):
    """What is asked at the end of the hops, and what is made of the answer there.

    With a `form` it is a POST. What `leave` makes of a hop comes back instead of asking it.
    """

    finish: Finish[T]
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    leave: Callable[[Landing], Awaitable[T | None]] = _go_on


async def follow(
    address: str, errand: Errand[T], session: aiohttp.ClientSession, allowed: tuple[Network, ...]
) -> T | FetchFailed:
    """Ask the address, and where it redirects to, as far as MAX_REDIRECTS hops."""
    landing = Landing(address=address)
    for _ in range(MAX_REDIRECTS + 1):
        step = await _step(landing, errand, session, allowed)
        if isinstance(step, FetchFailed) and landing.hops:
            return replace(
                step,
                detail=_redirected(step.detail, address),
                unread=None if step.unread is None else _redirected(step.unread, address),
                redirected=True,
            )
        if not isinstance(step, Landing):
            return step
        left = await errand.leave(step)
        if left is not None:
            return left
        landing = step
    return failures.redirected_too_often(address, MAX_REDIRECTS)


def _redirected(said: Reason, address: str) -> Phrase:
    return phrase("{said} {address} led there.", said=said, address=subject(address))


async def _step(
    landing: Landing, errand: Errand[T], session: aiohttp.ClientSession, allowed: tuple[Network, ...]
) -> T | Landing | FetchFailed:
    url = target(landing.address, allowed)
    if isinstance(url, Phrase):
        return failures.refused(landing.address, url)
    method, redirects = ("GET", _FOR_A_GET) if errand.form is None else ("POST", _FOR_A_POST)
    try:
        async with session.request(
            method, url, headers=errand.headers, data=errand.form, allow_redirects=False
        ) as response:
            location = response.headers.get("Location")
            if response.status not in redirects or not location:
                return await errand.finish(response, landing)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return no_answer(landing.address, error)
    to = led_to(url, location)
    return Landing(
        address=to,
        hops=landing.hops + 1,
        moved=for_good(url, response.status, to) and (landing.moved or not landing.hops),
    )
