"""Which addresses may be reached: public ones on the web, and the networks that the operator allows.

Only the moment of connecting sees the address that is really used: literals pass a resolver by, resolvers
change answers, redirects lead on.
"""

import errno
import re
import socket
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, Final
from urllib.parse import urlsplit

from config.phrase import Part, Phrase, either, phrase
from feeds.clean import line

Network = IPv4Network | IPv6Network
AddrInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[Any, ...]]

MAX_ADDRESS: Final = 4_096

NO_WEB_ADDRESS: Final = phrase("is not a web address; check its spelling")
NOT_PUBLIC: Final = phrase("is not a public address")
"""What follows an address that may not be asked."""

_GLOBAL_UNICAST: Final = ip_network("2000::/3")
_SPECIAL: Final = tuple(
    ip_network(text)
    for text in ("2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24")
)
# https://fetch.spec.whatwg.org/#port-blocking
_NOT_FOR_THE_WEB: Final = (
    "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 "
    "115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 "
    "556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 "
    "6666 6667 6668 6669 6679 6697 10080"
)
_OWN_PORT: Final = {"http": 80, "https": 443}
_MAY_BE_IPV4: Final = re.compile(r"(?:[0-9a-fx]+\.)*[0-9][0-9a-fx]*")
_BLOCKED_PORTS: Final = frozenset(int(port) for port in _NOT_FOR_THE_WEB.split())


class AddressRefusedError(OSError):
    """The name led to an address that may not be reached; `ip` is that address."""

    def __init__(self, ip: str) -> None:
        super().__init__(errno.EACCES, "not a public address")
        self.ip = ip


@lru_cache(maxsize=4_096)
def refusal(host: str, allowed: tuple[Network, ...] = ()) -> Phrase | None:
    """Why this IP address may not be reached, as a phrase ("is a private address"); None where it may.

    Public means global unicast (IANA's special-purpose registries). IPv4-mapped addresses are judged as
    the IPv4 address they hold; NAT64 (64:ff9b::/96), 6to4 (2002::/16) and Teredo can hold any address and
    are refused. A network in `allowed` lifts the refusal. Anything that is no IP address is refused.
    """
    return _judged(host, allowed)


def _judged(host: str, allowed: tuple[Network, ...]) -> Phrase | None:
    try:
        ip: IPv4Address | IPv6Address = ip_address(host)
    except ValueError:
        return phrase("is not an IP address")
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if any(ip in network for network in allowed if network.version == ip.version):
        return None
    return _kind(ip)


def _kind(ip: IPv4Address | IPv6Address) -> Phrase | None:
    if ip.is_loopback or ip.is_unspecified:
        return phrase("is this machine's own address")
    if ip.is_link_local:
        return phrase("is a link-local address")
    if ip.is_multicast:
        return phrase("is a multicast address")
    if any(ip in network for network in _SPECIAL if network.version == ip.version):
        return phrase("is an address with a special meaning")
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_UNICAST:
        return NOT_PUBLIC
    if ip.is_private:
        return phrase("is a private address")
    return None if ip.is_global and not ip.is_reserved else NOT_PUBLIC


def address_refusal(address: str, allowed: tuple[Network, ...] = ()) -> Phrase | None:
    """Why this web address may not be asked, as a phrase that follows it; None where it may.

    Holds for the spelling alone: http(s), a host, no credentials, a port that browsers would use too, and
    an IP literal in any of its spellings that `refusal` accepts. What a name leads to is decided when
    connecting.
    """
    if len(address) > MAX_ADDRESS:
        return phrase("is longer than {most} characters", most=MAX_ADDRESS)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return NO_WEB_ADDRESS
    if parts.scheme not in ("http", "https"):
        return phrase("does not begin with {schemes}", schemes=either(("http://", "https://")))
    if any(sign.isspace() for sign in parts.netloc):
        return phrase("has a space in its host; an address has none")
    if parts.netloc.startswith("@"):
        return phrase(
            "has an @ where its host should be; give the address of a feed, or of a page that has one"
        )
    if not host and parts.path and not address.partition(":")[2].startswith("//"):
        return phrase("needs two slashes after {scheme}", scheme=f"{parts.scheme}:")
    if not host:
        return phrase("names no host; check its spelling")
    if parts.username is not None or parts.password is not None:
        return phrase(
            "holds a user name or password, which everyone who lists feeds could read; leave them out"
        )
    if port in _BLOCKED_PORTS:
        return phrase("names port {port}, which belongs to another service than the web", port=str(port))
    literal = _literal(host)
    why = refusal(literal, allowed) if literal else None
    return led_to(literal, why) if literal and why else None


def connection_guard(allowed: tuple[Network, ...] = ()) -> Callable[[AddrInfo], None]:
    """Raises AddressRefusedError for an address that `refusal` refuses, at the moment of connecting."""

    def judge(info: AddrInfo) -> None:
        ip = str(info[4][0])
        if refusal(ip, allowed):
            raise AddressRefusedError(ip)

    return judge


def host_of(address: str) -> str:
    """The host that is asked for this address, with its port where that is not the scheme's own.

    In lower case; an address that is not of the web is its own host.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return address
    if parts.scheme not in ("http", "https") or not host:
        return address
    where = f"[{host}]" if ":" in host else host.rstrip(".")
    return where if port in (None, _OWN_PORT[parts.scheme]) else f"{where}:{port}"


def shown(address: str) -> str:
    """The address as people may see it: no credentials, query or fragment, all of which may hold secrets."""
    return _shown(address) or str(_THE_ADDRESS)


def subject(address: str) -> Part:
    """The same as the part of a phrase that begins with it."""
    return _shown(address) or _THE_ADDRESS


def not_asked(address: str, why: Phrase) -> Phrase:
    """The sentence that an address and what follows it make."""
    return phrase("{address} {why}.", address=subject(address), why=why)


_THE_ADDRESS: Final = phrase("The address")


def _shown(address: str) -> str:
    """Nothing where there is nothing to see, or nothing that may be."""
    try:
        parts = urlsplit(line(address, 300))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    where = f"[{host}]" if ":" in host else host
    where += f":{port}" if port is not None else ""
    scheme = f"{parts.scheme}:" if parts.scheme else ""
    slashes = "//" if where else ""
    return f"{scheme}{slashes}{where}{parts.path}{'?…' if parts.query else ''}"


def led_to(ip: str, why: Phrase) -> Phrase:
    """What follows an address that leads to one which may not be reached."""
    return phrase("leads to {ip}, which {why}", ip=ip, why=why)


@lru_cache(maxsize=4_096)
def _literal(host: str) -> str | None:
    """The IP address that a host spells, in the legacy forms of inet_aton(3) too; None for a name.

    Names below `localhost` always mean this machine (RFC 6761 §6.3).
    """
    return _spelt(host)


def _spelt(host: str) -> str | None:
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return "127.0.0.1"
    if ":" in name:
        return _in_brackets(name)
    if not _MAY_BE_IPV4.fullmatch(name):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        return None


def _in_brackets(host: str) -> str | None:
    try:
        return str(ip_address(host.partition("%")[0]))
    except ValueError:
        return None
