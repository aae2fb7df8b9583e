"""Why a watch fired, or what it waits for, in words for people."""

from collections.abc import Sequence
from typing import Final

from config.phrase import Part, Phrase, both, counted, either, phrase, row
from summarise.actors.catalogue import Catalogue
from summarise.editions.wants import Want
from summarise.model import Role

FOLLOWED: Final = phrase("You follow this story.")
GONE: Final = phrase("The watch for which it was told is paused or removed.")

MOST_NAMED: Final = 10
"""So many actors, keywords or outlets of a watch are named; of the rest it is said how many they are."""


def reason(want: Want, catalogue: Catalogue) -> Phrase:
    """Why this watch fired: "Your watch on A and B: A speaks in it, B is named in it.".

    A watch for a role says which ("on A speaking"), and names only who has it. Where it would not fire any
    more: "Your watch on A fired before; as it is told now it would not.". `catalogue` knows the names of
    those who are not in the story.
    """
    if want.watch.story is not None:
        return FOLLOWED
    asked = _asked(want, catalogue)
    if not want.fires:
        return phrase("Your watch on {asked} fired before; as it is told now it would not.", asked=asked)
    found: list[Part] = [_does(part.role, part.name) for part in want.acting]
    if words := want.keywords:
        found.append(
            counted("{words} is in it", "{words} are in it", len(words), words=_listed(_quoted(words)))
        )
    if want.watch.voices > 1 or not found:
        found.append(_told_by(want.voices))
    return phrase("Your watch on {asked}: {found}.", asked=asked, found=row(found))


def waiting(want: Want, catalogue: Catalogue) -> Phrase:
    """What this watch lacks, in one sentence that begins with what it asks for.

    "Your watch on A waits: 1 of the 3 independent outlets that it asks for tells it so far.".
    """
    lacks = set(want.lacks)
    missing: list[Part] = []
    if "actors" in lacks:
        missing += _absent(want, catalogue)
    if "keywords" in lacks:
        missing.append(_no_keyword(_quoted(want.watch.keywords)))
    if "outlets" in lacks:
        if want.watch.feeds or not want.watch.outlets:
            missing.append(phrase("none of its feeds tells it"))
        if want.watch.outlets:
            missing.append(_no_outlet(want.watch.outlets))
    if "languages" in lacks:
        languages = _listed(want.watch.languages, "or")
        missing.append(phrase("no report that it asks for is in {languages}", languages=languages))
    if "voices" in lacks:
        missing.append(
            counted(
                "{count} of the {asked} independent outlets that it asks for tells it so far",
                "{count} of the {asked} independent outlets that it asks for tell it so far",
                want.voices,
                asked=str(want.watch.voices),
            )
        )
    asked = _asked(want, catalogue)
    return phrase("Your watch on {asked} waits: {missing}.", asked=asked, missing=row(missing))


def _asked(want: Want, catalogue: Catalogue) -> Part:
    watch = want.watch
    words = _listed(_quoted(watch.keywords), "or") if watch.keywords else None
    if watch.actors:
        known = {part.actor: part.name for part in (*want.acting, *want.named)}
        names = [known.get(actor) or _name(actor, catalogue) for actor in watch.actors]
        who = _in_role(watch.role, _listed(names), together=watch.every and len(names) > 1)
        return who if words is None else phrase("{who} with {words}", who=who, words=words)
    if words is not None:
        return words
    sources: list[Part] = [*watch.outlets, *([phrase("its feeds")] if watch.feeds else [])]
    return _listed(sources) if sources else phrase("all stories")


def _in_role(role: Role, names: Part, *, together: bool) -> Part:
    if role == "speaker":
        if together:
            return phrase("{names} speaking together", names=names)
        return phrase("{names} speaking", names=names)
    if role == "subject":
        if together:
            return phrase("{names} acting or speaking together", names=names)
        return phrase("{names} acting or speaking", names=names)
    return phrase("{names} together", names=names) if together else names


def _does(role: Role, name: str) -> Phrase:
    if role == "speaker":
        return phrase("{name} speaks in it", name=name)
    if role == "subject":
        return phrase("{name} acts in it", name=name)
    return phrase("{name} is named in it", name=name)


def _misses(role: Role, name: str) -> Phrase:
    if role == "speaker":
        return phrase("{name} does not speak in it", name=name)
    if role == "subject":
        return phrase("{name} neither acts nor speaks in it", name=name)
    return phrase("{name} is not in it", name=name)


def _absent(want: Want, catalogue: Catalogue) -> list[Part]:
    """Who is not in it or not as asked for; nothing of those who are absent where one of several would do."""
    watch = want.watch
    absent: list[Part] = [_misses(watch.role, part.name) for part in want.named]
    if watch.every:
        there = {part.actor for part in (*want.acting, *want.named)}
        away = [_name(actor, catalogue) for actor in watch.actors if actor not in there]
        absent += [_misses("mention", name) for name in away[:MOST_NAMED]]
    return absent or [phrase("none of them is in it")]


def _no_keyword(words: Sequence[Part]) -> Phrase:
    if len(words) == 1:
        return phrase("{word} is not in it", word=words[0])
    if len(words) == 2:
        return phrase("neither {word} nor {other} is in it", word=words[0], other=words[1])
    return phrase("none of its keywords is in it")


def _no_outlet(outlets: Sequence[str]) -> Phrase:
    if len(outlets) == 1:
        return phrase("{outlet} does not tell it", outlet=outlets[0])
    if len(outlets) == 2:
        return phrase("neither {outlet} nor {other} tells it", outlet=outlets[0], other=outlets[1])
    return phrase("none of its outlets tells it")


def _told_by(voices: int) -> Phrase:
    return counted("{count} outlet tells it", "{count} independent outlets tell it", voices)


def _name(actor: str, catalogue: Catalogue) -> str:
    known = catalogue.find(actor)
    return known.name if known else actor.partition("@")[0]


def _quoted(words: Sequence[str]) -> list[Part]:
    return [phrase("“{word}”", word=word) for word in words]


def _listed(names: Sequence[Part], last: str = "and") -> Part:
    """ "A, B and C"; of many the first ten, and how many more."""
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(phrase("{left} more", left=str(len(names) - MOST_NAMED)))
    if len(shown) == 1:
        return shown[0]
    return either(shown) if last == "or" else both(shown)
