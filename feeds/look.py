"""All of a look at a document that costs CPU, in one piece of work for a worker process."""

from dataclasses import dataclass

from feeds.model import FullText, NotAFeed, ParsedFeed


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A document as it came, and what is known of its feed.

    `known` and `shares_guids` are as in Feed; `full_text` is None where no page is wanted whatever it holds.
    """

    body: bytes
    address: str
    content_type: str = ""
    known: bytes = b""
    shares_guids: bool = False
    full_text: FullText | None = None


def look_into(paper: Paper) -> tuple[ParsedFeed | NotAFeed, frozenset[str]]:
    """What the document says, and the guids of the entries whose article page is wanted. Never raises."""
    # feedparser and lxml take 8 MB, and only workers read documents
    from feeds.pages.teaser import pages_of
    from feeds.parse.document import parse

    read = parse(paper.body, paper.address, paper.content_type, paper.known, paper.shares_guids)
    if isinstance(read, NotAFeed) or paper.full_text is None:
        return read, frozenset()
    return read, pages_of(read, paper.full_text)
