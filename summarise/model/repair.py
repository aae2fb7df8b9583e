"""What later evidence shows to be wrong with stories, and how it is put right."""

from collections.abc import Mapping
from dataclasses import dataclass

from summarise.model.post import Post


@dataclass(frozen=True, kw_only=True, slots=True)
class Merge:
    """Two stories are one: all articles of the newer go to the older, which keeps its id."""

    older: int
    newer: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """An article sits in the wrong story."""

    article: int
    to: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """A story is two: these articles leave it for a new one; the founding article is not among them."""

    story: int
    articles: tuple[int, ...]


Repair = Merge | Move | Split


@dataclass(frozen=True, kw_only=True, slots=True)
class Mending:
    """Steps to be taken in one transaction, and what is told of them.

    `revisions` are the stories as they were read, all of which have the new `revision` afterwards. `feed` is
    the one whose article gave the evidence.
    """

    steps: tuple[Repair, ...]
    revisions: Mapping[int, int]
    revision: int
    posts: tuple[Post, ...]
    feed: int
