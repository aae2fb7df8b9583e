"""The articles of a Wikinews dump as plain text: pages-articles XML, read as a stream, less its markup."""

import re
from collections.abc import Iterator
from typing import IO, Final

from lxml import etree

_ARTICLES: Final = "0"
_UNSEEN = re.compile(
    r"<!--.*?-->|<(ref|gallery|math|timeline|score|syntaxhighlight|nowiki|noinclude)\b(?:[^>]*/>|.*?</\1\s*>)",
    re.DOTALL | re.IGNORECASE,
)
_LINKED = re.compile(r"\{\{\s*w\s*\|([^{}]*)\}\}", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*\}\}")
_TABLE = re.compile(r"\{\|(?:(?!\{\|).)*?\|\}", re.DOTALL)
_LINK = re.compile(r"\[\[([^\[\]]*)\]\]")
_OUTSIDE = re.compile(r"\[(?:https?:)?//\S*\s*([^\]]*)\]")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LINES = re.compile(r"^(?:=+.*=+|[*#:;].*|----+)\s*$", re.MULTILINE)
_SISTERS: Final = frozenset({"w", "wikipedia", "wikt", "wiktionary", "s", "q", "b", "v", "voy", "m", "meta"})
"""Prefixes of links to sister projects, whose words are part of the sentence."""

_DEEPEST: Final = 20


def articles(pages: IO[bytes]) -> Iterator[str]:
    """The plain text of each article: pages of the main namespace that redirect nowhere, in the dump's order.

    The format is MediaWiki's XML export, of any version. Raises lxml.etree.XMLSyntaxError where it is no XML.
    """
    for _, page in etree.iterparse(pages, tag="{*}page", resolve_entities=False, huge_tree=True):
        if page.findtext("{*}ns") == _ARTICLES and page.find("{*}redirect") is None:
            yield plain(page.findtext("{*}revision/{*}text") or "")
        page.clear()
        while page.getprevious() is not None:
            del page.getparent()[0]


def plain(markup: str) -> str:
    """What a reader sees of wiki markup's running text: no templates, tables, files, notes, headings, lists.

    `{{w|…}}`, Wikinews' link to Wikipedia, keeps its words as a link does.
    """
    text = _LINKED.sub(_linked, _UNSEEN.sub(" ", markup))
    for pattern in (_TEMPLATE, _TABLE):
        text = _inside_out(pattern, text)
    text = _LINK.sub(_label, _LINK.sub(_label, text))
    text = _TAG.sub(" ", _OUTSIDE.sub(r"\1", text)).replace("'''", "").replace("''", "")
    return _LINES.sub("", text.replace("&nbsp;", " ")).strip()


def _inside_out(pattern: re.Pattern[str], text: str) -> str:
    for _ in range(_DEEPEST):
        text, found = pattern.subn(" ", text)
        if not found:
            break
    return text


def _linked(template: re.Match[str]) -> str:
    """The last of a template's values that is not named ("lang=ga")."""
    return next((value for value in reversed(template[1].split("|")) if value and "=" not in value), " ")


def _label(link: re.Match[str]) -> str:
    """A link's words; nothing for a file, a category or another language's page ("Datei:", "fr:")."""
    target, _, label = link[1].partition("|")
    prefix, colon, rest = target.removeprefix(":").partition(":")
    elsewhere = bool(colon) and rest[:1].strip() != "" and not target.startswith(":")
    if elsewhere and prefix.strip().lower() not in _SISTERS:
        return " "
    return label or (rest.rpartition(":")[2] if elsewhere else target)
