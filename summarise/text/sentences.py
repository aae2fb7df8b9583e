"""Where sentences are: our own splitter for English, sentencex for other languages."""

import re
from collections.abc import Iterator

import sentencex  # type: ignore[import-untyped]

from summarise.model import Sentence
from summarise.text.clean import news_spans
from summarise.text.paragraphs import Span, trimmed
from summarise.text.words import word_set

_MARKS = re.compile(r"[.!?…]+(?:\s?[”»]|[\"'’)\]])*|[。！？]+[”’」』）]*")
_OPENERS = "\"'“‘«([{—–-•*"
_NEVER = word_set(
    "mr mrs ms messrs dr prof gen sen sens rep reps gov govs lt col maj capt cmdr cpl sgt adm rev hon"
    " pres supt st ste mt ft pvt amb atty det insp vs v e.g i.e cf viz approx assn dept univ mgr msgr fr"
    " br brig hrs mins op pp vol ph.d nos fig bros"
)
_BEFORE_NUMBERS = word_set("jan feb mar apr jun jul aug sep sept oct nov dec no p art sec ch para c ca fig")
_SOMETIMES = word_set(
    "jr sr inc corp co ltd llc plc etc al bn mn ave blvd rd d.c u.s u.k u.n e.u a.m p.m a.k.a b.c a.d ala"
    " ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla"
    " ore pa tenn tex va vt wash wis wyo n.y n.j n.c n.d n.h n.m s.c s.d w.va r.i mon tue tues wed thu"
    " thurs fri sat sun est"
)
_INITIALS = re.compile(r"(?:[a-z]-)?(?:[a-z]\.)+[a-z]", re.IGNORECASE)
_STARTERS = word_set(
    "a about according after all although also amid among an and another any as asked at based because"
    " before both but by critics despite during each earlier even every everyone few following for former"
    " from given he her here his how however i if in indeed instead it its just last later like many"
    " meanwhile more most my nearly neither new no none nor not nothing now of officials on once one only"
    " or other our over people perhaps police several she since so some someone soon still such that the"
    " their then there these they this those though three through thus to today two under unless until we"
    " what when where whether which while who whoever why with within without yes yet you your"
)
_WHEN = word_set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun jan"
    " feb mar apr aug sept oct nov dec january february march april june july august september october"
    " november december et est edt ct cst cdt mt mst pt pst pdt gmt utc bst cet cest eastern central"
    " pacific"
)
_SPEECH = (
    "said says asked asks replied wondered added told tells writes wrote joked demanded shouted yelled"
    " tweeted exclaimed quipped cried continued declared insisted recalled"
)
_ATTRIBUTION = re.compile(
    rf"(?:[A-Z][\w.’'-]*|he|she|they|I|we)(?: [A-Z][\w.’'-]*){{0,4}} (?:{_SPEECH.replace(' ', '|')})\b"
)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LONGEST_PIECE = 20_000


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of a text's news spans: exact, trimmed, in order, never overlapping.

    `language` is an ISO 639-1 code. Paragraph breaks always end a sentence. Time is linear in the text's
    length whatever it holds.
    """
    found: list[Sentence] = []
    for start, end in news_spans(text):
        split = _english(text, start, end) if language == "en" else _other(text, start, end, language)
        found.extend(Sentence(start=begin, end=stop) for begin, stop in split if begin < stop)
    return tuple(found)


def _other(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    # sentencex takes quadratic time on some long paragraphs, so it never sees one.
    for begin in range(start, end, _LONGEST_PIECE):
        piece = text[begin : min(end, begin + _LONGEST_PIECE)]
        for found in sentencex.get_sentence_boundaries(language, piece):
            yield trimmed(text, begin + int(found["start_index"]), begin + int(found["end_index"]))


def _english(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for mark in _MARKS.finditer(text, start, end):
        if mark.end() < end and _ends_sentence(text, begin, mark, end):
            yield trimmed(text, begin, mark.end())
            begin = mark.end()
    yield trimmed(text, begin, end)


def _ends_sentence(text: str, begin: int, mark: re.Match[str], end: int) -> bool:
    after = mark.end()
    if mark[0][0] in "。！？":
        return True
    spaced = text[after].isspace()
    while after < end and text[after].isspace():
        after += 1
    opener = after
    while after < end and text[after] in _OPENERS:
        after += 1
    word = _WORD.match(text, after, min(end, after + 60))
    following = word[0] if word else ""
    if not spaced:
        return _is_run_on(text, mark, following)
    if not following or following[0].islower():
        return opener < after and not following
    if mark[0].rstrip("\"'’”»)] ").endswith((".", "…")):
        return _full_stop_ends(text, begin, mark, following, after > opener)
    return len(mark[0]) == 1 or not _ATTRIBUTION.match(text, opener, min(end, opener + 120))


def _is_run_on(text: str, mark: re.Match[str], following: str) -> bool:
    """A missing space: "the war.He said"."""
    before = text[max(0, mark.start() - 2) : mark.start()]
    return (
        len(before) == 2
        and before.islower()
        and before.isalpha()
        and following.istitle()
        and following.lower() in _STARTERS
    )


def _full_stop_ends(text: str, begin: int, mark: re.Match[str], following: str, opened: bool) -> bool:
    if len(mark[0]) > 1:
        return True
    token = text[max(begin, mark.start() - 24) : mark.start()].split()
    last = token[-1].lstrip("\"'“‘([—–-") if token else ""
    small, next_word = last.lower(), following.lower()
    if mark.start() - begin == len(last) and (last.isdigit() or len(last) == 1):
        return False
    if small in _NEVER or (small in _BEFORE_NUMBERS and following[0].isdigit()):
        return False
    starts = next_word in _STARTERS or opened
    if small in {"a.m", "p.m"}:
        return next_word not in _WHEN
    if small in _SOMETIMES or _INITIALS.fullmatch(small):
        return starts
    if len(last) == 1 and last.isupper():
        return starts and last != "I"
    return True
