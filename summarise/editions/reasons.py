"""Why a watch fired, in words for people."""

from summarise.actors.catalogue import Catalogue
from summarise.actors.salience import STRENGTH
from summarise.model import Flag, Role, Watch

_DOES: dict[Role, str] = {"speaker": "speaks in it", "subject": "acts in it", "mention": "is named in it"}
_WATCHED: dict[Role, str] = {"speaker": " speaking", "subject": " acting or speaking", "mention": ""}


def reason(watch: Watch, flags: tuple[Flag, ...], catalogue: Catalogue) -> str:
    """Why this watch fired: "Your watch on A and B: A speaks in it, B is named in it.".

    A watch for a role says which ("on A speaking"), and names only who has it. Where nobody has it any more:
    "Your watch on A fired before; as it is told now it would not.". `catalogue` knows the names of those who
    are not in the story.
    """
    flagged = {flag.actor: flag for flag in flags}
    names = [flagged[a].name if a in flagged else _name(a, catalogue) for a in watch.actors]
    firing = [
        flagged[actor]
        for actor in watch.actors
        if actor in flagged and STRENGTH[flagged[actor].role] >= STRENGTH[watch.role]
    ]
    asked = f"Your watch on {_listed(names)}{_WATCHED[watch.role]}"
    if not firing:
        return f"{asked} fired before; as it is told now it would not."
    does = ", ".join(f"{flag.name} {_DOES[flag.role]}" for flag in firing)
    return f"{asked}: {does}."


def _name(actor: str, catalogue: Catalogue) -> str:
    known = catalogue.find(actor)
    return known.name if known else actor.partition("@")[0]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
