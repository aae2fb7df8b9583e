"""A list of feeds in, its feeds out, and what was wrong line by line."""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from config.phrase import Phrase, counted, phrase, row
from feeds.clean import line
from feeds.discover.spelling import misspelled, spelled, tidy
from feeds.guard import not_asked, shown, subject
from feeds.model import Backlog, FullText
from feeds.opml.outline import MAX_DEPTH, MAX_NAME, NAMESPACE, OpmlReading, Outline, Remark
from feeds.parse.decode import utf8

MAX_BYTES: Final = 10_000_000
MAX_OUTLINES: Final = 20_000
MAX_PROBLEMS: Final = 100

_SCHEMES: Final = ("feed:", "rss:")
_BACKLOGS: Final[dict[str, Backlog]] = {"silent": "silent", "post": "post"}
_FULL_TEXTS: Final[dict[str, FullText]] = {"auto": "auto", "always": "always", "never": "never"}


def read_opml(document: bytes) -> OpmlReading:
    """Read a list of feeds; never raises, never reaches beyond the document.

    Bad outlines are reported with their line and left out, unknown values of our own attributes reported and
    passed over; a document that is no OPML gives no outlines and one problem. Bytes that are not of the
    declared encoding are read as those of feeds are. Entities of the document's own are not resolved.
    """
    if len(document) > MAX_BYTES:
        return _nothing(
            phrase(
                "The file is larger than {most} MB; split it, or check that it is a list of feeds.",
                most=MAX_BYTES // 1_000_000,
            )
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(utf8(document, "")[0], parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return _nothing(phrase("The file holds no XML; export the list again as OPML."))
    if etree.QName(root).localname.lower() != "opml":
        return _nothing(
            phrase(
                "The file is XML, but no list of feeds: it begins with {found}, not {wanted}.",
                found=f"<{line(etree.QName(root).localname, 40)}>",
                wanted="<opml>",
            )
        )
    problems = list(_broken(parser))
    outlines: dict[str, Outline] = {}
    repeated: list[Remark] = []
    for element, topic in _feeds(root):
        outline = _outline(element, topic)
        if isinstance(outline, Phrase):
            problems.append(_remark(element, outline))
            continue
        problems += (_remark(element, odd) for odd in _odd_values(element))
        first = outlines.get(outline.address)
        if first is not None:
            said = phrase(
                "{address} is in line {line} already.",
                address=subject(outline.address),
                line=first.sourceline,
            )
            repeated.append(_remark(element, said))
        elif len(outlines) == MAX_OUTLINES:
            problems.append(
                _remark(element, phrase("only the first {most} feeds are read.", most=MAX_OUTLINES))
            )
            break
        else:
            outlines[outline.address] = outline
    return OpmlReading(
        outlines=tuple(outlines.values()), problems=_bounded(problems), repeated=_bounded(repeated)
    )


def _feeds(root: Any) -> Iterator[tuple[Any, str]]:
    """Every outline that should be a feed, with its topic, in document order; no recursion, however deep."""
    topics = [""]
    for event, element in etree.iterwalk(root, events=("start", "end"), tag="outline"):
        is_folder = len(element) > 0 and _attribute(element, "xmlUrl") is None
        if is_folder and event == "start":
            topics.append(_within(topics[-1], _name(element).replace("/", "-")))
        elif is_folder:
            topics.pop()
        elif event == "start":
            yield element, topics[-1]


def _within(topic: str, name: str) -> str:
    """The topic of a folder in a folder; one without a name, or too deep, adds nothing."""
    if not (topic and name):
        return topic or name
    return topic if topic.count("/") + 1 >= MAX_DEPTH else f"{topic}/{name}"


def _outline(element: Any, topic: str) -> Outline | Phrase:
    """The feed of an outline, or what is wrong with it."""
    address = _address(line(_attribute(element, "xmlUrl") or "", 5_000))
    name = _name(element)
    if not address:
        if name:
            return phrase("the outline ({name}) has no xmlUrl, the address of its feed.", name=name)
        return phrase("the outline has no xmlUrl, the address of its feed.")
    why = misspelled(address)
    if why:
        return not_asked(address, why)
    said = [line(_attribute(element, key) or "", MAX_NAME) for key in ("title", "text")]
    names = [name for name in said if name not in ("", address, line(shown(address), MAX_NAME))] or [""]
    return Outline(
        address=address,
        title=names[0],
        outlet=names[-1],
        topic=topic,
        backlog=_BACKLOGS.get(_own(element, "backlog"), "silent"),
        full_text=_FULL_TEXTS.get(_own(element, "fullText")),
        sourceline=element.sourceline or 0,
    )


def _address(said: str) -> str:
    """What readers' lists have before an address goes, and what spells the same address otherwise."""
    return spelled(said)[0] if said.lower().startswith(_SCHEMES) else tidy(said.partition("#")[0])


def _odd_values(element: Any) -> Iterator[Phrase]:
    """What our own attributes say that is not among what they may say."""
    for name, allowed in (("backlog", tuple(_BACKLOGS)), ("fullText", tuple(_FULL_TEXTS))):
        value = _own(element, name)
        if value and value not in allowed:
            yield phrase(
                "{attribute} is “{value}”, which is none of {allowed}; it is passed over.",
                attribute=f"wirewatch:{name}",
                value=line(value, 40),
                allowed=row(allowed),
            )


def _own(element: Any, name: str) -> str:
    return str(element.get(f"{{{NAMESPACE}}}{name}") or "").strip()


def _name(element: Any) -> str:
    return line(_attribute(element, "title") or _attribute(element, "text") or "", MAX_NAME)


def _attribute(element: Any, name: str) -> str | None:
    """The attribute, whatever the case of its name: exporters differ."""
    exact = element.get(name)
    if exact is not None:
        return str(exact)
    return next((str(value) for key, value in element.attrib.items() if key.lower() == name.lower()), None)


def _broken(parser: Any) -> Iterator[Remark]:
    """What the XML parser could not make sense of first in each line."""
    lines: set[int] = set()
    for error in parser.error_log:
        if error.line not in lines:
            lines.add(error.line)
            words = phrase("the XML is broken here ({why}).", why=line(error.message, 120))
            yield Remark(words=words, sourceline=error.line)


def _remark(element: Any, words: Phrase) -> Remark:
    return Remark(words=words, sourceline=element.sourceline or 0)


def _bounded(remarks: list[Remark]) -> tuple[Remark, ...]:
    remarks = sorted(remarks, key=lambda one: one.sourceline or 0)
    if len(remarks) <= MAX_PROBLEMS:
        return tuple(remarks)
    more = counted("{count} more is not listed.", "{count} more are not listed.", len(remarks) - MAX_PROBLEMS)
    return (*remarks[:MAX_PROBLEMS], Remark(words=more))


def _nothing(problem: Phrase) -> OpmlReading:
    return OpmlReading(outlines=(), problems=(Remark(words=problem),), is_list=False)
