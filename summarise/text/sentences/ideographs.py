"""Where sentences end in Chinese and Japanese, which leave no space between them."""

import re
from collections.abc import Iterator

from summarise.text.paragraphs import Span

_MARK = re.compile(
    r"[。！？｡]+|(?<![A-Za-z])[!?]+|[!?]+(?=\s)|…+(?![。！？!?])|(?<=[\u3040-\u9fff」”])\.(?=\s)"
)
_CLOSERS = re.compile(r"[”’」』\"]*")
_OPENER_OF = {"」": "「", "』": "『", "）": "（", ")": "(", "】": "【", "》": "《", "〉": "〈", "”": "“"}
_ASIDES = "（(【《〈"
_QUOTES = "「『“"
_LONGEST_HELD = 400
_LOOKED_BACK = 4
_GOES_ON = re.compile(r"\s*[，、,；;：:。！？!?”’」』）)》的]")
_PARTICLE = re.compile(r"[\u3041-\u309f、。，,.！？!?]")
_SAID = re.compile(
    r"(?![没沒无無未])[^，。！？；：“”「」\s]{0,20}?(?:说|說|道|表示|称|稱|问|問|喊|回答|指出|补充|補充|强调|強調|告诉|告訴)"
    r"[^，。！？；：“”「」\s]{0,4}(?:[，。：！？,:]|$)"
)
_NEW_THOUGHT = re.compile(
    r"但|然而|不过|不過|可是|可|而|因此|于是|另外|此外|同时|同時|他|她|我|这|這|那|だが|しかし|でも"
)


def split(text: str, start: int, end: int, *, whole_quotes: bool) -> Iterator[Span]:
    """The sentences of one paragraph, untrimmed; with `whole_quotes` a quotation is part of its sentence."""
    held = _held(text, start, end, _ASIDES + _QUOTES if whole_quotes else _ASIDES)
    closes = dict(held)
    begin, at = start, 0
    for mark in _MARK.finditer(text, start, end):
        if mark.start() < begin:
            continue
        while at < len(held) and held[at][1] < mark.end():
            at += 1
        if at < len(held) and held[at][0] < mark.start():
            opened, closed = held[at]
            whole = mark.end() == closed and not text[begin:opened].strip()
            stop = _past(closes, closed + 1) if whole else end
            ends = stop < end and not _PARTICLE.match(text, stop, end)
        else:
            closers = _CLOSERS.match(text, mark.end(), end)
            stop = closers.end() if closers else mark.end()
            ends = stop < end and _ends(text, mark, stop, end)
        if ends:
            yield begin, stop
            begin = stop
    yield begin, end


def _ends(text: str, mark: re.Match[str], stop: int, end: int) -> bool:
    if _GOES_ON.match(text, stop, end):
        return False
    if mark[0][0] == "…":
        return _NEW_THOUGHT.match(text, stop, end) is not None
    return stop == mark.end() or not _SAID.match(text, stop, end)


def _past(closes: dict[int, int], at: int) -> int:
    while at in closes:
        at = closes[at] + 1
    return at


def _held(text: str, start: int, end: int, openers: str) -> list[Span]:
    """The outermost pairs of brackets, by the places of both, in order; none that encloses a long text."""
    waiting: list[tuple[int, str]] = []
    pairs: list[Span] = []
    for bracket in re.finditer("[「『“（(【《〈」』”）)】》〉]", text[start:end]):
        at, kind = start + bracket.start(), bracket[0]
        if kind in openers:
            waiting.append((at, kind))
        for back in range(1, min(_LOOKED_BACK, len(waiting)) + 1):
            if waiting[-back][1] == _OPENER_OF.get(kind):
                pairs.append((waiting[-back][0], at))
                del waiting[-back:]
                break
    outermost: list[Span] = []
    for opened, closed in sorted(pair for pair in pairs if pair[1] - pair[0] <= _LONGEST_HELD):
        if not outermost or opened > outermost[-1][1]:
            outermost.append((opened, closed))
    return outermost
