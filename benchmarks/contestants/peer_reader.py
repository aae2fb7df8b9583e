"""The peer: the `reader` library, which fetches, parses and keeps feeds in SQLite as Wirewatch does."""

import sys
from pathlib import Path

import feedparser_sgmllib

from benchmarks.measuring import Spent
from benchmarks.results import Sweeps
from benchmarks.wire import address


def run(*, folder: str, port: int, feeds: int, rounds: int) -> Sweeps:
    """Update every feed `rounds` times in a database that stays in `folder`."""
    # the feedparser that it carries looks for this module by its old name
    sys.modules["sgmllib"] = feedparser_sgmllib
    from reader import make_reader

    reader = make_reader(str(Path(folder) / "reader.sqlite"))
    for feed in range(feeds):
        reader.add_feed(address(feed, port), exist_ok=True)
    spent = []
    for _ in range(rounds):
        before = Spent.now()
        reader.update_feeds(scheduled=False)
        spent.append(Spent.now().since(before))
    failed = reader.get_feed_counts(broken=True).total
    if failed:
        raise RuntimeError(f"reader failed on {failed} feeds: its figures do not count")
    return Sweeps(
        wall=[each.wall for each in spent],
        own=[each.own for each in spent],
        workers=[each.workers for each in spent],
    )
