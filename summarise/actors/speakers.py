"""Whom the words beside a quote mean: an actor, somebody the catalogue does not know, or nobody known."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarise.actors.antecedent import antecedent
from summarise.actors.catalogue import Catalogue
from summarise.model import Mention, Speaker, Unknown
from summarise.text.paragraphs import Span

Named = Mention | Unknown

_GOVERNED = re.compile(
    r"(?:\b(?:for|of|to|with|from|against|about|like|by) (?:the )?"
    r"|\b(?:[a-zà-ÿ-]{3,}|[Ss]precher(?:in)?) (?:de|du|des|del|della|di|do|da|von|vom|der|van) (?:la "
    r"|el )?)[\[(]?\Z"
)
_READ_BY = re.compile(r"\b(?:read|written|issued|given|posted|sent) (?:out )?by (?:the )?\Z")
_SOMEBODYS = re.compile(
    r"['’]s? (?:[\w-]+ ){0,3}"
    r"(?:spokes\w+|secretary|advis[eo]rs?|aides?|all(?:y|ies)|lawyers?|critics?|office|campaign|team|camp"
    r"|deputy|wife"
    r"|husband|son|daughter|brother|sister|supporters?|government|party|rival|predecessor|successor)\b"
)
_REST = re.compile(r"(?:['’]s?)?[\])]?(?:(?:,| of | from | for | at | in ).*|\s*)\Z", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """Who is named in a text, in order, and the catalogue that tells of them on a day."""

    text: str
    mentions: Sequence[Mention]
    unknowns: Sequence[Unknown]
    catalogue: Catalogue
    on: date | None


def speaker_at(cast: Cast, span: Span | None) -> Speaker | None:
    """The speaker named at a span: whoever its last name is, where nothing hangs that name on another.

    "Putin's spokesman", "critics of Putin" and "the Putin campaign" are not Putin. Pronouns and bare
    descriptions are resolved to whom they stand for.
    """
    if span is None:
        return None
    start, end = span
    known = named_in(cast, start, end)
    if known is None and not _SOMEBODYS.search(cast.text, start, end):
        known = antecedent(cast.text, start, end, cast.mentions, cast.unknowns, cast.catalogue, cast.on)
    return Speaker(
        start=start,
        end=end,
        text=cast.text[start:end],
        actor=known.actor if isinstance(known, Mention) else None,
        name=known.name if known else None,
    )


def named_in(cast: Cast, start: int, end: int) -> Named | None:
    """Who the words [start, end) name, by name."""
    for listed in (cast.mentions, cast.unknowns):
        last = bisect_left(listed, end, key=lambda one: one.start) - 1
        while last >= 0 and listed[last].end > start:
            if _is_head(cast.text, listed[last], start, end):
                return listed[last]
            last -= 1
    return None


def beginning_at(cast: Cast, start: int, slack: int) -> Named | None:
    """Who is named right at `start` or up to `slack` characters after it."""
    return next((one for one in _near(cast, start) if start <= one.start <= start + slack), None)


def ending_at(cast: Cast, end: int, slack: int) -> Named | None:
    """Who is named right up to `end` or up to `slack` characters before it."""
    return next((one for one in _near(cast, end) if end - slack <= one.end <= end), None)


def _near(cast: Cast, at: int) -> list[Named]:
    near: list[Named] = []
    for listed in (cast.mentions, cast.unknowns):
        place = bisect_left(listed, at, key=lambda one: one.start)
        near.extend(listed[max(0, place - 2) : place + 2])
    return near


def _is_head(text: str, one: Named, start: int, end: int) -> bool:
    before = text[start : one.start]
    if _GOVERNED.search(before) and not _READ_BY.search(before):
        return False
    return one.end >= end or _REST.match(text[one.end : end]) is not None
