"""What outlets took back: the corrections and editor's notes of a story's reports, word for word."""

import re
from functools import lru_cache
from typing import Final

from summarise.model import Report, Sentence, Story, SummarySentence
from summarise.text.mend import shown

MOST: Final = 2
"""So many are told of a story: the latest."""

_LOOKED_AT: Final = 20
"""In so many reports at most, the latest."""

_LONGEST_TEXT: Final = 100_000
_SHORTEST: Final = 60
"""A shorter note is a heading, or says only that something was changed."""

_ADDRESS: Final = re.compile(r"https?://|www\.|\S@\S")


def corrections(story: Story) -> tuple[SummarySentence, ...]:
    """The latest corrections of the story's reports, each an untouched slice of its article, newest first.

    One that several reports print is told once. A note with an address asks readers to write: no correction.
    """
    told: dict[str, SummarySentence] = {}
    for report in reversed(story.reports[-_LOOKED_AT:]):
        for said in _of(report):
            told.setdefault(shown(said.text), said)
            if len(told) == MOST:
                return tuple(told.values())
    return tuple(told.values())


def _of(report: Report) -> tuple[SummarySentence, ...]:
    return tuple(
        SummarySentence.of(report.article, said) for said in _said(report.article.text[:_LONGEST_TEXT])
    )


@lru_cache(maxsize=64)
def _said(text: str) -> tuple[Sentence, ...]:
    from summarise.text.clean import parts_of  # its expressions take a while to compile

    # guilds with other feeds hear the same reports
    return tuple(
        Sentence(start=start, end=end)
        for start, end in parts_of(text).corrections
        if end - start >= _SHORTEST and not _ADDRESS.search(text, start, end)
    )
