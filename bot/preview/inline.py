"""Discord's markdown within a line: what is bold, linked, a time or a mention; all else is text.

https://discord.com/developers/docs/reference#message-formatting
"""

import re
from collections.abc import Callable
from html import escape
from typing import Final

from bot.preview.moments import moment
from bot.preview.scene import Scene
from bot.render.escape import web_address

LONGEST: Final = 6000
"""Characters of one text: no message holds more, and what is longer was never sent."""

DEEPEST: Final = 8
"""Marks within marks; what is deeper is shown as it was written."""

_INSIDE = r"(?:\\.|[^\\])+?"
_MARKS: Final = re.compile(
    rf"""
      \\(?P<literal>[^A-Za-z0-9\s])
    | (?P<ticks>`{{1,2}})(?P<code>[^`]+)(?P=ticks)
    | \[(?P<label>(?:\\.|[^\[\]\\\n])+)\]\(<?(?P<address>https?://[^\s()<>]+)>?\)
    | <t:(?P<seconds>-?\d{{1,16}})(?::(?P<style>[tTdDfFR]))?>
    | <(?P<kind>@[!&]?|\#)(?P<id>\d{{1,20}})>
    | </(?P<command>[^:<>\n]{{1,100}}):\d{{1,20}}>
    | <a?:(?P<emoji>\w{{2,32}}):\d{{1,20}}>
    | @(?P<mass>everyone|here)\b
    | <(?P<held>https?://[^\s<>]+)>
    | (?P<bare>https?://[^\s<]*[^\s<.,:;"')\]])
    | \*\*(?P<strong>{_INSIDE})\*\*(?!\*)
    | __(?P<u>{_INSIDE})__(?!_)
    | ~~(?P<s>{_INSIDE})~~
    | \|\|(?P<spoiler>{_INSIDE})\|\|
    | \*(?=\S)(?P<star>{_INSIDE})(?<=\S)\*(?!\*)
    | (?<!\w)_(?P<em>{_INSIDE})_(?!\w)
    """,
    re.VERBOSE | re.DOTALL,
)
_UNSHOWABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TAGS: Final = {"strong": "strong", "u": "u", "s": "s", "star": "em", "em": "em"}
_SIGNS: Final = {"@": "@", "@!": "@", "@&": "@role ", "#": "#"}


def text(words: str) -> str:
    """The words as they are, safe in HTML, also inside an attribute's quotes."""
    return escape(_UNSHOWABLE.sub("\ufffd", words), quote=True)


def inline(words: str, scene: Scene, depth: int = 0, *, most: int = LONGEST, linked: bool = False) -> str:
    """The words as HTML. Only http(s) addresses are linked; a mention shows the id, which is all it has.

    What is longer than `most` is cut off. Within a link, where it is `linked`, nothing else is one.
    """
    words = cut(words, most)
    if depth >= DEEPEST:
        return text(words)
    parts, end = [], 0
    for found in _MARKS.finditer(words):
        parts += [text(words[end : found.start()]), _marked(found, scene, depth, linked)]
        end = found.end()
    return "".join([*parts, text(words[end:])])


def cut(words: str, most: int = LONGEST) -> str:
    """The words; what is longer than `most` characters ends there, with an ellipsis."""
    return words if len(words) <= most else words[:most] + "…"


def link(address: str, inner: str) -> str:
    """A link around HTML; the HTML alone where the address is none of the web."""
    safe = web_address(address)
    return f'<a href="{text(safe)}" rel="noopener noreferrer nofollow">{inner}</a>' if safe else inner


def _marked(found: re.Match[str], scene: Scene, depth: int, linked: bool) -> str:
    name = found.lastgroup or ""
    if name in _TAGS:
        return f"<{_TAGS[name]}>{inline(found[name], scene, depth + 1, linked=linked)}</{_TAGS[name]}>"
    if name == "address":
        label = inline(found["label"], scene, depth + 1, linked=True)
        return label if linked else link(found[name], label)
    if name == "spoiler":
        return f'<span class="spoiler">{inline(found[name], scene, depth + 1, linked=linked)}</span>'
    if name in ("seconds", "style"):
        return _time(found, scene)
    if name in ("held", "bare"):
        return text(found[name]) if linked else link(found[name], text(found[name]))
    return _PLAIN[name](found)


def _time(found: re.Match[str], scene: Scene) -> str:
    told = moment(int(found["seconds"]), found["style"] or "", scene)
    if told is None:
        return text(found[0])
    return f'<time class="moment" datetime="{told[1]}">{text(told[0])}</time>'


def _mention(words: str) -> str:
    return f'<span class="mention">{text(words)}</span>'


_PLAIN: Final[dict[str, Callable[[re.Match[str]], str]]] = {
    "literal": lambda found: text(found["literal"]),
    "code": lambda found: f"<code>{text(found['code'])}</code>",
    "id": lambda found: _mention(f"{_SIGNS[found['kind']]}{found['id']}"),
    "command": lambda found: _mention(f"/{found['command']}"),
    "emoji": lambda found: text(f":{found['emoji']}:"),
    "mass": lambda found: _mention(found[0]),
}
