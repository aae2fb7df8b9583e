"""`wirewatch actors add` and `remove`."""

from bot.added import NOT_AGAIN, add
from bot.catalogues import operators_actors
from bot.cli.actors.library import servers_of
from bot.cli.feeds.bureau import Bureau, CannotError, in_bureau
from bot.newcomer import Newcomer, Refused
from bot.terminal import GUILD as TERMINAL
from summarise.actors.catalogue import Actor
from summarise.actors.roster import roster


def add_actor(typed: Newcomer, guild: str | None) -> None:
    """Add somebody for everybody, or for this guild, and exit."""
    in_bureau(lambda bureau: adding(bureau, typed, guild), guild or TERMINAL)


def remove_actor(one: str, guild: str | None) -> None:
    """Remove somebody who was added, and exit."""
    in_bureau(lambda bureau: removing(bureau, one, guild), guild or TERMINAL)


async def adding(bureau: Bureau, typed: Newcomer, guild: str | None) -> int:
    """Add an actor; returns the exit status. CannotError, with the reasons, for one who is refused."""
    file = operators_actors(bureau.settings)
    added = await add(bureau.archive, typed, guild, "operator", bureau.now(), file)
    if isinstance(added, Refused):
        another = ("`--id` gives another id.",) if added.by_id else ()
        raise CannotError("\n".join((*map(str, added.reasons), *another, "Nobody was added.")))
    bureau.tell(f"{added.name} is watched for from now on, as {added.id}. {NOT_AGAIN}")
    bureau.tell(_matched(added))
    return 0


async def removing(bureau: Bureau, one: str, guild: str | None) -> int:
    """Remove an actor; returns the exit status. CannotError for one who was not added."""
    named = one if guild is None or "@" in one else f"{one}@{guild}"
    if await bureau.archive.actors.remove(guild, named):
        bureau.tell(f"{named} is watched for no longer. Watches that name it stay, and find nobody.")
        return 0
    known = roster((*operators_actors(bureau.settings), *await bureau.archive.actors.sources()))
    found = known.of(None).find(one)
    if found is None:
        server = servers_of(known, one)
        raise CannotError(
            server
            or f"No actor has the id “{one[:80]}”. `wirewatch actors list --added` shows who was added."
        )
    if any(row.actor == one for row in await bureau.archive.actors.of_guild(None)):
        raise CannotError(f"{found.name} was added for every server: leave --guild out.")
    filed = found.id in known.shared.added
    where = "stands in your actors_file; remove it there" if filed else "comes with Wirewatch"
    raise CannotError(f"{found.name} was not added by command but {where}.")


def _matched(actor: Actor) -> str:
    """What is matched from now on."""
    alone = f"; once an article has named them so, {', '.join(actor.surnames)} too" if actor.surnames else ""
    return f"Matched: {', '.join(actor.aliases)}{alone}."
