"""The hub and the topic that Link headers name (RFC 8288, WebSub §4; pure)."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urljoin

MAX_LINKS: Final = 50

_LINK: Final = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:"[^"]*"|[^\s",;<>]*))?)*)')
_PARAMETER: Final = re.compile(r';\s*([\w!#$&+.^`|~*-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s",;<>]*)))?')


def hub_and_topic(headers: Iterable[str], base: str) -> tuple[str | None, str | None]:
    """The first `rel=hub` and the first `rel=self` of a document's Link headers, as absolute addresses.

    `base` is the document's own address. Only http(s) addresses count; a header of many links is read as
    far as MAX_LINKS.
    """
    found: dict[str, str] = {}
    for header in headers:
        for number, link in enumerate(_LINK.finditer(header)):
            if number == MAX_LINKS:
                break
            for relation in _relations(link[2]):
                address = _absolute(base, link[1].strip())
                if relation in ("hub", "self") and address:
                    found.setdefault(relation, address)
    return found.get("hub"), found.get("self")


def _relations(parameters: str) -> list[str]:
    """What the first `rel` says (RFC 8288 §3.3)."""
    for name, quoted, token in _PARAMETER.findall(parameters):
        if name.lower() == "rel":
            return f"{quoted}{token}".lower().split()
    return []


def _absolute(base: str, target: str) -> str | None:
    try:
        address = urljoin(base, target)
    except ValueError:
        return None
    usable = target and address.startswith(("http://", "https://")) and address.isprintable()
    return address if usable else None
