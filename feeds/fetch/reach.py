"""How far a request may reach: into the operator's own networks only for what the operator vouches for."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final, Protocol, TypeVar

from feeds.holding import Hold
from feeds.model import Feed, Fetched, FetchFailed, FetchOutcome, LeadsTo
from feeds.ports import Fetch, PageFetch

T = TypeVar("T")
REFUSED: Final = "address refused"


class Web(Fetch, PageFetch, Protocol):
    """Fetches feeds and pages."""


class OwnNetworks:
    """Asks as `everyone` may, and in the operator's `own` networks where everyone is shut out.

    Nothing was asked of an address that everyone is shut out from. A redirect from where everyone may
    go leads into no own network: the operator gave its word for the address alone. Pages from there are
    private. Use it for what the operator vouches for; feeds say for themselves whether it does.
    """

    def __init__(self, everyone: Web, own: Web) -> None:
        self._everyone = everyone
        self._own = own

    async def __call__(self, feed: Feed, hold: Hold | None = None) -> FetchOutcome:
        """Ask for a feed."""
        outcome = await self._everyone(feed, hold)
        return await self._own(feed, hold) if feed.vouched and shut_out(outcome) else outcome

    async def page(self, url: str, max_bytes: int) -> Fetched | FetchFailed:
        """Ask for a page, wherever its redirects lead."""
        return await self._page(lambda web: web.page(url, max_bytes))

    async def page_of_host(self, url: str, max_bytes: int) -> Fetched | FetchFailed | LeadsTo:
        """Ask for a page of this host alone."""
        return await self._page(lambda web: web.page_of_host(url, max_bytes))

    async def _page(self, ask: Callable[[PageFetch], Awaitable[T]]) -> T:
        outcome = await ask(self._everyone)
        if not shut_out(outcome):
            return outcome
        outcome = await ask(self._own)
        return replace(outcome, private=True) if isinstance(outcome, Fetched) else outcome


def shut_out(outcome: object) -> bool:
    """Whether nothing was asked because the very address may not be; redirects do not count."""
    return isinstance(outcome, FetchFailed) and outcome.reason == REFUSED and not outcome.redirected
