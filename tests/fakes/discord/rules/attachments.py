"""Files of a message, from "Uploading Files" and "Edit Message" in Discord's reference."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.message import Message, walk
from tests.fakes.discord.world import Attachment, Json

from .shape import objects, part, words

MOST_FILES = 10
SCHEME = "attachment://"


def file_complaints(body: Json, files: Sequence[Attachment], before: Message | None) -> Iterator[Complaint]:
    """Complain of too many files, of one described or shown that is not there, and of names told twice."""
    there = {str(file.id): file for file in before.attachments} if before is not None else {}
    listed = [str(item.get("id")) for item in objects(body.get("attachments"))]
    kept = {key: file for key, file in there.items() if "attachments" not in body or key in listed}
    if len(kept) + len(files) > MOST_FILES:
        message = f"a message holds {MOST_FILES} files, not {len(kept)} and {len(files)} more"
        yield Complaint(path=("attachments",), code="BASE_TYPE_BAD_LENGTH", message=message)
    uploaded = {str(number) for number in range(len(files))}
    for number, key in enumerate(listed):
        if key not in uploaded | set(there):
            message = f"neither an uploaded file nor one of the message has the id {key}"
            yield Complaint(path=("attachments", number), code="ATTACHMENT_NOT_FOUND", message=message)
    names = {file.filename for file in (*kept.values(), *files)}
    for shown in sorted(set(shown_files(body)) - names):
        message = f"{shown!r} is shown and not attached; there are {sorted(names)}"
        yield Complaint(path=("attachments",), code="REFERENCED_ATTACHMENT_NOT_FOUND", message=message)


def shown_files(body: Json) -> Iterator[str]:
    """Yield the names of attached files that embeds and components of a request show."""
    held: list[Any] = [part(e, k) for e in objects(body.get("embeds")) for k in ("image", "thumbnail")]
    for component in walk(body.get("components")):
        held += [part(component, "media"), part(component, "file")]
        held += [part(item, "media") for item in objects(component.get("items"))]
    for media in held:
        address = words(media.get("url"))
        if address.startswith(SCHEME):
            yield address.removeprefix(SCHEME)
