"""What feedparser makes of an element, by the name that it knows it by."""

from functools import lru_cache
from typing import Final, Literal

from feedparser.api import StrictFeedParser

Role = Literal["plain", "read", "root", "entry", "id", "author", "link", "words", "volatile"]
"""plain: feedparser keeps it and does no more; read: it acts on it; words: a text construct, which may hold
markup; volatile: it changes without news."""

PREFIXES: Final = {address.lower(): prefix for address, prefix in StrictFeedParser.namespaces.items()}
"""The namespaces that feedparser knows, in lower case, and the prefixes that it knows them by."""

READ: Final = frozenset(
    name.removeprefix("_start_").removeprefix("_end_")
    for name in dir(StrictFeedParser)
    if name.startswith(("_start_", "_end_"))
)
TAKEN: Final = frozenset({"rdf"} | {name.partition("_")[0] for name in READ if "_" in name}) & frozenset(
    PREFIXES.values()
)
"""Prefixes that mean something to feedparser, whatever unknown namespace they are bound to."""

_ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(("rss", "rdf_rdf", "feed", "channel"), "root"),
    **dict.fromkeys(("item", "entry"), "entry"),
    **dict.fromkeys(("guid", "id"), "id"),
    "link": "link",
    **dict.fromkeys(
        ("author", "dc_author", "dc_creator", "itunes_author", "managingeditor", "webmaster", "dc_publisher"),
        "author",
    ),
    **dict.fromkeys(
        ("title", "dc_title", "media_title", "description", "dc_description", "media_description", "abstract",
         "summary", "itunes_summary", "subtitle", "itunes_subtitle", "tagline", "rights", "copyright",
         "dc_rights", "info", "feedburner_browserfriendly", "content", "content_encoded", "fullitem", "body",
         "xhtml_body"),
        "words",
    ),
    **dict.fromkeys(
        ("media_community", "media_statistics", "media_starrating", "media_thumbnail", "media_rating"),
        "volatile",
    ),
}  # fmt: skip
_VOLATILE: Final = (
    "http://purl.org/rss/1.0/modules/slash/",
    "http://wellformedweb.org/commentapi/",
    "http://purl.org/syndication/thread/1.0",
    "http://schemas.google.com/g/2005",
)


class Namespaces:
    """The namespaces that a document binds, and the roles that its elements have by them.

    `roles` holds those met so far by expat's names ("address local").
    """

    def __init__(self) -> None:
        self.roles: dict[str, Role] = {}
        self._prefixes: dict[str, str] = {}
        self._addresses: dict[str, str] = {}

    def ties(self, prefix: str, address: str) -> bool:
        """Bind a prefix; whether elements' names then depend on what stands elsewhere in the document.

        To feedparser a prefix means the last thing, and a namespace goes by the first prefix, that the
        document up to there bound; both are the same everywhere where they go by pairs.
        """
        standard = PREFIXES.get(address.lower())
        if not prefix:
            return standard is None and address in self._prefixes
        return (
            self._prefixes.setdefault(address, prefix) != prefix
            or self._addresses.setdefault(prefix, address) != address
            or (prefix in TAKEN and standard not in (None, prefix))
        )

    def role(self, name: str) -> Role:
        """The role of an element."""
        namespace, _, local = name.rpartition(" ")
        role = self.roles[name] = _role(namespace, local, self._prefixes.get(namespace, ""))
        return role


@lru_cache(maxsize=4_096)
def _role(namespace: str, local: str, prefix: str) -> Role:
    namespace, local = namespace.lower(), local.lower()
    if "backend.userland.com/rss" in namespace:
        namespace = ""
    known = PREFIXES.get(namespace, prefix)
    tag = f"{known}_{local}" if known else local
    if namespace.startswith(_VOLATILE):
        return "volatile"
    return _ROLES.get(tag) or ("read" if tag in READ else "plain")
