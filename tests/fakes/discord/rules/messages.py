"""A whole message: is anything in it, is it too long, do its parts go together?"""

from collections.abc import Iterator
from typing import Any

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.message import Message, MessageFlag
from tests.fakes.discord.world import Json

from .components import component_complaints
from .embeds import embed_complaints, empty
from .shape import Path, count, length, objects, part, words

MOST_CONTENT = 2000
MOST_NONCE = 25
ON_CREATE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.IS_COMPONENTS_V2
ON_REPLY = ON_CREATE | MessageFlag.EPHEMERAL
ON_EDIT = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.IS_COMPONENTS_V2
KNOWN = frozenset(
    [
        "content",
        "embeds",
        "allowed_mentions",
        "sticker_ids",
        "components",
        "flags",
        "attachments",
        "poll",
        "message_reference",
        "nonce",
        "enforce_nonce",
        "tts",
        "username",
        "avatar_url",
        "thread_name",
        "applied_tags",
    ]
)


def message_complaints(
    body: Json, *, allowed: MessageFlag = ON_CREATE, files: int = 0, before: Message | None = None
) -> list[Complaint]:
    """Return what is wrong with a message as this request would leave it; `before` is the edited one."""
    after = merged(body, before)
    found = [
        Complaint(path=(key,), code="UNKNOWN_KEY", message="unknown key") for key in body if key not in KNOWN
    ]
    found += flag_complaints(body, after, allowed, before)
    found += length(("content",), after["content"], MOST_CONTENT)
    found += embed_complaints(after["embeds"])
    found += component_complaints(after["components"], v2=is_v2(after))
    found += attachment_complaints(body, files)
    found += mention_complaints(body.get("allowed_mentions"))
    found += nonce_complaints(body)
    found += v2_complaints(after) if is_v2(after) else ()
    found += () if found or shows_something(after, body, files) else (nothing(),)
    return found


def merged(body: Json, before: Message | None) -> Json:
    """Return the parts of the message as they would stand, empty rather than null."""
    kept: Json = {"content": "", "embeds": [], "components": [], "flags": 0}
    if before is not None:
        kept = {
            "content": before.content,
            "embeds": before.embeds,
            "components": before.components,
            "flags": int(before.flags),
        }
    after = {key: (body[key] or type(kept[key])()) if key in body else kept[key] for key in kept}
    if before is not None:
        editable = int(ON_EDIT)
        wanted = body.get("flags")
        sent = wanted if isinstance(wanted, int) else kept["flags"]
        after["flags"] = kept["flags"] & ~editable | sent & editable
    return after


def is_v2(after: Json) -> bool:
    """Say whether the message is one of Components V2."""
    return isinstance(after["flags"], int) and bool(after["flags"] & MessageFlag.IS_COMPONENTS_V2)


def flag_complaints(
    body: Json, after: Json, allowed: MessageFlag, before: Message | None
) -> Iterator[Complaint]:
    """Complain of flags a bot cannot set here, and of the V2 flag taken back."""
    flags = body.get("flags")
    if isinstance(flags, int) and flags & ~int(allowed):
        message = f"flags {flags & ~int(allowed)} cannot be set here"
        yield Complaint(path=("flags",), code="FLAGS_NOT_ALLOWED", message=message)
    if before is not None and before.v2 and isinstance(flags, int) and not is_v2(after):
        message = "IS_COMPONENTS_V2 cannot be removed from a message"
        yield Complaint(path=("flags",), code="MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", message=message)


def v2_complaints(after: Json) -> Iterator[Complaint]:
    """Complain of content or embeds beside Components V2."""
    for key in ("content", "embeds"):
        if after[key]:
            message = f"The `{key}` field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            yield Complaint(
                path=(key,), code="MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message=message
            )


def attachment_complaints(body: Json, files: int) -> Iterator[Complaint]:
    """Complain of more than ten files."""
    yield from count(("attachments",), body.get("attachments"), 10)
    if files > 10:
        yield Complaint(path=("files",), code="BASE_TYPE_BAD_LENGTH", message="at most 10 files")


def mention_complaints(value: Any) -> Iterator[Complaint]:
    """Complain of lists that contradict what is to be parsed, and of unknown words."""
    path: Path = ("allowed_mentions",)
    allowed = value if isinstance(value, dict) else {}
    parse = allowed.get("parse") or []
    for key in allowed:
        if key not in ("parse", "users", "roles", "replied_user"):
            yield Complaint(path=(*path, key), code="UNKNOWN_KEY", message="unknown key")
    for word in parse:
        if word not in ("users", "roles", "everyone"):
            yield Complaint(
                path=(*path, "parse"), code="BASE_TYPE_CHOICES", message=f"{word!r} is not a kind"
            )
    for key in ("users", "roles"):
        listed = allowed.get(key) or []
        if listed and key in parse:
            message = f"parse:[{key!r}] and {key}: [ids...] are mutually exclusive."
            yield Complaint(path=path, code="MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message=message)
        yield from count((*path, key), listed, 100)


def nonce_complaints(body: Json) -> Iterator[Complaint]:
    """Complain of a nonce over 25 characters, or enforced without being there."""
    nonce = body.get("nonce")
    yield from length(("nonce",), nonce, MOST_NONCE)
    if body.get("enforce_nonce") and nonce is None:
        yield Complaint(path=("nonce",), code="BASE_TYPE_REQUIRED", message="enforce_nonce needs a nonce")


def shows_something(after: Json, body: Json, files: int) -> bool:
    """Say whether a reader would see anything."""
    return bool(
        words(after["content"]).strip()
        or any(not empty(embed) for embed in objects(after["embeds"]))
        or objects(after["components"])
        or files
        or body.get("attachments")
        or part(body, "poll")
        or body.get("sticker_ids")
    )


def nothing() -> Complaint:
    """Return the complaint that becomes error 50006."""
    return Complaint(path=(), code="EMPTY_MESSAGE", message="Cannot send an empty message")
