"""A hook of MkDocs: pages link to files of the repository as on a forge, and read alike in both.

What a page links to outside docs/ becomes a part of the site: a page where it is Markdown, else the file as
it is. A link to what is not there stays as it is, and MkDocs warns of it.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = "docs/"
ELSEWHERE: Final = "sources/"
AT_THE_ROOT: Final = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
"""Where forges look for them; the site has them beside its other pages."""

LINK: Final = re.compile(r"(?<=\]\()(?![a-z]+:|[/#])[^\s()#]+(?=[#)])")
CODE: Final = re.compile(r"`[^`]+`")
FENCE: Final = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
CROWDED: Final = re.compile(r"^(?![-*#>|\s]|\d+\. )[^\n]+\n(?:[-*]|1\.) [^\n]*", re.MULTILINE)

log = logging.getLogger("mkdocs.hooks.site")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Take in what is linked to outside docs/, and what that links to."""
    waiting = [_path(page.src_uri) for page in files.documentation_pages()]
    waiting += (*AT_THE_ROOT, "README.md")
    seen = set(waiting)
    while waiting:
        path = waiting.pop()
        if not path.startswith(DOCS):
            files.append(_taken_in(path, config))
        found = {one for one in _led_to(path) if not one.startswith(DOCS)} - seen
        seen |= found
        waiting += sorted(found)
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with links as the site has them, and `a|b` of tables without the \\ that forges want there."""
    del config, files
    path = _path(page.file.src_uri)
    for crowded in CROWDED.findall(FENCE.sub("", markdown)):
        log.warning("%s: a list needs an empty line before it: %r", path, crowded)
    return LINK.sub(lambda link: _on_site(link[0], path), "\n".join(map(_line, markdown.split("\n"))))


def _line(line: str) -> str:
    return CODE.sub(lambda code: code[0].replace(r"\|", "|"), line) if line.startswith("|") else line


def _on_site(link: str, path: str) -> str:
    target = _target(link, path)
    return relpath(_uri(target), dirname(_uri(path))) if (ROOT / target).is_file() else link


def _led_to(path: str) -> Iterator[str]:
    """The files of the repository that a page links to."""
    if path.endswith(".md"):
        text = (ROOT / path).read_text(encoding="utf-8")
        targets = (_target(link, path) for link in LINK.findall(text))
        yield from (target for target in targets if (ROOT / target).is_file())


def _target(link: str, path: str) -> str:
    return normpath(join(dirname(path), link))


def _taken_in(path: str, config: MkDocsConfig) -> File:
    level = InclusionLevel.UNDEFINED if path in AT_THE_ROOT else InclusionLevel.NOT_IN_NAV
    taken = File.generated(config, _uri(path), abs_src_path=str(ROOT / path), inclusion=level)
    taken.generated_by = __name__
    return taken


def _uri(path: str) -> str:
    """Where the site has a file of the repository."""
    return path.removeprefix(DOCS) if path.startswith((DOCS, *AT_THE_ROOT)) else f"{ELSEWHERE}{path}"


def _path(uri: str) -> str:
    """Which file of the repository it is that the site has there."""
    if uri in AT_THE_ROOT:
        return uri
    return uri.removeprefix(ELSEWHERE) if uri.startswith(ELSEWHERE) else f"{DOCS}{uri}"
