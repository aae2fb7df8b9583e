"""Quotation marks: which spans of a text stand in them."""

import re
from collections.abc import Iterator, Sequence

from summarise.text.paragraphs import Span, lines, paragraphs

_DOUBLE = '“”„«»"＂「」『』'
_SINGLE = "[‘’‚]|(?<!')'(?!')"
_CLOSERS = {
    "“": '”“"',
    "”": "”",
    "„": '“”"',
    "«": "»",
    "»": "«»",
    '"': '"”',
    "＂": "＂",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    "'": "'’",
}
"""What closes what each mark opens: “…“ is a slip, ”…” and »…» are Nordic, »…« is German."""

_DOUBLE_MARKS = re.compile(f"[{_DOUBLE}]")
_ALL_MARKS = re.compile(f"[{_DOUBLE}]|{_SINGLE}")
_STRAIGHT = "\"＂'"
_BEFORE_OPENING = " \t\n\u00a0\u202f([{—–-/:,‘'“„«»「"
_AFTER_SLIP = " ,.;:!?)\n\u00a0\u202f"
_DEEPEST = 8
_LONGEST = 20_000
_SAID_IN_SINGLE = re.compile(
    r"(?<![\w’'])[‘‚'](?!')(?:[^‘’‚'\n]|(?<=\w)[’'](?=\w)){8,400}[,.?!…][’‘'](?![\w'])"
)
_SURE_CLOSING = re.compile(r"[^‘\n]{0,300}?[,.?!…]’(?!\w)")

_Opened = tuple[int, str]


def marked(text: str) -> Iterator[Span]:
    """The outermost spans in quotation marks, marks included, in order, never overlapping.

    Straight, curly, low and pointed marks and corner brackets; single marks where the text quotes in
    them rather than in double ones (an apostrophe is none). What stands in marks within marks belongs to
    the outer span. A quote that opens each of its paragraphs with a mark and closes only the last is one
    span. A mark without a partner in its paragraph is left alone. Time is linear in the text's length.
    """
    marks = _ALL_MARKS if _quotes_in_single(text) else _DOUBLE_MARKS
    opened: list[_Opened] = []
    done: list[Span] = []
    for begin, end in paragraphs(text, lines(text)):
        opened = _going_on(text[begin], opened, done)
        if not opened:
            yield from done
            done = []
        for found in marks.finditer(text, begin, end):
            at, mark = found.start(), found[0]
            depth = _closed_by(text, at, mark, opened)
            if depth is not None:
                start = opened[depth][0]
                while done and done[-1][0] > start:
                    done.pop()
                done.append((start, at + 1))
                del opened[depth:]
            elif _opens(text, at, mark) and not (opened and at == begin):
                if opened and opened[-1][1] == mark and mark in _STRAIGHT:
                    opened.pop()
                if len(opened) < _DEEPEST:
                    opened.append((at, mark))
            if not opened:
                yield from done
                done = []
    yield from done


def _quotes_in_single(text: str) -> bool:
    """Whether a text quotes in ‘single’ marks, as the British do, more than in double ones, or first."""
    if "‘" not in text and "'" not in text and "‚" not in text:
        return False
    said = [found.start() for found in _SAID_IN_SINGLE.finditer(text) if not _is_headline(found[0])]
    double = sum(map(text.count, "“„«")) + text.count('"') // 2 + text.count("''") // 2
    if len(said) != double or not said:
        return len(said) > double
    first = _DOUBLE_MARKS.search(text)
    return first is None or said[0] < first.start()


def _is_headline(words: str) -> bool:
    """Whether most of these words have capitals: headlines quote in single marks everywhere."""
    parts = words.strip("‘’‚'").split()
    return sum(part[0].isupper() for part in parts) * 2 > len(parts)


def _going_on(first: str, opened: Sequence[_Opened], done: Sequence[Span]) -> list[_Opened]:
    """The quote that a paragraph beginning so goes on with: one that nothing in marks follows."""
    floor = done[-1][0] if done else -1
    return [one for one in opened if one[1] == first and one[0] > floor][:1]


def _closed_by(text: str, at: int, mark: str, opened: Sequence[_Opened]) -> int | None:
    """The place among the opened marks of the one that this mark closes."""
    for depth in range(len(opened) - 1, -1, -1):
        start, opening = opened[depth]
        if (
            mark in _CLOSERS[opening]
            and start + 1 < at < start + _LONGEST
            and _closes(text, at, mark, opening)
        ):
            return depth
    return None


def _closes(text: str, at: int, mark: str, opening: str) -> bool:
    before, after = text[at - 1], text[at + 1 : at + 2]
    if mark == "“" and opening == "“":
        return not before.isspace() and (not after or after in _AFTER_SLIP)
    if mark == '"':
        return not before.isspace() or not after or after.isspace()
    if mark in "’'‘":
        if before.isspace() or after.isalnum():
            return False
        # The plural's apostrophe: the workers’ strike.
        return before not in "sS" or not after.isspace() or not _SURE_CLOSING.match(text, at + 1)
    return mark != "»" or opening == "«" or not before.isspace()


def _opens(text: str, at: int, mark: str) -> bool:
    if mark in "“„「『＂":
        return True
    after = text[at + 1 : at + 2]
    if mark == "«":
        return bool(after)
    if mark in "’」』":
        return False
    return (at == 0 or text[at - 1] in _BEFORE_OPENING) and bool(after) and not after.isspace()
