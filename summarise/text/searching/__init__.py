"""Full text: what articles are found by, what is asked for, which come first, and what is shown of them."""

from summarise.text.searching.asking import Asked, Part, asked, looser
from summarise.text.searching.ranking import Found, ranked
from summarise.text.searching.snippets import Snippet, snippet
from summarise.text.searching.terms import Sought, sought, terms

__all__ = [
    "Asked",
    "Found",
    "Part",
    "Snippet",
    "Sought",
    "asked",
    "looser",
    "ranked",
    "snippet",
    "sought",
    "terms",
]
