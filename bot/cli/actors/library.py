"""The catalogue at hand for one command: shipped, the operator's, and what was added, if anything was."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console

from bot.catalogues import has_archive, kept_actors, operators_actors
from bot.cli.answering import answered
from bot.cli.feeds.bureau import CannotError, guild_for
from config.load import Loaded
from config.settings import Settings
from feeds.clean import visible
from summarise.actors.catalogue import Actor, Catalogue
from summarise.actors.owner import owner
from summarise.actors.roster import Roster, roster


@dataclass(frozen=True, kw_only=True)
class Library:
    """Whom a command may tell of: those whom a guild sees, or without one what everybody has."""

    known: Roster
    guild: str | None = None
    out: Console
    err: Console

    @property
    def catalogue(self) -> Catalogue:
        """Everybody whom the guild sees."""
        return self.known.of(self.guild)

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be used of the entries."""
        return self.known.problems

    def origin_of(self, actor: Actor) -> str:
        """Where the entry of an actor comes from, in a word."""
        if owner(actor.id) is not None:
            return "server"
        return "yours" if actor.id in self.known.shared.added else "shipped"

    def tell(self, words: str) -> None:
        """A line for people: nothing in it is markup, nothing is folded, and nothing in it is invisible."""
        self.out.print(visible(words), markup=False, highlight=False, soft_wrap=True)

    def complain(self, words: str) -> None:
        """One line about what is wrong."""
        self.err.print(visible(words), markup=False, highlight=False, soft_wrap=True)

    def find(self, actor: str) -> Actor:
        """Whom somebody means by an id, of a server's own also without the server; CannotError for nobody."""
        own = (one for one in self.catalogue.actors if one.id.partition("@")[0] == actor)
        found = self.catalogue.find(actor) or next(own, None)
        if found is None:
            if others := servers_of(self.known, actor):
                raise CannotError(others)
            near = ", ".join(one.id for one in self.catalogue.search(actor.replace("-", " "), 3))
            hint = f" Did you mean {near}?" if near else ""
            said = f"No actor has the id “{visible(actor[:80])}”.{hint}"
            raise CannotError(f"{said} `wirewatch actors list` shows all.")
        return found


def in_library(work: Callable[[Library], int], guild: str | None) -> None:
    """Do the work and exit with the status that it comes back with; no database is made for it."""

    def begun(loaded: Loaded, err: Console) -> int:
        asked = None if guild is None else guild_for(guild, (), connected=True)
        return work(library_of(loaded.settings, asked, Console(), err))

    answered(begun)


def library_of(settings: Settings, guild: str | None, out: Console, err: Console) -> Library:
    """The catalogue of a guild, or without one what everybody has."""
    texts = asyncio.run(kept_actors(settings)) if has_archive(settings) else operators_actors(settings)
    return Library(known=roster(texts), guild=guild, out=out, err=err)


def servers_of(known: Roster, actor: str) -> str:
    """Whose own an id is, which one server alone can be asked about; empty where it is nobody's."""
    wanted, _, of = actor.partition("@")
    servers = [
        guild for guild in known.guilds if of in ("", guild) and known.of(guild).find(f"{wanted}@{guild}")
    ]
    if not servers:
        return ""
    where = " or ".join(f"`--guild {guild}`" for guild in servers[:3])
    return f"“{visible(actor[:80])}” was added for one server: ask with {where}."
