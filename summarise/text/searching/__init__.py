"""Full text: what articles are found by, what is asked for, which come first, and what is shown of them."""

from summarise.text.searching.asking import Asked, Part, asked, looser
from summarise.text.searching.ranking import Counted, Found, counted, ranked
from summarise.text.searching.snippets import Snippet, snippet
from summarise.text.searching.terms import FILLER, Sought, sought, terms

__all__ = [
    "FILLER",
    "Asked",
    "Counted",
    "Found",
    "Part",
    "Snippet",
    "Sought",
    "asked",
    "counted",
    "looser",
    "ranked",
    "snippet",
    "sought",
    "terms",
]
