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
from summarise.actors.catalogue import Actor, Catalogue, shipped
from summarise.actors.owner import owner
from summarise.actors.roster import roster


@dataclass(frozen=True, kw_only=True)
class Library:
    """Whom a command may tell of; `problems` are what could not be used of the entries."""

    catalogue: Catalogue
    problems: tuple[str, ...]
    out: Console
    err: Console

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
    known = roster(texts)
    return Library(catalogue=known.of(guild), problems=known.problems, out=out, err=err)


def origin_of(actor: Actor) -> str:
    """Where an actor comes from, in a word."""
    if owner(actor.id) is not None:
        return "server"
    return "shipped" if shipped().find(actor.id) else "yours"
