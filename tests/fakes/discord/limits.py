"""Rate-limit buckets by route and major parameter, with the headers Discord documents."""

import time
from dataclasses import dataclass
from hashlib import blake2s

from .faults import path_pattern
from .journal import Request

GENEROUS = (1000, 1.0)


@dataclass(kw_only=True, slots=True)
class Bucket:
    """The tokens left in one window, in seconds of the process's monotonic time."""

    limit: int
    left: int
    resets: float


class Limits:
    """All buckets; generous until a test sets others."""

    def __init__(self) -> None:
        self._rules: list[tuple[str, str, int, float]] = []
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def set(self, method: str, path: str, *, limit: int, per: float) -> None:
        """Allow `limit` requests in `per` seconds on the matching routes, each bucket by itself."""
        self._rules.insert(0, (method, path, limit, per))
        self._buckets.clear()

    def spend(self, request: Request, major: str) -> tuple[bool, dict[str, str]]:
        """Take a token; return whether there was one, and the headers that tell the client."""
        limit, per = self._rule(request)
        key = (f"{request.method} {request.route}", major)
        now = time.monotonic()
        bucket = self._buckets.get(key)
        if bucket is None or bucket.resets <= now:
            bucket = self._buckets[key] = Bucket(limit=limit, left=limit, resets=now + per)
        granted = bucket.left > 0
        bucket.left = max(0, bucket.left - 1)
        after = max(0.0, bucket.resets - now)
        return granted, {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{time.time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": blake2s(key[0].encode(), digest_size=16).hexdigest(),
        }

    def _rule(self, request: Request) -> tuple[int, float]:
        for method, path, limit, per in self._rules:
            if method in ("*", request.method) and path_pattern(path).fullmatch(request.path):
                return limit, per
        return GENEROUS
