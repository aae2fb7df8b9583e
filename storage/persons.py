"""What members settled for themselves, whatever the server."""

import sqlalchemy as sa

from storage.documents import QUIET
from storage.engine import Database
from storage.model import Person
from storage.schema import person as table


class Persons:
    """Each person's own clock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person: str) -> Person:
        """What they settled; nothing at first."""
        async with self._database.reading() as tx:
            row = await tx.row(sa.select(table).where(table.c.person == person))
        if row is None:
            return Person(person=person)
        quiet = None if row["quiet"] is None else QUIET.load(row["quiet"])
        return Person(person=person, zone=row["zone"], quiet=quiet)

    async def keep(self, settled: Person) -> None:
        """What they settle takes the place of all that they had settled before."""
        quiet = None if settled.quiet is None else QUIET.dump(settled.quiet)
        values = {"zone": settled.zone, "quiet": quiet}
        async with self._database.writing() as tx:
            added = tx.insert(table).values(person=settled.person, **values)
            await tx.execute(added.on_conflict_do_update(index_elements=["person"], set_=values))
