"""Lists of feeds in and out: OPML 2.0 (http://opml.org/spec2.opml)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from feeds.clean import line
from feeds.guard import address_refusal, shown
from feeds.model import Backlog, FullText

MAX_BYTES: Final = 10_000_000
MAX_OUTLINES: Final = 20_000
MAX_PROBLEMS: Final = 100
MAX_NAME: Final = 200
# Which networks are allowed is the fetcher's to know; a list is judged by its spelling alone.
_EVERY_NETWORK: Final = (ip_network("0.0.0.0/0"), ip_network("::/0"))


_NAMESPACE: Final = "urn:wirewatch:opml"
_BACKLOGS: Final[dict[str, Backlog]] = {"silent": "silent", "post": "post"}
_FULL_TEXTS: Final[dict[str, FullText]] = {"auto": "auto", "always": "always", "never": "never"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A feed in a list; `topic` is the path of the folders it is in ("World/Europe"), or empty.

    `outlet` is the name it is shown under (OPML's `text`), `title` its own: the same where the list gives but
    one, both empty where it gives none. `full_text` is None where the list does not say. `sourceline` is the
    line of the list that it was read from.
    """

    address: str
    title: str
    outlet: str = ""
    topic: str = ""
    backlog: Backlog = "silent"
    full_text: FullText | None = None
    sourceline: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class OpmlReading:
    """The feeds of a list, each address once; what was wrong with it, and what it says more than once.

    Both are sentences, one a line of the list.
    """

    outlines: tuple[Outline, ...]
    problems: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


def read_opml(document: bytes) -> OpmlReading:
    """Read a list of feeds; never raises, never reaches beyond the document.

    Bad outlines are reported with their line and left out, unknown values of our own attributes reported and
    passed over; a document that is no OPML gives no outlines and one problem. Entities of the document's own
    are not resolved.
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
    repeated: list[str] = []
    for element, topic in _feeds(root):
        outline = _outline(element, topic)
        if isinstance(outline, str):
            problems.append(f"Line {element.sourceline}: {outline}")
            continue
        problems += (f"Line {element.sourceline}: {odd}" for odd in _odd_values(element))
        first = outlines.get(outline.address)
        if first is not None:
            where = f"is in line {first.sourceline} already"
            repeated.append(f"Line {element.sourceline}: {shown(outline.address)} {where}.")
        elif len(outlines) == MAX_OUTLINES:
            problems.append(f"Line {element.sourceline}: only the first {MAX_OUTLINES:,} feeds are read.")
            break
        else:
            outlines[outline.address] = outline
    return OpmlReading(
        outlines=tuple(outlines.values()), problems=_bounded(problems), repeated=_bounded(repeated)
    )


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
            f'<opml version="2.0" xmlns:wirewatch="{_NAMESPACE}">',
            head,
            "  <body>",
            *rows,
            "  </body>",
            "</opml>\n",
        )
    ).encode("utf-8", "replace")


def _folder(topic: str, outlines: Iterable[Outline]) -> Iterator[str]:
    names = [name for name in topic.split("/") if name]
    for depth, name in enumerate(names):
        yield f"{'  ' * (depth + 2)}<outline text={quoteattr(line(name))}>"
    indent = "  " * (len(names) + 2)
    for outline in outlines:
        said = " ".join(f"{name}={quoteattr(value)}" for name, value in _attributes(outline))
        yield f'{indent}<outline type="rss" {said}/>'
    for depth in reversed(range(len(names))):
        yield f"{'  ' * (depth + 2)}</outline>"


def _attributes(outline: Outline) -> Iterator[tuple[str, str]]:
    """What the list says of a feed; a name that is an address stands for none."""
    title, outlet = line(outline.title, MAX_NAME), line(outline.outlet, MAX_NAME)
    yield "text", outlet or title or outline.address
    if outlet and title not in ("", outlet):
        yield "title", title
    yield "xmlUrl", outline.address
    if outline.backlog != "silent":
        yield "wirewatch:backlog", outline.backlog
    if outline.full_text is not None:
        yield "wirewatch:fullText", outline.full_text


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
    name = _name(element)
    if not address:
        named = f" ({name})" if name else ""
        return f"the outline{named} has no xmlUrl, the address of its feed."
    why = address_refusal(address, _EVERY_NETWORK)
    if why:
        return f"{shown(address)} {why}."
    said = [line(_attribute(element, key) or "", MAX_NAME) for key in ("title", "text")]
    names = [name for name in said if name not in ("", address)] or [""]
    return Outline(
        address=address,
        title=names[0],
        outlet=names[-1],
        topic=topic,
        backlog=_BACKLOGS.get(_own(element, "backlog"), "silent"),
        full_text=_FULL_TEXTS.get(_own(element, "fullText")),
        sourceline=element.sourceline or 0,
    )


def _odd_values(element: Any) -> Iterator[str]:
    """What our own attributes say that is not among what they may say."""
    for name, allowed in (("backlog", tuple(_BACKLOGS)), ("fullText", tuple(_FULL_TEXTS))):
        value = _own(element, name)
        if value and value not in allowed:
            may = ", ".join(allowed)
            yield f"wirewatch:{name} is “{line(value, 40)}”, which is none of {may}; it is passed over."


def _own(element: Any, name: str) -> str:
    return str(element.get(f"{{{_NAMESPACE}}}{name}") or "").strip()


def _name(element: Any) -> str:
    return line(_attribute(element, "title") or _attribute(element, "text") or "", MAX_NAME)


def _attribute(element: Any, name: str) -> str | None:
    """The attribute, whatever the case of its name: exporters differ."""
    exact = element.get(name)
    if exact is not None:
        return str(exact)
    return next((str(value) for key, value in element.attrib.items() if key.lower() == name.lower()), None)


def _broken(parser: Any) -> Iterator[str]:
    """What the XML parser could not make sense of, with its line."""
    for error in parser.error_log:
        yield f"Line {error.line}: the XML is broken here ({line(error.message, 120)})."


def _bounded(problems: list[str]) -> tuple[str, ...]:
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    return (*problems[:MAX_PROBLEMS], f"{len(problems) - MAX_PROBLEMS:,} more are not listed.")


def _nothing(problem: str) -> OpmlReading:
    return OpmlReading(outlines=(), problems=(problem,))
