"""Whether a feed has moved: permanent redirects are believed once they have been said repeatedly."""

from typing import Final

from feeds.model import Feed, FetchFailed, FetchOutcome, Move

MOVES: Final = 3
"""How many looks in a row must be redirected to the same address, every hop for good (301, 308)."""

LONGEST: Final = 2_048
"""Bytes of an address that a feed may move to: databases index little more."""


def move_of(feed: Feed, outcome: FetchOutcome) -> Move:
    """Where this look was led for good, and whether that is the feed's address from now on.

    `outcome` is what the look came to after parsing: a page that holds no feed moves nothing. A failure
    leaves what is known; a look that was not led elsewhere for good, or to another place, begins anew.
    """
    if isinstance(outcome, FetchFailed):
        return Move(to=feed.moved_to, times=feed.moved_times)
    to = outcome.address
    if not outcome.moved or to in ("", feed.address) or len(to.encode("utf-8", "replace")) > LONGEST:
        return Move()
    times = feed.moved_times + 1 if to == feed.moved_to else 1
    return Move(to=to, times=times, believed=times >= MOVES)
