"""What counts as an address or a network in a setting."""

import re
from contextlib import suppress
from ipaddress import ip_network
from urllib.parse import urlsplit

from pydantic import SecretStr

_PASSWORDS = tuple(re.compile(rf"[\w+.-]+://[^:/@]*:({one})@") for one in ("[^@]*", ".*"))
LONGEST_PUBLIC_URL = 500
PUBLIC_URL = re.compile(r"https?://[^/?#@\s]+(?:/[A-Za-z0-9._~%-]*)*", re.IGNORECASE)


def networks(value: object) -> object:
    """The networks of a list, or of a text with commas between them."""
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list | tuple):
        raise ValueError("networks in CIDR form, such as 192.168.1.0/24")
    return tuple(ip_network(str(part)) for part in value)


def names(value: object) -> object:
    """The names of a list, or of a text with commas between them."""
    if isinstance(value, str):
        value = [part.strip().lower() for part in value.split(",") if part.strip()]
    return tuple(value) if isinstance(value, list) else value


def host_and_port(listen: str) -> tuple[str, int]:
    """Host and port; an empty host or port 0 where there is none."""
    host, colon, port = listen.strip().rpartition(":")
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    known = colon and (bare == host) == (":" not in bare) and port.isascii() and port.isdigit()
    return (bare, int(port[:6])) if known else ("", 0)


def listening(value: str) -> str:
    """The address, if something can listen there. ValueError if not."""
    host, port = host_and_port(value)
    if not host or not 0 < port < 1 << 16:
        raise ValueError("not host:port with a port up to 65535, such as 127.0.0.1:8480 or [::1]:8480")
    return value


def watched_at(value: object) -> object:
    """The address; of this machine alone where it is no more than a port. ValueError where it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return value
    value = value.strip()
    return listening(f"127.0.0.1:{value}" if value.isascii() and value.isdigit() else value)


def passwords_of(address: str) -> tuple[str, ...]:
    """What may be a password in it, however it is read: it ends at the first @ or at the last, and may hold
    what else would end it."""
    found = [match[1] for one in _PASSWORDS if (match := one.match(address))]
    with suppress(ValueError):  # no address at all, which whoever uses it tells
        found.append(urlsplit(address).password or "")
    return tuple(dict.fromkeys(password for password in found if password))


def an_address(value: str | None) -> str | None:
    """The address of Discord's, if it is one at all. ValueError if not."""
    if value is not None and urlsplit(value).scheme not in ("http", "https", "ws", "wss"):
        raise ValueError("not an address that begins with https:// (for the gateway wss://)")
    return value


def a_database(value: SecretStr | None) -> SecretStr | None:
    """The address, if it names a database of a kind that is known. ValueError if not."""
    url = "" if value is None else value.get_secret_value()
    try:
        scheme = urlsplit(url).scheme
    except ValueError as error:
        raise ValueError(f"not an address ({error})") from None
    if value is not None and scheme not in ("sqlite+aiosqlite", "postgresql+asyncpg"):
        raise ValueError("begins neither with sqlite+aiosqlite:/// nor with postgresql+asyncpg://")
    return value


def reachable(value: str | None) -> str | None:
    """The address, if hubs on the web may reach this process under it. ValueError if not."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or len(value) > LONGEST_PUBLIC_URL or not PUBLIC_URL.fullmatch(value):
        raise ValueError(
            "not https:// or http://, a host and perhaps a port and a path, without anything behind it"
        )
    return value.rstrip("/")


def a_proxy(value: SecretStr | None) -> SecretStr | None:
    """The address, if it is a proxy's. ValueError if not."""
    if value is None:
        return None
    try:
        parts = urlsplit(value.get_secret_value())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(
            "not http:// or https://, a host and a port; in its user and password, write what is neither "
            "letter nor digit as %XX"
        )
    return value
