"""The guilds that the bot is in, and what the process notes for itself."""

from datetime import datetime

import sqlalchemy as sa

from storage.engine import Database
from storage.model import GuildSettings
from storage.schema import guild as table
from storage.schema import note


class Guilds:
    """Each guild's own settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def seen(self, guild: str, name: str, now: datetime) -> None:
        """The bot is in this guild, which is called so."""
        known = {"name": name, "seen_at": now}
        async with self._database.writing() as tx:
            await tx.execute(
                tx.insert(table)
                .values(guild=guild, **known)
                .on_conflict_do_update(index_elements=["guild"], set_=known)
            )

    async def settings(self, guild: str) -> GuildSettings:
        """The guild's settings; the defaults where it was never seen."""
        async with self._database.reading() as tx:
            row = await tx.row(sa.select(table).where(table.c.guild == guild))
        if row is None:
            return GuildSettings(guild=guild, name="", seen_at=None)
        return GuildSettings(guild=guild, name=row["name"], seen_at=row["seen_at"])

    async def all(self) -> tuple[GuildSettings, ...]:
        """Every guild that the bot was ever seen in, by name."""
        async with self._database.reading() as tx:
            rows = await tx.rows(sa.select(table).order_by(table.c.name, table.c.guild))
        return tuple(
            GuildSettings(guild=row["guild"], name=row["name"], seen_at=row["seen_at"]) for row in rows
        )

    async def note(self, key: str, value: str) -> None:
        """Keep a small fact of the process as a whole, in place of an earlier one of that key."""
        async with self._database.writing() as tx:
            await tx.execute(
                tx.insert(note)
                .values(key=key, value=value)
                .on_conflict_do_update(index_elements=["key"], set_={"value": value})
            )

    async def note_of(self, key: str) -> str | None:
        """The fact that was kept under this key."""
        async with self._database.reading() as tx:
            value: str | None = await tx.value(sa.select(note.c.value).where(note.c.key == key))
        return value
