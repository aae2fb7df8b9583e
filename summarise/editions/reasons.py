"""Why a watch fired, or what it waits for, in words for people."""

from collections.abc import Sequence
from typing import Final

from summarise.actors.catalogue import Catalogue
from summarise.editions.wants import Want
from summarise.model import Role

FOLLOWED: Final = "You follow this story."
GONE: Final = "No watch for which it was told is here any more."

MOST_NAMED: Final = 10
"""So many actors, keywords or outlets of a watch are named; of the rest it is said how many they are."""

_DOES: Final[dict[Role, str]] = {
    "speaker": "speaks in it",
    "subject": "acts in it",
    "mention": "is named in it",
}
_WATCHED: Final[dict[Role, str]] = {
    "speaker": " speaking",
    "subject": " acting or speaking",
    "mention": "",
}
_MISSED: Final[dict[Role, str]] = {
    "speaker": "does not speak in it",
    "subject": "neither acts nor speaks in it",
    "mention": "is not in it",
}
_NUMBERS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def reason(want: Want, catalogue: Catalogue) -> str:
    """Why this watch fired: "Your watch on A and B: A speaks in it, B is named in it.".

    A watch for a role says which ("on A speaking"), and names only who has it. Where it would not fire any
    more: "Your watch on A fired before; as it is told now it would not.". `catalogue` knows the names of
    those who are not in the story.
    """
    if want.watch.story is not None:
        return FOLLOWED
    asked = _asked(want, catalogue)
    if not want.fires:
        return f"{asked} fired before; as it is told now it would not."
    found = [f"{part.name} {_DOES[part.role]}" for part in want.acting]
    if want.keywords:
        found.append(f"{_listed(_quoted(want.keywords))} {'is' if len(want.keywords) == 1 else 'are'} in it")
    if want.watch.voices > 1 or not found:
        found.append(_told_by(want.voices))
    return f"{asked}: {', '.join(found)}."


def waiting(want: Want, catalogue: Catalogue) -> str:
    """What this watch lacks, in one sentence that begins with what it asks for.

    "Your watch on A waits: one outlet of the three that your watch asks for so far.".
    """
    lacks = set(want.lacks)
    missing: list[str] = []
    if "actors" in lacks:
        missing += _absent(want, catalogue)
    if "keywords" in lacks:
        missing.append(_none_of(_quoted(want.watch.keywords), "is not in it", "is in it"))
    if "outlets" in lacks:
        named = want.watch.outlets
        told = _none_of(named, "does not tell it", "tells it") if named else "none of its feeds tells it"
        missing.append(f"none of its feeds tells it, and {told}" if named and want.watch.feeds else told)
    if "languages" in lacks:
        missing.append(f"no report that it asks for is in {_listed(want.watch.languages, 'or')}")
    if "voices" in lacks:
        missing.append(
            f"{_number(want.voices)} {_outlets(want.voices)} of the {_number(want.watch.voices)}"
            " that your watch asks for so far"
        )
    return f"{_asked(want, catalogue)} waits: {', '.join(missing)}."


def _asked(want: Want, catalogue: Catalogue) -> str:
    watch = want.watch
    if watch.actors:
        known = {part.actor: part.name for part in (*want.acting, *want.named)}
        names = [known.get(actor) or _name(actor, catalogue) for actor in watch.actors]
        together = " together" if watch.every and len(names) > 1 else ""
        asked = f"{_listed(names)}{_WATCHED[watch.role]}{together}"
        if watch.keywords:
            asked += f" with {_listed(_quoted(watch.keywords), 'or')}"
    elif watch.keywords:
        asked = _listed(_quoted(watch.keywords), "or")
    else:
        sources = [*watch.outlets, *(["its feeds"] if watch.feeds else [])]
        asked = _listed(sources) if sources else "all stories"
    return f"Your watch on {asked}"


def _absent(want: Want, catalogue: Catalogue) -> list[str]:
    """Who is not in it or not as asked for; nothing of those who are absent where one of several would do."""
    watch, missed = want.watch, _MISSED[want.watch.role]
    absent = [f"{part.name} {missed}" for part in want.named]
    if watch.every:
        there = {part.actor for part in (*want.acting, *want.named)}
        away = [_name(actor, catalogue) for actor in watch.actors if actor not in there]
        absent += [f"{name} is not in it" for name in away[:MOST_NAMED]]
    return absent or ["none of them is in it"]


def _none_of(names: Sequence[str], absent: str, there: str) -> str:
    if len(names) == 1:
        return f"{names[0]} {absent}"
    if len(names) == 2:
        return f"neither {names[0]} nor {names[1]} {there}"
    return f"none of those that it names {there}"


def _told_by(voices: int) -> str:
    return f"{_number(voices)} {_outlets(voices)} {'tells' if voices == 1 else 'tell'} it"


def _outlets(count: int) -> str:
    return "outlet" if count == 1 else "independent outlets"


def _number(count: int) -> str:
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def _name(actor: str, catalogue: Catalogue) -> str:
    known = catalogue.find(actor)
    return known.name if known else actor.partition("@")[0]


def _quoted(words: Sequence[str]) -> list[str]:
    return [f"“{word}”" for word in words]


def _listed(names: Sequence[str], last: str = "and") -> str:
    """ "A, B and C"; of many the first ten, and how many more."""
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(f"{len(names) - MOST_NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}"
