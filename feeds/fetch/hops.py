"""Where a request goes and where a redirect leads (pure)."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urldefrag, urljoin

from yarl import URL

from config.phrase import Phrase
from feeds.guard import NO_WEB_ADDRESS, Network, address_refusal

_WELL_SPELT: Final = re.compile(r"https?://[a-z0-9.:\[\]-]+(?:/[!$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]*)?")
_LONE_BYTE: Final = re.compile("[\udc80-\udcff]")


@lru_cache(maxsize=4096)
def target(address: str, allowed: tuple[Network, ...] = ()) -> URL | Phrase:
    """The address as it is asked for, or why it may not be, as a phrase that follows it.

    A well-spelt address is asked for as it is; another is escaped as browsers would. Judged is what is
    asked for, so that no two readings of an odd spelling can differ.
    """
    if _WELL_SPELT.fullmatch(address):
        return address_refusal(address, allowed) or URL(address, encoded=True)
    why = address_refusal(address, allowed)
    if why:
        return why
    try:
        url = URL(address).with_fragment(None)
    except ValueError:
        return NO_WEB_ADDRESS
    return address_refusal(str(url), allowed) or url


def led_to(url: URL, location: str) -> str:
    """The address that a Location header leads to from `url` (RFC 9110 §10.2.2), without its fragment.

    Bytes that are no UTF-8, which aiohttp decodes to lone surrogates, are escaped as they came. What
    cannot be joined comes back as it is, for `target` to refuse.
    """
    place = _LONE_BYTE.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", location.strip())
    try:
        return urldefrag(urljoin(str(url), place)).url
    except ValueError:
        return place


def for_good(url: URL, status: int, address: str) -> bool:
    """Whether a redirect from `url` means: ask there from now on (301, 308), and not less safely."""
    return status in (301, 308) and not (url.scheme == "https" and address.startswith("http:"))
