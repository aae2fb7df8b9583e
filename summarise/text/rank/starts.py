"""How sentences begin that lean on the one before: "He also said …", "However, …"."""

import re
from typing import Final

from summarise.text.words import word_set

LEADING: Final = "\"'“‘«„([ —–-"
"""What may stand before a sentence's first word."""

_DANGLING = {
    "en": (
        "he she they it his her hers their its him them this that these those such but and or so yet however"
        " also then there meanwhile moreover furthermore instead otherwise nevertheless nonetheless therefore"
        " thus still besides similarly likewise both neither another others earlier later afterwards"
    ),
    "de": (
        "er sie es sein seine seinen ihr ihre ihren dies diese dieser dieses das aber und oder doch jedoch"
        " auch dann dort zudem außerdem dagegen deshalb daher trotzdem dabei dadurch damit dazu"
    ),
    "fr": (
        "il elle ils elles ce cela cette ces cet son sa ses leur leurs mais et ou donc or cependant aussi"
        " puis ainsi pourtant toutefois ensuite"
    ),
    "es": (
        "él ella ellos ellas esto esta este estos estas eso su sus pero y o sin también además entonces luego"
        " asimismo"
    ),
    "it": (
        "egli lui lei loro esso essa essi questo questa questi queste ciò suo sua suoi sue ma e o però anche"
        " inoltre quindi poi tuttavia così"
    ),
    "pt": (
        "ele ela eles elas isto isso este esta estes estas esse essa seu sua seus suas mas e ou porém também"
        " além então depois assim contudo"
    ),
    "nl": (
        "hij zij ze het dit dat deze die zijn haar hun maar en of dus echter ook toen daar bovendien daarom"
        " daarna toch"
    ),
    "pl": (
        "on ona ono oni one to ten ta te jego jej ich ale i lub jednak także też potem wtedy dlatego ponadto"
    ),
    "ru": "он она оно они это этот эта эти его её ее их но и а или однако также тоже затем тогда поэтому",
    "uk": "він вона воно вони це цей ця ці його її їх але і та й або однак також теж потім тоді тому",
}
_STARTS: Final = {language: word_set(starts) for language, starts in _DANGLING.items()}
_PREFIXES: Final = {
    "zh": ("他", "她", "它", "但", "这", "该", "此", "而且", "因此", "同时", "不过", "然而", "其"),
    "ja": ("彼", "これ", "それ", "この", "その", "しかし", "また", "だが", "そして", "一方"),
    "ar": ("وهو ", "وهي ", "كما ", "لكن ", "ولكن ", "هذا ", "هذه ", "وأضاف", "وتابع"),
}
_WORD = re.compile(r"[^\W\d_]+")


def dangles(text: str, language: str) -> bool:
    """The sentence begins with a word that points at the one before."""
    start = text.lstrip(LEADING)
    if language in _PREFIXES:
        return start.startswith(_PREFIXES[language])
    first = _WORD.match(start)
    return first is not None and first[0].casefold() in _STARTS.get(language, frozenset())
