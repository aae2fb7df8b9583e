"""What a document seems to be, told from its first bytes, where it is clearly no feed."""

from typing import Final

HEAD: Final = 4_096
_SKIPPED: Final = ((b"<?", b"?>"), (b"<!--", b"-->"))
_ROOTS: Final = (b"<!doctype html", b"<html", b"<head", b"<body")


def seems_to_be(body: bytes) -> str | None:
    """One sentence on what the document is and what to do, or None where it may be a feed."""
    head = _opening(body[:HEAD])
    if not head:
        return (
            "It is empty; ask the outlet, or give the address of another feed." if not body.strip() else None
        )
    if head.startswith(_ROOTS):
        return "It is a web page, not a feed; give the address of its feed."
    if head.startswith((b"{", b"[")):
        return "It is JSON, not RSS or Atom; give the address of a feed in one of those."
    if head.startswith((b"%pdf-", b"\x89png", b"gif8", b"\xff\xd8\xff", b"pk\x03\x04", b"\x1f\x8b")):
        return "It is a file of another kind, not a feed; give the address of a feed."
    return None


def _opening(head: bytes) -> bytes:
    """The document from its first tag or text on, in lower case: no mark, comments or declarations."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    skipped = True
    while skipped:
        skipped = False
        for start, end in _SKIPPED:
            if head.startswith(start):
                _, found, rest = head.partition(end)
                head, skipped = rest.lstrip() if found else b"", bool(found)
    return head
