"""The shell that asks hubs: take one feed's request, post it, save what the hub said."""

from dataclasses import dataclass

from feeds.model import HubRequest
from feeds.ports import Clock, HubStore, Post
from feeds.websub.protocol import refusal, subscription_form


@dataclass(frozen=True, kw_only=True, slots=True)
class HubReport:
    """What asking a hub came to: `refusal` is one sentence, or None where the hub took the request."""

    request: HubRequest
    refusal: str | None


async def subscribe(
    feed_id: int, *, public_url: str, store: HubStore, post: Post, now: Clock
) -> HubReport | None:
    """Ask the feed's hub once to push its changes to an address below `public_url`; None where none is due.

    May run twice: the store lets one of them ask. Whether the subscription lives is for the hub to say, by
    asking the callback in its turn.
    """
    request = await store.wanted(feed_id, public_url, now())
    if request is None:
        return None
    why_not = refusal(await post(request.hub, subscription_form(request)))
    await store.keep(request, why_not, now())
    return HubReport(request=request, refusal=why_not)
