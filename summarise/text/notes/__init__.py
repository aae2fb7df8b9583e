"""What no editor wrote about the event: notes around the news, told line by line and sentence by sentence."""

import re
from typing import Literal

from summarise.text.notes.acts import is_asked
from summarise.text.notes.credits import is_agency_credit, is_bio, is_credit
from summarise.text.notes.datelines import after_dateline
from summarise.text.notes.phrases import is_said_of_itself, kinds_of
from summarise.text.notes.stamps import is_stamp

__all__ = [
    "after_dateline",
    "begins_a_correction",
    "heads_a_list",
    "is_note_line",
    "is_stamp_line",
    "kind_of_sentence",
]

_CORRECTIONS = frozenset({"amends", "amended"})
_LABELS = frozenset({"whole", "labels", "pointers"})
_LONGEST = 600
_ADDRESS_LINE = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}", re.IGNORECASE)
_CODE = re.compile(r"[.#@\w][\w\s.#@:(),>-]{0,80}\{|[a-z-]{2,40}\s?:\s?[^:;\n]{1,80};|<[^<>]{1,300}>|\}.*")


def is_stamp_line(line: str) -> bool:
    """Whether a line only says when the article is from or where it stands."""
    return len(line) <= _LONGEST and bool(is_stamp(line) or _ADDRESS_LINE.fullmatch(line))


def is_note_line(line: str) -> bool:
    """Whether a whole line is no news: a stamp, a byline, a caption, a share word, a pointer, code."""
    if len(line) > _LONGEST:
        return False
    return (
        not any(map(str.isalpha, line))
        or not kinds_of(line).isdisjoint(_LABELS)
        or is_stamp_line(line)
        or is_asked(line)
        or is_credit(line)
        or bool(_CODE.fullmatch(line))
    )


def kind_of_sentence(sentence: str, last: bool) -> Literal["news", "note", "correction"]:
    """What a sentence is: a note asks the reader for something, claims rights or says who reported.

    One that introduces the author is a note too where it is among an article's last ones.
    """
    kinds = kinds_of(sentence)
    if not kinds.isdisjoint(_CORRECTIONS):
        return "correction"
    noted = "pleas" in kinds or is_said_of_itself(sentence) or is_agency_credit(sentence)
    return "note" if noted or (last and is_bio(sentence)) else "news"


def heads_a_list(line: str) -> bool:
    """Whether a line stands above a list of other articles' headlines or of the article's own parts."""
    return "heads" in kinds_of(line)


def begins_a_correction(sentence: str) -> bool:
    """Whether a correction or an editor's note begins here."""
    return not kinds_of(sentence).isdisjoint(_CORRECTIONS)
