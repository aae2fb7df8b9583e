"""Lists of feeds in and out: OPML 2.0 (http://opml.org/spec2.opml)."""

from feeds.opml.outline import MAX_DEPTH, OpmlReading, Outline, Remark
from feeds.opml.reading import MAX_BYTES, MAX_PROBLEMS, read_opml
from feeds.opml.writing import write_opml

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_PROBLEMS",
    "OpmlReading",
    "Outline",
    "Remark",
    "read_opml",
    "write_opml",
]
