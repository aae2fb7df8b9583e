"""What a form means where it stands, as far as its neighbours tell."""

from collections.abc import Callable, Sequence
from typing import Final

from summarise.actors.index import Candidate, Rule, Sense
from summarise.actors.lexicon import GIVEN_NAMES
from summarise.actors.match.ahead import is_named_after
from summarise.actors.match.behind import attributed, state_after
from summarise.actors.match.boundaries import HYPHENS, hindrance, hyphened, is_hyphened
from summarise.actors.match.page import PENDING, Finding, Page
from summarise.actors.match.surnames import surname
from summarise.actors.match.things import organisation_after
from summarise.actors.match.titles import title
from summarise.actors.match.vetoes import plural, vetoed
from summarise.actors.match.writing import is_short, is_small, written_acronym
from summarise.actors.namesakes import GODDESSES, OCCUPATIONS
from summarise.actors.neighbours import followed_by, preceded_by, small


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
            paired = (text[end : end + 1] in HYPHENS and end + 1 in edges) or (
                text[start - 1 : start] in HYPHENS and 1 - start in edges
            )
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
    following = followed_by(text, end)
    tells = _of_person if actor.kind == "person" else _of_body
    if reason := vetoed(text, start, end, page.profiles.of(actor), following) or tells(
        page, start, end, sense, following
    ):
        return Finding(start, end, (sense,), "name", *reason)
    if actor.context and is_short(text, start, end, sense) and page.lacks_context(actor):
        return Finding(start, end, (sense,), "name", "context", page.unmet(actor))
    return Finding(start, end, (sense,), "name", "name")


def _of_person(page: Page, start: int, end: int, sense: Sense, following: str) -> tuple[str, str] | None:
    """Why a person's full name is not theirs here."""
    text, known = page.text, page.profiles.of(sense.actor)
    if several := plural(text, start, end, known):
        return several
    if following and (suffix := organisation_after(text, end, following, known.names)):
        return "organisation", suffix
    if before := preceded_by(text, start):
        if is_named_after(text, start):
            return "named after", before
        if known.common and small(before) in OCCUPATIONS:
            return "occupation", before
    return attributed(text, start, end, following) if following.islower() else None


def _of_body(page: Page, start: int, end: int, sense: Sense, _: str) -> tuple[str, str] | None:
    """Why an organisation's name is not its own here."""
    text = page.text
    if state := state_after(text, end):
        return "place", state
    if " " in text[start:end] or text[start:end].isupper() or not (before := preceded_by(text, start)):
        return None
    bare = small(before)
    if sense.acronym:
        return ("before", before) if bare in GODDESSES else None
    return ("other first name", before) if before[0].isupper() and bare in GIVEN_NAMES else None


_JUDGES: Final[dict[Rule, Callable[[Page, int, int, Sense], Finding]]] = {
    "name": _name,
    "title": title,
    "surname": surname,
}
