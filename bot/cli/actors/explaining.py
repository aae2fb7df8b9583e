"""`wirewatch actors why`: which form in a text is taken for whom, or is not, and by which rule."""

import json
import sys
from dataclasses import replace
from datetime import date
from typing import Any

from bot.cli.actors.library import Library
from bot.cli.feeds.bureau import CannotError
from feeds.clean import visible
from summarise.actors.beside import own
from summarise.actors.explain import Verdict

LONGEST = 100_000
"""Characters that are read, as of an article."""

EVERYBODYS = "everybody's"
"""The reason for which a server's own actor is not taken: a key of VETOED."""

AROUND = 30
"""Characters of context before and after a form."""


def why(library: Library, text: str, on: date | None, *, as_json: bool) -> int:
    """Explain a text (`-`: standard input) as of a day (None: today); the exit status, 1 for nobody found."""
    read = _standard_input() if text == "-" else text
    found = _verdicts(library, read[:LONGEST], on)
    kept = {(one.start, one.end) for one in found if one.kept}
    # of several names of one actor in the same place, or several terms of an office, one is enough
    once = {(one.start, one.end, one.actors, one.because): one for one in found}.values()
    verdicts = [
        one for one in once if one.kept or one.reason == EVERYBODYS or (one.start, one.end) not in kept
    ]
    if as_json:
        print(json.dumps([_facts(one) for one in verdicts], ensure_ascii=False, indent=2))
    else:
        for one in verdicts:
            _tell(library, read, one)
        if not verdicts:
            library.tell("Nothing in it is a name or a title of anybody in the catalogue.")
    if len(read) > LONGEST:
        library.complain(f"Only the first {LONGEST:,} characters were read.")
    return 0 if any(one.kept for one in verdicts) else 1


def _verdicts(library: Library, text: str, on: date | None) -> list[Verdict]:
    """What is decided of each form as reading does: everybody's actors, and beside them the guild's own."""
    known, texts = library.known, (text,)
    (found,) = known.matcher.verdicts(texts, on)
    part = known.guilds.get(library.guild or "")
    if part is None:
        return list(found)
    (theirs,) = part.matcher.verdicts(texts, on)
    kept = own(texts, known.matcher.hits(texts, on), part.matcher.hits(texts, on))
    spans = {(hit.start, hit.end) for hit in kept[0]}
    theirs = tuple(
        one
        if not one.kept or (one.start, one.end) in spans
        else replace(one, kept=False, reason=EVERYBODYS, word="")
        for one in theirs
    )
    return sorted((*found, *theirs), key=lambda one: one.start)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read(4 * LONGEST + 1).decode("utf-8", "replace")
    except KeyboardInterrupt:
        raise CannotError("Nothing was read.") from None


def _tell(library: Library, text: str, one: Verdict) -> None:
    who = ", ".join(actor.id for actor in one.actors)
    taken = f"is {who}" if one.kept else f"is not {who}"
    before, after = text[max(one.start - AROUND, 0) : one.start], text[one.end : one.end + AROUND]
    shown = " ".join(f"{before}[{one.form}]{after}".split())
    library.tell(f"{one.start:>6}  {'+' if one.kept else '-'} {shown}")
    library.tell(f"          {' '.join(visible(one.form).split())} {taken} ({one.rule}): {one.because}.")


def _facts(one: Verdict) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.form,
        "actors": [actor.id for actor in one.actors],
        "rule": one.rule,
        "kept": one.kept,
        "reason": one.reason,
        "because": one.because,
    }
