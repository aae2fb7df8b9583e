"""Very many feeds laid into an archive at once: to add each by itself would take minutes."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import sqlalchemy as sa

from feeds.look import Paper, look_into
from feeds.model import NotAFeed
from storage.archive import Archive
from storage.engine import Database
from storage.schema import feed, host, subscription

READ: Final = '"0"'
"""The ETag of feeds that were read before."""


async def lay(
    database: Database,
    addresses: Sequence[str],
    now: datetime,
    *,
    guild: str = "terminal",
    due: Callable[[int], datetime] | None = None,
    known: Callable[[int], bytes] = lambda _: b"",
) -> list[int]:
    """Have these feeds read for a guild, in an archive that has none; their ids, in order.

    Each was read an hour ago, when it held nothing or what `known` has fingerprints of; it is due at once,
    or when `due` says. Each has a host of its own.
    """
    archive = Archive(database)
    first = await archive.feeds.add(address=addresses[0], outlet="Outlet", now=now)
    await archive.subscriptions.subscribe(guild, first.id, "command", now)
    async with database.writing() as tx:
        rows = {
            table.name: dict((await tx.rows(sa.select(table)))[0]) for table in (feed, host, subscription)
        }
        moments = [due(number) if due else now for number in range(len(addresses))]
        past = now - timedelta(hours=1)
        await tx.execute(sa.delete(subscription))
        await tx.execute(sa.delete(feed))
        await tx.execute(sa.delete(host))
        hosts, feeds, subscribed = [], [], []
        for number, (address, moment) in enumerate(zip(addresses, moments, strict=True)):
            name = urlsplit(address).hostname or ""
            told = {"id": first.id + number, "address": address, "host": name, "next_due_at": moment}
            told |= {"etag": READ, "first_read_at": past, "last_read_at": past, "last_polled_at": past}
            told["known"] = known(number)
            feeds.append(tuple((rows["feed"] | told).values()))
            hosts.append(tuple((rows["host"] | {"name": name, "next_at": moment}).values()))
            subscribed.append(tuple((rows["subscription"] | {"feed": first.id + number}).values()))
        await tx.put(host, tuple(rows["host"]), hosts)
        await tx.put(feed, tuple(rows["feed"]), feeds)
        await tx.put(subscription, tuple(rows["subscription"]), subscribed)
    return [first.id + number for number in range(len(addresses))]


def fingerprints(body: bytes) -> bytes:
    """What a feed is known by that answered so: `known` of `lay`."""
    read, _ = look_into(Paper(body=body, address="", content_type="", known=b"", shares_guids=False))
    assert not isinstance(read, NotAFeed)
    return read.known
