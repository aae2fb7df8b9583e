"""Reading a request's body: JSON, or a form with `payload_json` and files."""

import json

from aiohttp import BodyPartReader, web

from .clock import Snowflakes
from .errors import ApiError
from .uploads import Upload
from .world import Attachment, Json

MOST_BYTES = 25 * 1024 * 1024
MOST_FILE_BYTES = 10 * 1024 * 1024


async def read_body(request: web.Request, ids: Snowflakes) -> tuple[object, tuple[Attachment, ...]]:
    """Return the JSON body, None where there is none, and the files; 50109 for what is not JSON."""
    if request.content_type == "multipart/form-data":
        return await read_form(request, ids)
    raw = await request.read()
    return (parsed(raw) if raw else None), ()


async def read_form(request: web.Request, ids: Snowflakes) -> tuple[object, tuple[Attachment, ...]]:
    """Return the form's JSON and its files, described by the JSON's attachments of the same number."""
    body: object = None
    files: list[tuple[str, str, bytes]] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ApiError(400, 50035, "Invalid Form Body", misuse="a form within a form")
        data = bytes(await part.read())
        if part.name == "payload_json":
            body = parsed(data)
        else:
            files.append((part.name or "", part.filename or "unnamed", data))
    sizes = [len(data) for _, _, data in files]
    if sum(sizes) > MOST_BYTES or max(sizes, default=0) > MOST_FILE_BYTES:
        raise ApiError(413, 40005, "Request entity too large")
    described = descriptions(body)
    return body, tuple(
        Upload(filename=filename, data=data, description=described.get(name)).stored(ids)
        for name, filename, data in files
    )


def descriptions(body: object) -> dict[str, str | None]:
    """Return the description of each file by its form name."""
    found: Json = body if isinstance(body, dict) else {}
    message = found.get("data") or found.get("message") or found
    listed = message.get("attachments") if isinstance(message, dict) else None
    return {
        f"files[{item.get('id')}]": item.get("description") for item in listed or () if isinstance(item, dict)
    }


def parsed(raw: bytes) -> object:
    """Parse JSON; 50109 when it is none."""
    try:
        found: object = json.loads(raw)
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.", misuse="invalid JSON") from None
    return found
