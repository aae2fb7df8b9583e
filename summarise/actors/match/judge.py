"""What a form means where it stands, as far as its neighbours tell."""

from collections.abc import Callable, Sequence
from typing import Final

from summarise.actors.index import Candidate, Rule, Sense
from summarise.actors.lexicon import GIVEN_NAMES, NAMED_AFTER
from summarise.actors.match.boundaries import hindrance, hyphened, is_hyphened
from summarise.actors.match.page import PENDING, Finding, Page
from summarise.actors.match.surnames import surname
from summarise.actors.match.titles import title
from summarise.actors.match.vetoes import plural, vetoed
from summarise.actors.match.writing import is_short, is_small, written_acronym
from summarise.actors.neighbours import followed_by, organisation_after, preceded_by, small


def judged(page: Page, candidates: Sequence[Candidate]) -> list[Finding]:
    """What each form in a text means by itself: kept, vetoed, or pending on the rest of the article."""
    found: list[Finding] = []
    edges: set[int] = set()
    text = page.text
    for candidate in candidates:
        start, end, senses = candidate.start, candidate.end, candidate.senses
        hindered = hindrance(text, start, end)
        if not hindered and is_hyphened(text, start, end):
            edges = edges or _edges(text, candidates)
            paired = end + 1 in edges or 1 - start in edges
            hindered = hyphened(text, start, end, senses[0].actor.kind, paired=paired)
        if hindered:
            found.append(Finding(start, end, senses, senses[0].rule, *hindered))
        elif len(senses) == 1:
            found.append(_finding(page, start, end, senses[0]))
        else:
            found.extend(_chosen([_finding(page, start, end, sense) for sense in senses]))
    return found


def _edges(text: str, candidates: Sequence[Candidate]) -> set[int]:
    """Where forms that are whole words begin, and, less than 0, where they end."""
    begins = (one.start for one in candidates if not text[one.end : one.end + 1].isalnum())
    ends = (-one.end for one in candidates if not text[one.start - 1 : one.start].isalnum())
    return {*begins, *ends}


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
        if reason := written_acronym(text, start, end):
            return Finding(start, end, (sense,), sense.rule, reason)
    elif sense.capital and is_small(text, start, end, sense):
        return Finding(start, end, (sense,), sense.rule, "small")
    return _JUDGES[sense.rule](page, start, end, sense)


def _name(page: Page, start: int, end: int, sense: Sense) -> Finding:
    text, actor = page.text, sense.actor
    senses = (sense,)
    following = followed_by(text, end)
    if reason := vetoed(text, start, end, page.profiles.of(actor), following):
        return Finding(start, end, senses, "name", *reason)
    if actor.kind == "person":
        if several := plural(text, start, end, page.profiles.of(actor)):
            return Finding(start, end, senses, "name", *several)
        if following and (suffix := organisation_after(text, end, following, page.profiles.of(actor).names)):
            return Finding(start, end, senses, "name", "organisation", suffix)
        before = preceded_by(text, start)
        if before and small(before) in NAMED_AFTER:
            return Finding(start, end, senses, "name", "named after", before)
    elif " " not in text[start:end] and not sense.acronym:
        before = preceded_by(text, start)
        if before[:1].isupper() and small(before) in GIVEN_NAMES:
            return Finding(start, end, senses, "name", "other first name", before)
    if actor.context and is_short(text, start, end, sense) and page.lacks_context(actor):
        return Finding(start, end, senses, "name", "context", ", ".join(actor.context))
    return Finding(start, end, senses, "name", "name")


_JUDGES: Final[dict[Rule, Callable[[Page, int, int, Sense], Finding]]] = {
    "name": _name,
    "title": title,
    "surname": surname,
}
