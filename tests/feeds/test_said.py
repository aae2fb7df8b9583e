"""What feeds/ says to people can be said in another language: no sentence is put together as bare text."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.words.catalogue import translation
from scripts.marked import marked

ROOT = Path(__file__).parents[2]
FEEDS = sorted((ROOT / "feeds").rglob("*.py"))
PROSE = re.compile(r"[A-Za-z’'-]+(?:[,;:]? (?:[a-z’'-]+|\{\}|[A-Z]{2,})){2,}")
"""Three words or parts in a row, the second and third as they stand inside a sentence."""

FOR_THE_LOG = ("feeds/pages/", "feeds/websub/")
"""Rooms whose sentences only the log tells: why an article is read without its page, why a hub refused."""

NOT_SAID = (
    "a Fetcher is used inside `async with`",  # a bug
    "too many interim answers",  # aiohttp's, told as what cannot be read as HTTP
    "not a public address",  # an error that is caught by its kind
    "not a feed",  # a FailureReason
    "expat has read this tag",  # an assertion
    "Line {}: {}",  # how a terminal tells a remark
    "gzip, deflate, br, zstd",
    "script style noscript",
    "address article aside",
)


def bare(source: str) -> Iterator[tuple[int, str]]:
    """Sentences of a module, by line, that are no phrase: neither docstrings, nor regular expressions."""
    tree = ast.parse(source)
    passed = {id(one) for call in ast.walk(tree) if _marks(call) for one in ast.walk(call)}
    passed |= {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    inside = {id(part) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for part in one.values}
    for one in ast.walk(tree):
        if id(one) in passed or id(one) in inside:
            continue
        text = _text(one)
        if text and PROSE.search(text) and not re.search(r"\(\?|\\[bwsd]|\.\{", text):
            yield getattr(one, "lineno", 0), text


def _marks(call: ast.AST) -> bool:
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id
        in (
            "phrase",
            "counted",
        )
    )


def _text(one: ast.AST) -> str:
    if isinstance(one, ast.Constant) and isinstance(one.value, str):
        return one.value
    if isinstance(one, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in one.values)  # type: ignore[misc]
    return ""


def test_bare_sentence_is_found() -> None:
    source = 'def f(a):\n    """A doc string of many words."""\n    return Fault(f"{a} is not there.")\n'
    assert list(bare(source)) == [(3, "{} is not there.")]
    assert list(bare('x = phrase("{a} is not there.", a="it is not there")')) == []


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_can_be_translated_and_is(path: Path) -> None:
    where, source = str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    german = translation("de").forms
    lacking = [
        text
        for text in marked(source, where)
        if ("", text if isinstance(text, str) else text[0]) not in german
    ]
    assert lacking == []
    if not where.startswith(FOR_THE_LOG):
        assert [found for found in bare(source) if not found[1].startswith(NOT_SAID)] == []
