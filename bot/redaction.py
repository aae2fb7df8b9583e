"""Takes out of text what must never be seen: the operator's own secrets, and what looks like one.

Feeds' addresses may hold passwords and keys that no setting names; libraries repeat whole addresses in what
they log. Addresses are shortened by what they look like, wherever they stand.
"""

import json
import re
from functools import partial
from typing import Final
from urllib.parse import quote, quote_plus

HIDDEN: Final = "[secret]"

NESTED: Final = 3
_whole = partial(quote, safe="")
_LITERALS: Final = (repr, json.dumps, partial(json.dumps, ensure_ascii=False))

_DISCORD: Final = re.compile(r"\b[\w-]{23,30}\.[\w-]{6}\.[\w-]{27,45}(?![\w-])", re.ASCII)
"""A bot's token: its id in base64, a time, a signature."""

_AUTHORISED: Final = re.compile(
    r"(?i)(\bauthorization['\"]?\s*[:=,]\s*['\"]?)(?:(?:bearer|bot|basic)\s+)?[^\s'\",]{4,}"
    r"|(\bbearer\s+)[\w.~+/=-]{16,}"
)

_ADVICE: Final = r"user:password@host/name\b|\[user:password@\]host:port(?![^\s/?#\"<>]{0,500}@)"
"""How our own messages say an address is to be written."""

_USERINFO: Final = re.compile(
    rf"(?i)(\b[a-z][a-z0-9+.-]{{1,20}}:(?:\\?/){{2}})(?!{_ADVICE}|[^\s/?#@:]{{1,100}}:\*\*\*@)"
    r"[^\s/?#\"<>]{1,500}@"
)
"""User and password; not where the password is hidden already, as SQLAlchemy does."""

_QUERY: Final = re.compile(r"(?i)(\b(?:https?|wss?):(?:\\?/){2}[^\s?#\"<>]{1,2000}\?)([^\s\"<>]+)")
_AROUND: Final = "\\'])},.;:"
"""What may stand around an address, as well as in it."""
_HARMLESS: Final = frozenset(
    {"client_id", "permissions", "scope", "integration_type", "v", "encoding", "compress", "limit", "after"}
    | {"before", "around", "wait", "with_counts", "with_localizations"}
)
"""What Discord's own addresses ask with: invitations are told of, to be opened."""

_INTERACTION: Final = re.compile(r"(/(?:webhooks|interactions)/\d{1,20}/)[\w.~-]{20,}")
"""Who has it may answer in the bot's name for 15 minutes (Discord: Interaction Tokens)."""

_CALLBACK: Final = re.compile(r"(/websub/)[A-Za-z0-9_-]{20,80}")


class Redaction:
    """Takes secrets out of text: these, and what looks like one."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        known = {secret for secret in secrets if secret}
        known |= {
            quoted(secret, errors="replace") for secret in known for quoted in (quote, quote_plus, _whole)
        }
        # what is shown as a literal has its quotes and backslashes escaped, and that again where it is nested
        for _ in range(NESTED):
            known |= {literal(secret)[1:-1] for secret in known for literal in _LITERALS}
        self._secrets = sorted(known, key=len, reverse=True)

    def hide(self, text: str) -> str:
        """The text with HIDDEN in place of each."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        if "://" in text or ":\\/" in text:
            text = _QUERY.sub(_without_values, _USERINFO.sub(rf"\1{HIDDEN}@", text))
        if "/" in text:
            text = _CALLBACK.sub(rf"\1{HIDDEN}", _INTERACTION.sub(rf"\1{HIDDEN}", text))
        text = _DISCORD.sub(HIDDEN, text)
        return _AUTHORISED.sub(lambda found: f"{found[1] or found[2]}{HIDDEN}", text)


def _without_values(found: re.Match[str]) -> str:
    asked = found[2] if found[2].endswith(HIDDEN) else found[2].rstrip(_AROUND)
    return found[1] + "&".join(map(_without_value, asked.split("&"))) + found[2][len(asked) :]


def _without_value(pair: str) -> str:
    name, is_pair, _ = pair.partition("=")
    if not is_pair:
        return "…"
    return pair if name.lower() in _HARMLESS else f"{name}=…"
