"""Text and addresses of strangers, made safe to show in Discord.

Discord shows the character after a backslash literally where it is neither letter, digit nor space, so
every mark that could open formatting gets one. A masked link ends at the first parenthesis, so addresses
carry none.
"""

import re
import unicodedata
from datetime import datetime
from urllib.parse import quote, urlsplit, urlunsplit

_SHOWS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2800\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""Characters that show nothing though Unicode counts them among letters, marks or symbols."""

_NOT_TEXT = frozenset({"Cc", "Cf", "Cs", "Co"})
_OPENERS = re.compile(r"[\\*_~`|\[\]<>]|(?<=:)//")
_MASS_PING = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_BLOCK_START = re.compile(r"(?:[#+\-]|\d{1,9}(?=[.)]))")
_RESERVED = "/:?#@!$&'*+,;=%~-._"


def plain(text: str) -> str:
    """One line without control, format (bidi, zero-width), private or invisible characters."""
    if text.isprintable() and _SHOWS_NOTHING.search(text) is None:
        return " ".join(text.split())
    return " ".join(text.translate({ord(one): None for one in set(text) if _shows_nothing(one)}).split())


def _shows_nothing(character: str) -> bool:
    if character.isspace():
        return False
    return unicodedata.category(character) in _NOT_TEXT or _SHOWS_NOTHING.match(character) is not None


def escaped(text: str) -> str:
    """The text on one line with nothing in it that Discord would format, link, ping or turn into a time."""
    line = _OPENERS.sub(lambda found: f"\\{found[0]}", plain(text))
    line = _MASS_PING.sub("@\u200b", line)
    if start := _BLOCK_START.match(line):
        end = start.end()
        line = f"{line[:end]}\\{line[end:]}" if line[0].isdigit() else f"\\{line}"
    return line


def label(text: str) -> str:
    """The text as a masked link's label: brackets become parentheses, since no escape holds there."""
    return escaped(text.translate(str.maketrans("[]\\", "()/")))


def web_address(url: str | None, longest: int = 2048) -> str | None:
    """The address percent-encoded so that nothing ends it early, or None.

    None too for what is not http(s), names no host, carries a password, or is longer than `longest`.
    """
    if url is None or " " in url or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    place = _host(host)
    if place is None:
        return None
    safe = urlunsplit(
        (
            parts.scheme,
            place if port is None else f"{place}:{port}",
            quote(parts.path, safe=_RESERVED) or "/",
            quote(parts.query, safe=_RESERVED),
            quote(parts.fragment, safe=_RESERVED),
        )
    )
    return safe if len(safe) <= longest else None


def _host(name: str) -> str | None:
    """A registered name or IPv4 address in ASCII; None for anything else.

    Python's codec is of 2003 and reads ß and ς as other letters, so another host: such names are None too.
    """
    if set(name) & set("ßς"):
        return None
    try:
        ascii_name = name.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return ascii_name if re.fullmatch(r"[A-Za-z0-9_.-]{1,253}", ascii_name) else None


def link(text: str, url: str | None, longest: int = 1000) -> str:
    """A masked link, or the label alone where the address cannot be linked."""
    address = web_address(url, longest)
    name = label(text) or "article"
    return f"[{name}]({address})" if address else name


def ago(moment: datetime) -> str:
    """The moment as Discord shows it to each reader: "3 hours ago"."""
    return f"<t:{int(moment.timestamp())}:R>"


def at(moment: datetime) -> str:
    """The moment in each reader's own zone: date and time."""
    return f"<t:{int(moment.timestamp())}:f>"
