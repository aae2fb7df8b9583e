"""Files as people attach them and as Discord describes them."""

import mimetypes
from dataclasses import dataclass

from .clock import Snowflakes
from .world import Attachment

PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file a person attaches; `size` lies about its bytes, `content_type` None is told by the name."""

    filename: str
    data: bytes = b""
    content_type: str | None = None
    size: int | None = None
    description: str | None = None

    def stored(self, ids: Snowflakes) -> Attachment:
        """Return the file as Discord keeps it."""
        return Attachment(
            id=ids.next(),
            filename=self.filename,
            data=self.data,
            description=self.description,
            content_type=self.content_type or told_by_name(self.filename),
            claimed_size=self.size,
        )


def told_by_name(filename: str) -> str | None:
    """Return the content type that a file's name promises, with the encoding Discord names for text."""
    kind, _ = mimetypes.guess_type(filename)
    return f"{kind}; charset=utf-8" if kind is not None and kind.startswith("text/") else kind


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height a PNG's header (RFC 2083) tells; None for anything else."""
    if not data.startswith(PNG) or len(data) < 24:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
