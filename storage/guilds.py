"""The guilds that the bot is in, what they settled, and what the process notes for itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from storage.documents import RIGHTS
from storage.engine import Database
from storage.model import GuildSettings, SeenGuild
from storage.schema import guild as table
from storage.schema import note

_SEEN: Final = ("guild", "name", "seen_at", "locale", "left_at")


class Guilds:
    """Each guild's own settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def seen(self, guilds: Sequence[SeenGuild], now: datetime) -> frozenset[str]:
        """The bot is in these guilds; which of them are new."""
        # by their keys: two processes that write the same guilds never wait for one another
        ordered = sorted({one.guild: one for one in guilds}.items())
        rows = [(key, one.name, now, one.locale, None) for key, one in ordered]
        async with self._database.writing() as tx:
            known = sa.select(table.c.guild).where(table.c.guild.in_([key for key, _ in ordered]))
            old = frozenset(await tx.values(known))
            await tx.put(table, _SEEN, rows, over=True)
        return frozenset(key for key, _ in ordered) - old

    async def left(self, guild: str, now: datetime) -> None:
        """The bot was removed from this guild; until it is seen there again."""
        async with self._database.writing() as tx:
            gone = sa.and_(table.c.guild == guild, table.c.left_at.is_(None))
            await tx.execute(sa.update(table).where(gone).values(left_at=now))

    async def left_before(self, moment: datetime) -> tuple[str, ...]:
        """The guilds that the bot left before this moment and is not back in."""
        async with self._database.reading() as tx:
            gone = sa.select(table.c.guild).where(table.c.left_at < moment).order_by(table.c.guild)
            return tuple(await tx.values(gone))

    async def settings(self, guild: str) -> GuildSettings:
        """The guild's settings; the defaults where it was never seen."""
        async with self._database.reading() as tx:
            row = await tx.row(sa.select(table).where(table.c.guild == guild))
        return GuildSettings(guild=guild, name="", seen_at=None) if row is None else _settings(row)

    async def all(self) -> tuple[GuildSettings, ...]:
        """Every guild that the bot was ever seen in, by name."""
        async with self._database.reading() as tx:
            rows = await tx.rows(sa.select(table).order_by(table.c.name, table.c.guild))
        return tuple(map(_settings, rows))

    async def speak(self, guild: str, language: str | None) -> None:
        """What is said to the guild is said in this language; None: in the one it prefers at Discord."""
        await self._settle(guild, language=language)

    async def tell_changes(self, guild: str, channel: str | None) -> None:
        """Changes are told in this channel (an id), or in none."""
        await self._settle(guild, log=channel)

    async def allow(self, guild: str, group: str, roles: Sequence[str]) -> None:
        """These roles, by id, may change what the group of commands changes, and no others."""
        async with self._database.writing() as tx:
            row = await tx.row(sa.select(table).where(table.c.guild == guild).with_for_update())
            if row is None:
                return
            others = {name: held for name, held in _settings(row).rights.items() if name != group}
            rights = others | ({group: tuple(dict.fromkeys(roles))} if roles else {})
            dumped = RIGHTS.dump(rights) if rights else None
            await tx.execute(sa.update(table).where(table.c.guild == guild).values(rights=dumped))

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

    async def _settle(self, guild: str, **settled: str | None) -> None:
        async with self._database.writing() as tx:
            await tx.execute(sa.update(table).where(table.c.guild == guild).values(settled))


def _settings(row: sa.RowMapping) -> GuildSettings:
    rights = {} if row["rights"] is None else RIGHTS.load(row["rights"])
    return GuildSettings(**{**row, "rights": rights})
