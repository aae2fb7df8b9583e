"""The subscriber's side of WebSub (W3C Recommendation of 23 January 2018), as far as it is decided (pure)."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from feeds.clean import line
from feeds.model import FetchFailed, HubRequest

LEASE: Final = timedelta(days=10)
"""How long a subscription is asked for; the hub decides (§5.1, §5.3)."""

SHORTEST_LEASE: Final = timedelta(minutes=1)
LONGEST_LEASE: Final = timedelta(days=90)
RENEWED_AFTER: Final = 0.8
"""The share of a lease after which it is renewed: there is time left for another try."""

FIRST_WAIT: Final = timedelta(minutes=5)
MOST_TRIES: Final = 8
"""After so many requests in vain, most of a day, the hub is asked once in GIVEN_UP."""

GIVEN_UP: Final = timedelta(days=7)

PING_PAUSE: Final = timedelta(minutes=1)
"""Between two looks at one feed that pings ask for."""

ECHO: Final = timedelta(minutes=5)
LONGEST_ECHO: Final = timedelta(hours=1)

_METHODS: Final = ("sha1", "sha256", "sha384", "sha512")
_SIGNATURE: Final = re.compile(r"(sha1|sha256|sha384|sha512)=([0-9a-fA-F]{40,128})")
_SECONDS: Final = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Intent:
    """What a hub asks of the callback (§5.2, §5.3): to echo `challenge`, or to take note of a refusal.

    `reason` is the hub's own, cleaned and short. `lease` is how long the subscription will live.
    """

    mode: str
    topic: str
    challenge: str
    lease: timedelta
    reason: str


def callback_address(public_url: str, token: str) -> str:
    """Where a hub reaches us about one subscription."""
    return f"{public_url.rstrip('/')}/websub/{token}"


def subscription_form(request: HubRequest) -> dict[str, str]:
    """The form that asks a hub for a subscription (§5.1)."""
    return {
        "hub.mode": "subscribe",
        "hub.topic": request.topic,
        "hub.callback": request.callback,
        "hub.secret": request.secret,
        "hub.lease_seconds": str(int(LEASE.total_seconds())),
    }


def refusal(answer: int | FetchFailed) -> str | None:
    """Why the hub did not take the request, as a sentence for the log; None where it did.

    202 says so (§5.1); hubs older than the Recommendation say it with 204, and any 2xx means it.
    """
    if isinstance(answer, FetchFailed):
        return str(answer.detail)
    if HTTPStatus.OK <= answer < HTTPStatus.MULTIPLE_CHOICES:
        return None
    return f"The hub answered with status {answer}."


def intent_of(query: Mapping[str, str]) -> Intent:
    """What a request to the callback says; what is missing is empty, a lease that is none is LEASE."""
    asked = query.get("hub.lease_seconds", "")
    lease = timedelta(seconds=int(asked)) if _SECONDS.fullmatch(asked) else LEASE
    return Intent(
        mode=query.get("hub.mode", ""),
        topic=query.get("hub.topic", ""),
        challenge=query.get("hub.challenge", ""),
        lease=min(max(lease, SHORTEST_LEASE), LONGEST_LEASE),
        reason=line(query.get("hub.reason", ""), 200),
    )


def renewal(now: datetime, lease: timedelta) -> datetime:
    """When to ask again for a subscription that lives for `lease` from now."""
    return now + lease * RENEWED_AFTER


def again_in(tries: int, left: timedelta) -> timedelta:
    """How long to wait after so many requests in vain, where the old subscription has `left` to live.

    Doubles from FIRST_WAIT; while something is left to live, at most half of it is waited for.
    """
    wait = FIRST_WAIT * 2 ** (tries - 1) if tries < MOST_TRIES else GIVEN_UP
    return max(min(wait, left / 2), SHORTEST_LEASE) if left > timedelta(0) else wait


def pinged_look(now: datetime, before: datetime | None) -> datetime:
    """When a ping's look may be, where the last one that a ping asked for was, or will be, at `before`."""
    return now if before is None else max(now, before if before > now else before + PING_PAUSE)


def echoed_look(now: datetime, fresh_for: timedelta | None) -> datetime:
    """When to look once more after a ping whose look found nothing new: the server may have sent a copy that
    is older than the ping, and keep it for as long as it says (RFC 9111).
    """
    return now + min(max(fresh_for or ECHO, ECHO), LONGEST_ECHO)


class Seal:
    """Checks `X-Hub-Signature` (§7.1) as the body comes, chunk by chunk: nothing of it is kept."""

    def __init__(self, signature: str, secret: str) -> None:
        found = _SIGNATURE.fullmatch(signature.strip())
        method = found[1] if found else _METHODS[0]
        self._digest = bytes.fromhex(found[2]) if found and len(found[2]) % 2 == 0 else b""
        self._mac = hmac.new(secret.encode(), digestmod=method)

    def update(self, chunk: bytes) -> None:
        """Take in the next bytes of the body."""
        self._mac.update(chunk)

    @property
    def holds(self) -> bool:
        """Whether the bytes so far are signed with the secret; never for a signature that is malformed."""
        return hmac.compare_digest(self._mac.digest(), self._digest)
