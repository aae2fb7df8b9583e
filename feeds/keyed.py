"""Whether a feed's address holds a key: whoever has the address then has what the key opens."""

import re
from typing import Final
from urllib.parse import parse_qsl, urlsplit

_WORDS: Final = frozenset(
    {"key", "apikey", "token", "auth", "authorization", "secret", "password", "passwd", "pass", "pwd"}
    | {"sig", "signature", "hmac", "hash", "credential", "credentials", "session", "sid", "jwt", "bearer"}
)
"""What names of parameters that are secrets are made of."""

_ENDINGS: Final = ("apikey", "authkey", "accesskey", "feedkey", "passkey", "rsskey", "userkey", "token")

_PART: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def holds_key(address: str) -> bool:
    """Whether a parameter of its query is called as secrets are, and is not empty."""
    try:
        asked = parse_qsl(urlsplit(address).query)
    except ValueError:
        return False
    return any(map(_is_secret, (name for name, _ in asked)))


def _is_secret(name: str) -> bool:
    words = [word.lower() for word in _PART.findall(name)]
    return not _WORDS.isdisjoint({*words, "".join(words)}) or "".join(words).endswith(_ENDINGS)
