"""What revision 0002 writes for articles and feeds that are there: keys and hosts as they were made then.

It never changes, whatever becomes of feeds.identity, feeds.clean and feeds.guard: two databases of one
revision hold the same.
"""

import hashlib
import re
import unicodedata
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

_LONGEST: Final = 2_000
_INVISIBLE: Final = frozenset(("Cc", "Cf", "Cs", "Cn"))
_TRACKING: Final = re.compile(
    r"utm_\w*|at_(?:medium|campaign|custom\d|format|link_\w+|bbc_team|ptr_name)|mc_[ce]id|fbclid|gclid|dclid|"
    r"gbraid|wbraid|msclkid|yclid|igshid|twclid|ttclid|_hsenc|_hsmi|mkt_tok|vero_id|oly_anon_id|oly_enc_id|"
    r"ns_(?:mchannel|source|campaign|linkname|fee)|cmpid|ocid|smid|ftag|guccounter|guce_referrer\w*|"
    r"__twitter_impression|ref_src|xtor|wt\.\w+|traffic_source",
    re.IGNORECASE,
)
_PORTS: Final = {"http": 80, "https": 443}


def keys(guid: str, title: str, url: str | None) -> tuple[bytes, ...]:
    """The keys of an article: of its guid, and of its address with its title where it has both."""
    where, plain = _without_scheme(url or ""), " ".join(title.casefold().split())
    by_guid = _key("guid", where if where and guid == url else _address(guid) or guid)
    return (by_guid, _key("link", where, plain)) if where and plain else (by_guid,)


def host_of(address: str) -> str:
    """The host that is asked for this address, with its port where that is not the scheme's own."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return address
    if parts.scheme not in _PORTS or not host:
        return address
    where = f"[{host}]" if ":" in host else host.rstrip(".")
    return where if port in (None, _PORTS[parts.scheme]) else f"{where}:{port}"


def _address(guid: str) -> str:
    """What of a guid that is a web address tells it from others; of any other nothing."""
    if not guid.startswith(("http://", "https://", "HTTP://", "HTTPS://")):
        return ""
    page, _, fragment = guid.partition("#")
    found = _without_scheme(_canonical(page) or "")
    return f"{found}#{fragment}" if found and fragment else found


def _canonical(address: str) -> str | None:
    address = "".join(c for c in address if unicodedata.category(c) not in _INVISIBLE).strip()
    if len(address) > _LONGEST:
        return None
    try:
        parts = urlsplit(address)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or port == 0:
        return None
    where = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.fullmatch(p.partition("=")[0]))
    path = quote(parts.path or "/", safe="/%:@!$&'*+,;=~-._")
    tidy = urlunsplit((scheme, where, path, quote(query, safe="/%:@!$&'*+,;=~-._?"), ""))
    return tidy if len(tidy) <= _LONGEST else None


def _ascii_host(host: str) -> str:
    if ":" in host:
        if not re.fullmatch(r"[0-9a-f:.]+", host):
            raise ValueError(host)
        return f"[{host}]"
    if len(host) > 253:
        raise ValueError(host)
    ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    if not re.fullmatch(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?", ascii_host.lower()):
        raise ValueError(host)
    return ascii_host.lower()


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def _key(*parts: str) -> bytes:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
