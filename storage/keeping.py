"""What is kept no longer: each goes a little at a time, so that nobody waits for it."""

from datetime import datetime

from storage import attempts, background, events, forgetting, retention, traces, vacuum, views
from storage.engine import Database
from storage.sought.merging import merge


class Keeping:
    """All that makes what is stored go."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, before: datetime) -> int:
        """Delete what is older than this moment, a story at a time, some in each of a few transactions.

        How many articles went: call again until none does.
        """
        return await retention.forget(self._database, before)

    async def forget_guild(self, guild: str, left_before: datetime | None = None) -> int:
        """Delete all that is kept of a guild; how many rows went.

        With `left_before` none of one that the bot did not leave before, or is back in.
        """
        return await forgetting.forget_guild(self._database, guild, left_before)

    async def forget_person(self, person: str) -> int:
        """Delete all that is kept of a person; how many rows went or no longer name them."""
        return await forgetting.forget_person(self._database, person)

    async def forget_posts(self, before: datetime) -> int:
        """Delete what was posted before this moment about stories that are kept no more, some at a time.

        How many deliveries went: call again until none does.
        """
        return await retention.forget_posts(self._database, before)

    async def merge_index(self) -> bool:
        """Put SQLite's index of words together, as far as one transaction goes, where enough went from it.

        The words of what went stand in it until then. Whether something is left to do: call again then.
        """
        return await merge(self._database)

    async def tidy(self) -> int:
        """Give some of the room that deleted rows left back to the disk; how many pages that were.

        PostgreSQL does so by itself (autovacuum). Call again until it is none.
        """
        return await vacuum.shrink(self._database)

    async def empty_log(self) -> bool:
        """Leave nothing of what was deleted in SQLite's log; False where somebody who reads prevents it."""
        return await vacuum.empty_log(self._database)

    async def forget_counts(self, now: datetime) -> int:
        """Drop counts of terms that no open story is weighed by, as far as one transaction goes.

        How many rows went: call again until none does.
        """
        async with self._database.writing() as tx:
            return await background.forget_versions(tx, now)

    async def trim_traces(self, now: datetime) -> int:
        """Empty what is remembered of closed stories' articles and never asked for, as far as one goes.

        How many articles that were: call again until none is.
        """
        async with self._database.writing() as tx:
            return await traces.trim(tx, now)

    async def forget_attempts(self, now: datetime) -> int:
        """Delete what became of deliveries a month ago and earlier, as far as one transaction goes.

        How many rows went: call again until none does.
        """
        async with self._database.writing() as tx:
            return await attempts.forget(tx, now)

    async def forget_replaced(self, now: datetime) -> int:
        """Delete what was never sent as something newer took its place, a month ago and earlier.

        How many rows went: call again until none does.
        """
        async with self._database.writing() as tx:
            return await retention.forget_replaced(tx, now)

    async def forget_views(self, now: datetime) -> int:
        """Delete what was shown to people years ago, as far as one transaction goes.

        How many rows went: call again until none does.
        """
        async with self._database.writing() as tx:
            return await views.forget(tx, now)

    async def forget_events(self, now: datetime) -> int:
        """Delete which events appointments got a year ago and earlier, as far as one transaction goes.

        How many rows went: call again until none does.
        """
        async with self._database.writing() as tx:
            return await events.forget(tx, now)
