"""Which sentences can stand in a summary: whole statements that need nothing before them."""

import re
from typing import Final

FEWEST_WORDS: Final = 5

_QUESTION = re.compile(r"[?？؟][\"'”’»)\]]*$")
_LEADING = "\"'“‘«„([ \u2014\u2013-"
_DANGLING: Final = {
    "en": (
        "he she they it his her their its him this that these those such but and or so yet however also then"
        " there meanwhile moreover furthermore instead otherwise nevertheless nonetheless therefore thus"
        " still besides similarly likewise both neither another others earlier later afterwards"
    ),
    "de": (
        "er sie es sein ihr dies diese dieser dieses das aber und oder doch jedoch auch dann dort zudem"
        " außerdem dagegen"
    ),
    "fr": "il elle ils elles ce cela cette ces son sa ses leur mais et ou donc or cependant aussi puis",
    "es": "él ella ellos ellas esto esta este estos su sus pero y o sin también además entonces",
}
_STARTS: Final = {language: frozenset(starts.split()) for language, starts in _DANGLING.items()}
_WORD = re.compile(r"[^\W\d_]+")


def is_statement(text: str, content_words: int) -> bool:
    """Neither a question nor a scrap of fewer than five words (content words where no spaces part them)."""
    return max(len(text.split()), content_words) >= FEWEST_WORDS and _QUESTION.search(text) is None


def dangles(text: str, language: str) -> bool:
    """The sentence begins with a word that points at the one before: "He also said …", "However, …"."""
    first = _WORD.match(text.lstrip(_LEADING))
    return first is not None and first[0].casefold() in _STARTS.get(language, frozenset())
