"""Rate-limit buckets by route and major parameter, with the headers Discord documents."""

from collections import deque
from dataclasses import dataclass
from hashlib import blake2s

from .clock import Clock
from .faults import path_pattern
from .journal import Request

GENEROUS = (1000, 1.0)


@dataclass(kw_only=True, slots=True)
class Bucket:
    """The tokens left in one window, in seconds of Discord's time."""

    limit: int
    left: int
    resets: float


class Limits:
    """All buckets; generous until a test sets others."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rules: list[tuple[str, str, int, float]] = []
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._everywhere: deque[float] | None = None

    def as_discord(self) -> None:
        """Set the limits that Discord was seen to set; 50 requests a second are documented."""
        self.set("*", "/channels/*/messages", limit=5, per=5)
        self.set("PATCH", "/channels/*/messages/*", limit=5, per=5)
        self.set("POST", "/channels/*/messages/*/crosspost", limit=10, per=3600)
        self.set("POST", "/channels/**/threads", limit=50, per=300)
        self._everywhere = deque(maxlen=50)

    def exceeds_all(self) -> float | None:
        """Take one of the requests that all routes share; how many seconds to wait where none is left."""
        if self._everywhere is None:
            return None
        now = self._clock.now().timestamp()
        if len(self._everywhere) == self._everywhere.maxlen and now - self._everywhere[0] < 1:
            return 1 - (now - self._everywhere[0])
        self._everywhere.append(now)
        return None

    def set(self, method: str, path: str, *, limit: int, per: float) -> None:
        """Allow `limit` requests in `per` seconds on the matching routes, each bucket by itself."""
        self._rules.insert(0, (method, path, limit, per))
        self._buckets.clear()

    def spend(self, request: Request, major: str) -> tuple[bool, dict[str, str]]:
        """Take a token; return whether there was one, and the headers that tell the client."""
        limit, per = self._rule(request)
        key = (f"{request.method} {request.route}", major)
        now = self._clock.now().timestamp()
        bucket = self._buckets.get(key)
        if bucket is None or bucket.resets <= now:
            bucket = self._buckets[key] = Bucket(limit=limit, left=limit, resets=now + per)
        granted = bucket.left > 0
        bucket.left = max(0, bucket.left - 1)
        after = max(0.0, bucket.resets - now)
        return granted, {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{bucket.resets:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": blake2s(key[0].encode(), digest_size=16).hexdigest(),
        }

    def _rule(self, request: Request) -> tuple[int, float]:
        for method, path, limit, per in self._rules:
            if method in ("*", request.method) and path_pattern(path).fullmatch(request.path):
                return limit, per
        return GENEROUS
