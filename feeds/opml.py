"""Lists of feeds in and out: OPML 2.0 (http://opml.org/spec2.opml)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from feeds.clean import line
from feeds.guard import address_refusal, shown

MAX_BYTES: Final = 10_000_000
MAX_OUTLINES: Final = 20_000
MAX_PROBLEMS: Final = 100
# Which networks are allowed is the fetcher's to know; a list is judged by its spelling alone.
_EVERY_NETWORK: Final = (ip_network("0.0.0.0/0"), ip_network("::/0"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A feed in a list; `topic` is the path of the folders it is in ("World/Europe"), or empty."""

    address: str
    title: str
    topic: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpmlReading:
    """The feeds of a list, each address once, and what was wrong with it, one sentence a problem."""

    outlines: tuple[Outline, ...]
    problems: tuple[str, ...] = ()


def read_opml(document: bytes) -> OpmlReading:
    """Read a list of feeds; never raises, never reaches beyond the document.

    Bad outlines are reported with their line and left out; a document that is no OPML gives no outlines and
    one problem. Entities of the document's own are not resolved.
    """
    if len(document) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        return _nothing(f"The file is larger than {limit}; split it, or check that it is a list of feeds.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(document, parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return _nothing("The file holds no XML; export the list again as OPML.")
    if etree.QName(root).localname.lower() != "opml":
        found = line(etree.QName(root).localname, 40)
        return _nothing(f"The file is XML, but no list of feeds: it begins with <{found}>, not <opml>.")
    problems = list(_broken(parser))
    outlines: dict[str, Outline] = {}
    for element, topic in _feeds(root):
        outline = _outline(element, topic)
        if isinstance(outline, str):
            problems.append(f"Line {element.sourceline}: {outline}")
        elif outline.address in outlines:
            problems.append(f"Line {element.sourceline}: {shown(outline.address)} is in the list already.")
        elif len(outlines) == MAX_OUTLINES:
            problems.append(f"Line {element.sourceline}: only the first {MAX_OUTLINES:,} feeds are read.")
            break
        else:
            outlines[outline.address] = outline
    return OpmlReading(outlines=tuple(outlines.values()), problems=_bounded(problems))


def write_opml(outlines: Iterable[Outline], title: str = "Wirewatch feeds") -> bytes:
    """The list as OPML 2.0 in UTF-8, grouped in folders by topic; `read_opml` gives the same feeds back."""
    folders: dict[str, list[Outline]] = {}
    for outline in outlines:
        folders.setdefault(outline.topic, []).append(outline)
    rows = [row for topic in sorted(folders) for row in _folder(topic, folders[topic])]
    head = f"  <head><title>{escape(line(title))}</title></head>"
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            head,
            "  <body>",
            *rows,
            "  </body>",
            "</opml>\n",
        )
    ).encode()


def _folder(topic: str, outlines: Iterable[Outline]) -> Iterator[str]:
    names = [name for name in topic.split("/") if name]
    for depth, name in enumerate(names):
        yield f"{'  ' * (depth + 2)}<outline text={quoteattr(line(name))}>"
    indent = "  " * (len(names) + 2)
    for outline in outlines:
        text, address = quoteattr(line(outline.title or outline.address)), quoteattr(outline.address)
        yield f'{indent}<outline type="rss" text={text} xmlUrl={address}/>'
    for depth in reversed(range(len(names))):
        yield f"{'  ' * (depth + 2)}</outline>"


def _feeds(root: Any) -> Iterator[tuple[Any, str]]:
    """Every outline that should be a feed, with its topic, in document order; no recursion, however deep."""
    folders: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end"), tag="outline"):
        is_folder = len(element) > 0 and _attribute(element, "xmlUrl") is None
        if is_folder and event == "start":
            folders.append(_name(element).replace("/", "-"))
        elif is_folder:
            folders.pop()
        elif event == "start":
            yield element, "/".join(name for name in folders if name)


def _outline(element: Any, topic: str) -> Outline | str:
    """The feed of an outline, or what is wrong with it."""
    address = line(_attribute(element, "xmlUrl") or "", 5_000)
    title = _name(element)
    if not address:
        named = f" ({title})" if title else ""
        return f"the outline{named} has no xmlUrl, the address of its feed."
    why = address_refusal(address, _EVERY_NETWORK)
    if why:
        return f"{shown(address)} {why}."
    return Outline(address=address, title=title, topic=topic)


def _name(element: Any) -> str:
    return line(_attribute(element, "title") or _attribute(element, "text") or "", 200)


def _attribute(element: Any, name: str) -> str | None:
    """The attribute, whatever the case of its name: exporters differ."""
    exact = element.get(name)
    if isinstance(exact, str):
        return exact
    return next((str(value) for key, value in element.attrib.items() if key.lower() == name.lower()), None)


def _broken(parser: Any) -> Iterator[str]:
    """What the XML parser could not make sense of, with its line."""
    for error in parser.error_log:
        yield f"Line {error.line}: the XML is broken here ({line(error.message, 120)})."


def _bounded(problems: list[str]) -> tuple[str, ...]:
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    return (*problems[:MAX_PROBLEMS], f"{len(problems) - MAX_PROBLEMS:,} more problems are not listed.")


def _nothing(problem: str) -> OpmlReading:
    return OpmlReading(outlines=(), problems=(problem,))
