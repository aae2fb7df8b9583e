"""What a sentence looks like: how it begins and ends, whom it speaks for, whether it can stand alone."""

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from summarise.text.rank.starts import LEADING, dangles
from summarise.text.words import word_set

FEWEST_WORDS: Final = 5

_SELF = {
    "en": "i we my our me us mine ours you your",
    "de": "ich wir mein meine unser unsere uns mich mir",
    "fr": "je j nous notre nos mon ma mes vous votre vos",
    "es": "yo nosotros nuestro nuestra mi mis me nos usted ustedes",
    "it": "io noi nostro nostra mio mia mi ci voi vostro",
    "pt": "eu nós nosso nossa meu minha me nos você vocês",
    "nl": "ik wij we ons onze mijn jij je jullie u uw",
    "pl": "ja my nasz nasza mój moja nam nas wy wasz",
    "ru": "я мы наш наша мой моя нам нас вы ваш",
    "uk": "я ми наш наша мій моя нам нас ви ваш",
}
_OWN: Final = {language: word_set(own) for language, own in _SELF.items()}
_OTHERS: Final = {"en": word_set("he she they him her his hers their them it its")}
_THE: Final = {"en": ("the",)}
_NONE: Final[frozenset[str]] = frozenset()
_TEASER = re.compile(
    r"(?:(?:scroll (?:down|through)|click|tap|swipe|find out|read on|stay tuned"
    r"|watch (?:the|this|our|below|live|as)|see (?:the|more|also|below|inside)|listen (?:to|here|live))\b"
    r"|here[’']?s? (?:are |is )?(?:what|why|how|everything|all)\b|what (?:you need|we|to) (?:to )?know\b"
    r"|(?:this|these) (?:is|are) (?:what|why|how)\b|you won[’']t believe\b|more to (?:come|follow)\b"
    r"|this is a (?:breaking|developing)\b|(?:more|full story|details) (?:here|below|to follow)\b)",
    re.IGNORECASE,
)
_LONGEST_TEASER = 140
_QUESTION = re.compile(r"[?？؟][\"'”’»)\]]*$")
_LONGEST_END = 8
_QUOTE_MARKS = '"“«„「『'
_OPENING = re.compile(f"[{_QUOTE_MARKS}]")
_FIRST = itemgetter(0)
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|「[^」]*(?:」|$)")
_DIGIT = re.compile(r"\d")


class Cues(NamedTuple):
    """What shows. `own` is the part of its words that are the speaker's ("I", "we", "you"), `others` of

    pronouns for others, `capitals` of capitalised words after the first, `quoted` the part of its characters
    within quotation marks. `statement`: it can stand in a summary; `dangling`: only after the one before.
    """

    words: int
    statement: bool
    dangling: bool
    opens_quoted: bool
    quoted: float
    own: float
    others: float
    capitals: float
    digits: bool
    colon: bool
    definite: bool


def is_statement(text: str, words: int) -> bool:
    """Neither a question, nor a teaser ("Here's what you need to know"), nor of fewer than five words."""
    return (
        words >= FEWEST_WORDS
        and _QUESTION.search(text[-_LONGEST_END:]) is None
        and not (len(text) <= _LONGEST_TEASER and _TEASER.match(text.lstrip(LEADING)))
    )


def cues_of(text: str, language: str, tokens: Sequence[str], content_words: int) -> Cues:
    """How a sentence of these tokens looks (its length is in content words where no spaces part them)."""
    size = max(1, len(tokens))
    pieces = text.split()
    words = max(len(pieces), content_words)
    return Cues(
        words=words,
        statement=is_statement(text, words),
        dangling=dangles(text, language),
        opens_quoted=text[0] in _QUOTE_MARKS,
        quoted=_quoted(text),
        own=_share(tokens, _OWN.get(language, _NONE)),
        others=_share(tokens, _OTHERS.get(language, _NONE)),
        capitals=sum(map(str.isupper, map(_FIRST, pieces[1:]))) / size,
        digits=_DIGIT.search(text) is not None,
        colon=":" in text,
        definite=tokens[:1] == _THE.get(language),
    )


def _share(tokens: Sequence[str], of: frozenset[str]) -> float:
    return 0.0 if of.isdisjoint(tokens) else sum(map(of.__contains__, tokens)) / len(tokens)


def _quoted(text: str) -> float:
    if _OPENING.search(text) is None:
        return 0.0
    return sum(match.end() - match.start() for match in _QUOTED.finditer(text)) / len(text)
