"""What stands beside an article's words in the index: its feed, and whom it names."""

from collections.abc import Iterable
from hashlib import blake2b

from storage.columns import sound
from summarise.text.searching import Sought


def marks_of(feed: int, actors: Iterable[str]) -> tuple[str, ...]:
    """What stands for an article's feed, and then for those whom it names."""
    return (feed_mark(feed), *map(actor_mark, actors))


def feed_mark(feed: int) -> str:
    """What stands for a feed."""
    return f"f{feed}"


def actor_mark(actor: str) -> str:
    """What stands for an actor, whatever their id holds."""
    return f"a0{blake2b(sound(actor).encode(), digest_size=8).hexdigest()}"


def feed_of(terms: Sought) -> int:
    """The feed that the first of the marks stands for."""
    return int(terms.marks[0].removeprefix("f"))
