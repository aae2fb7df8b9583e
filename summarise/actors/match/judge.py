"""What a form means where it stands, as far as its neighbours tell."""

from collections.abc import Callable, Sequence
from typing import Final

from summarise.actors.fold import fold
from summarise.actors.index import Candidate, Rule, Sense
from summarise.actors.lexicon import GIVEN_NAMES, NAMED_AFTER, WORDS_IN_CAPITALS
from summarise.actors.match.boundaries import hindrance, hyphened, is_hyphened
from summarise.actors.match.page import PENDING, Finding, Page
from summarise.actors.match.surnames import surname
from summarise.actors.match.titles import title
from summarise.actors.match.vetoes import plural, vetoed
from summarise.actors.neighbours import organisation_after, preceded_by, small
from summarise.text.words import stop_words

_ACRONYM_AS_NAME = 4
_AROUND = 40
_TOO_SHORT = 12


def judged(page: Page, candidates: Sequence[Candidate]) -> list[Finding]:
    """What each form in a text means by itself: kept, vetoed, or pending on the rest of the article."""
    found: list[Finding] = []
    edges: set[int] = set()
    text = page.text
    for candidate in candidates:
        start, end, senses = candidate.start, candidate.end, candidate.senses
        hindered = hindrance(text, start, end)
        if not hindered and is_hyphened(text, start, end):
            edges = edges or {at for one in candidates for at in (one.start, -one.end)}
            paired = end + 1 in edges or 1 - start in edges
            hindered = hyphened(text, start, end, senses[0].actor.kind, paired=paired)
        if hindered:
            found.append(Finding(start, end, senses, senses[0].rule, *hindered))
        elif len(senses) == 1:
            found.append(_finding(page, start, end, senses[0]))
        else:
            found.extend(_chosen([_finding(page, start, end, sense) for sense in senses]))
    return found


def _chosen(findings: list[Finding]) -> list[Finding]:
    """Of what one form may mean: the only full meaning, else the surnames, else all that were vetoed."""
    full = [one for one in findings if one.reason != PENDING and one.kept]
    if full:
        ids = {one.actor.id for one in full}
        if len(ids) > 1 and all(one.rule == "title" for one in full):
            return [max(full, key=_since)]
        if len(ids) > 1:
            senses = tuple(one.senses[0] for one in full)
            return [full[0]._replace(senses=senses, reason="shared")]
        return [max(full, key=lambda one: one.end - one.start)]
    pending = [one for one in findings if one.reason == PENDING]
    return pending or findings


def _since(finding: Finding) -> str:
    office = finding.senses[0].office
    return office.since.isoformat() if office and office.since else ""


def _finding(page: Page, start: int, end: int, sense: Sense) -> Finding:
    text = page.text
    if sense.acronym:
        written = _written_acronym(text, start, end)
        if written in ("acronym", "capitals"):
            return Finding(start, end, (sense,), sense.rule, written)
        if written == PENDING:
            return Finding(start, end, (sense,), sense.rule, PENDING)
    elif sense.capital and _is_small(text, start, end, sense):
        return Finding(start, end, (sense,), sense.rule, "small")
    return _JUDGES[sense.rule](page, start, end, sense)


def _written_acronym(text: str, start: int, end: int) -> str:
    """Empty where an acronym is written as one; pending in a text all in capitals, where it may be a word."""
    written = text[start:end]
    if not written.isupper():
        loose = end - start >= _ACRONYM_AS_NAME and written[0].isupper() and written[1:].islower()
        return "" if loose and written.lower() not in WORDS_IN_CAPITALS else "acronym"
    around = text[max(0, start - _AROUND) : end + _AROUND]
    if not _is_in_capitals(text, start, end) or len(around) < _TOO_SHORT:
        return ""
    return PENDING if written.lower().replace(".", "") in WORDS_IN_CAPITALS else ""


def _is_short(text: str, start: int, end: int, sense: Sense) -> bool:
    """Whether a form is one word; an acronym like WHO, whose capitals alone tell it from a word, is not."""
    written = text[start:end]
    if " " in written:
        return False
    return not (sense.acronym and written.lower() in stop_words("en"))


def _is_small(text: str, start: int, end: int, sense: Sense) -> bool:
    first = text[start]
    if first.islower():
        return True
    if sense.rule == "surname":
        return end - start <= 3 and text[start:end].isupper() and not _is_in_capitals(text, start, end)
    if sense.rule == "title":
        return False
    space = text.rfind(" ", start, end)
    if space < 0 or not text[space + 1].islower() or not first.isascii():
        return False
    form = fold(text[start:end]).text
    return not any(
        alias[alias.rfind(" ") + 1].islower() for alias in sense.actor.aliases if fold(alias).text == form
    )


def _is_in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the text around is all in capitals."""
    around = text[max(0, start - _AROUND) : end + _AROUND]
    return around.upper() == around


def _name(page: Page, start: int, end: int, sense: Sense) -> Finding:
    text, actor = page.text, sense.actor
    senses = (sense,)
    if reason := vetoed(text, start, end, page.profiles.of(actor)):
        return Finding(start, end, senses, "name", *reason)
    if actor.kind == "person":
        if several := plural(text, start, end, page.profiles.of(actor)):
            return Finding(start, end, senses, "name", *several)
        if suffix := organisation_after(text, end):
            return Finding(start, end, senses, "name", "organisation", suffix)
        before = preceded_by(text, start)
        if before and small(before) in NAMED_AFTER:
            return Finding(start, end, senses, "name", "named after", before)
    elif " " not in text[start:end] and not sense.acronym:
        before = preceded_by(text, start)
        if before[:1].isupper() and small(before) in GIVEN_NAMES:
            return Finding(start, end, senses, "name", "other first name", before)
    if actor.context and _is_short(text, start, end, sense) and page.lacks_context(actor):
        return Finding(start, end, senses, "name", "context", ", ".join(actor.context))
    return Finding(start, end, senses, "name", "name")


_JUDGES: Final[dict[Rule, Callable[[Page, int, int, Sense], Finding]]] = {
    "name": _name,
    "title": title,
    "surname": surname,
}
