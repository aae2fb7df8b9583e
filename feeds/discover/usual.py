"""Where feeds usually are: the common paths, and the rules of some well-known hosts."""

import re
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

MOST: Final = 8
"""More addresses than this are never guessed."""

_AT_ROOT: Final = (
    *("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml"),
    *("/feeds/posts/default", "/feed.json"),
)
_BELOW: Final = ("feed", "rss.xml", "atom.xml", "index.xml")

_RULES: Final = (
    (
        r"(?:www\.|m\.)?youtube\.com/channel/([\w-]+)",
        ("https://www.youtube.com/feeds/videos.xml?channel_id={1}",),
    ),
    (r"(?:www\.|m\.)?youtube\.com/user/([\w-]+)", ("https://www.youtube.com/feeds/videos.xml?user={1}",)),
    (r"(?:www\.|old\.|new\.)?reddit\.com/((?:r|user|u)/[\w+-]+)", ("https://www.reddit.com/{1}/.rss",)),
    (
        r"github\.com/([\w.-]+/[\w.-]+)(?:/releases.*)?/?$",
        ("https://github.com/{1}/releases.atom", "https://github.com/{1}/tags.atom"),
    ),
    (r"github\.com/([\w.-]+/[\w.-]+)/tags", ("https://github.com/{1}/tags.atom",)),
    (r"github\.com/([\w.-]+/[\w.-]+)/commits/([\w./-]+?)/?$", ("https://github.com/{1}/commits/{2}.atom",)),
    (r"github\.com/([\w-]+)/?$", ("https://github.com/{1}.atom",)),
    (r"gitlab\.com/([\w.-]+(?:/[\w.-]+)+?)(?:/-/.*)?/?$", ("https://gitlab.com/{1}/-/tags?format=atom",)),
    (r"medium\.com/(@?[\w.-]+)", ("https://medium.com/feed/{1}",)),
    (r"([\w-]+)\.substack\.com", ("https://{1}.substack.com/feed",)),
    (r"([\w-]+)\.tumblr\.com", ("https://{1}.tumblr.com/rss",)),
    (r"([\w-]+\.blogspot\.[a-z.]+)", ("https://{1}/feeds/posts/default",)),
    (r"bsky\.app/profile/([\w.:-]+)", ("https://bsky.app/profile/{1}/rss",)),
    (r"vimeo\.com/([\w-]+)/?$", ("https://vimeo.com/{1}/videos/rss",)),
    (r"([\w.-]+(?::\d+)?)/@(\w+)/?$", ("{scheme}://{1}/@{2}.rss",)),  # Mastodon and its kin
)
_TABLE: Final = tuple((re.compile(pattern, re.IGNORECASE), made) for pattern, made in _RULES)
_YOUTUBE: Final = re.compile(r"(?:(?:www|m)\.)?youtube\.com", re.IGNORECASE)


def by_rule(address: str) -> tuple[str, ...]:
    """Where a well-known host keeps the feeds of such a page; none for other hosts. Never raises."""
    try:
        parts = urlsplit(address)
        where = f"{parts.netloc}{parts.path}"
        playlist = parse_qs(parts.query).get("list") if _YOUTUBE.fullmatch(parts.hostname or "") else None
    except ValueError:
        return ()
    if playlist:
        wanted = quote(playlist[0][:100], safe="")
        return (f"https://www.youtube.com/feeds/videos.xml?playlist_id={wanted}",)
    for pattern, made in _TABLE:
        found = pattern.match(where)
        if found:
            return tuple(one.format("", *found.groups(), scheme=parts.scheme) for one in made)
    return ()


def usual_addresses(address: str) -> tuple[str, ...]:
    """Where to look for a feed of this page that names none: by rule, else below its path and its root.

    At most MOST http(s) addresses, likeliest first, without the address itself. Never raises.
    """
    known = by_rule(address)
    if known:
        return known
    try:
        parts = urlsplit(address)
    except ValueError:
        return ()
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ()
    root = f"{parts.scheme}://{parts.netloc}"
    folder = _folder(parts.path)
    below = [] if folder == "/" else [f"{root}{folder}{name}" for name in _BELOW]
    guessed = dict.fromkeys((*below, *(f"{root}{path}" for path in _AT_ROOT)))
    return tuple(one for one in guessed if one.rstrip("/") != address.rstrip("/"))[:MOST]


def _folder(path: str) -> str:
    """The path as a folder: a last part with a dot in it is a page in the folder."""
    before, _, last = path.rpartition("/")
    return f"{before}/" if "." in last or not last else f"{path}/"
