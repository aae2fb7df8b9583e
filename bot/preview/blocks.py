"""Discord's markdown by the line: headings, small print, lists, quotes and code."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from bot.preview.inline import cut, inline, text
from bot.preview.scene import Scene

_FENCE: Final = re.compile(r"```(?:[A-Za-z0-9+\-_.#]*\n)?(?P<code>.+?)```\n?", re.DOTALL)
_TO_THE_END: Final = re.compile(r"^>>> (?P<rest>.*)", re.DOTALL | re.MULTILINE)
_KINDS: Final = (
    ("heading", re.compile(r"(?P<level>#{1,3}) +(?P<words>\S.*)")),
    ("small", re.compile(r"-# +(?P<words>\S.*)")),
    ("quote", re.compile(r"> (?P<words>.*)")),
    ("bullet", re.compile(r"(?P<in> *)[-*] +(?P<words>\S.*)")),
    ("number", re.compile(r"(?P<in> *)(?P<at>\d{1,9})\. +(?P<words>\S.*)")),
)

Line = tuple[str, re.Match[str] | None, str]


def blocks(words: str, scene: Scene) -> str:
    """The words as HTML blocks; what is cut off for its length ends with an ellipsis."""
    words = cut(words)
    parts, end = [], 0
    for fence in _FENCE.finditer(words):
        parts += [_quoted(words[end : fence.start()], scene), f"<pre>{text(fence['code'])}</pre>"]
        end = fence.end()
    return "".join([*parts, _quoted(words[end:], scene)])


def _quoted(words: str, scene: Scene) -> str:
    if (rest := _TO_THE_END.search(words)) is None:
        return _lines(words, scene)
    return f"{_lines(words[: rest.start()], scene)}{_quote(rest['rest'], scene)}"


def _lines(words: str, scene: Scene, *, quoted: bool = False) -> str:
    lines = [_line(line, quoted) for line in words.removesuffix("\n").split("\n")] if words else []
    return "".join(
        _DRAWN[kind](tuple(group), scene) for kind, group in groupby(lines, key=lambda one: one[0])
    )


def _line(words: str, quoted: bool) -> Line:
    for kind, form in _KINDS:
        if not (quoted and kind == "quote") and (found := form.fullmatch(words)):
            return kind, found, words
    return "plain", None, words


def _paragraph(lines: tuple[Line, ...], scene: Scene) -> str:
    words = "\n".join(words for _, _, words in lines)
    return f"<p>{inline(words, scene)}</p>"


def _each(lines: tuple[Line, ...]) -> Iterator[re.Match[str]]:
    return (found for _, found, _ in lines if found is not None)


def _headings(lines: tuple[Line, ...], scene: Scene) -> str:
    # the page's own heading is of the first level
    return "".join(
        f"<h{len(one['level']) + 1}>{inline(one['words'], scene)}</h{len(one['level']) + 1}>"
        for one in _each(lines)
    )


def _small(lines: tuple[Line, ...], scene: Scene) -> str:
    return "".join(f'<p class="small">{inline(one["words"], scene)}</p>' for one in _each(lines))


def _quotes(lines: tuple[Line, ...], scene: Scene) -> str:
    return _quote("\n".join(one["words"] for one in _each(lines)), scene)


def _quote(words: str, scene: Scene) -> str:
    """Discord knows no quotes within quotes."""
    return f"<blockquote>{_lines(words, scene, quoted=True)}</blockquote>"


def _bullets(lines: tuple[Line, ...], scene: Scene) -> str:
    items = ((' class="inner"' if one["in"] else "", inline(one["words"], scene)) for one in _each(lines))
    return f"<ul>{''.join(f'<li{inner}>{words}</li>' for inner, words in items)}</ul>"


def _numbers(lines: tuple[Line, ...], scene: Scene) -> str:
    items = (f'<li value="{int(one["at"])}">{inline(one["words"], scene)}</li>' for one in _each(lines))
    return f"<ol>{''.join(items)}</ol>"


_DRAWN: Final[dict[str, Callable[[tuple[Line, ...], Scene], str]]] = {
    "plain": _paragraph,
    "heading": _headings,
    "small": _small,
    "quote": _quotes,
    "bullet": _bullets,
    "number": _numbers,
}
