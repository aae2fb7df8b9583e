"""What later evidence shows to be wrong with stories, and how it is put right."""

from collections.abc import Mapping
from dataclasses import dataclass

from feeds.model import Article
from summarise.model.post import Told


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
class Unmended:
    """A saved article in this story, which is to be looked at again with those near it.

    `held` says that somebody is to be told of the story for the first time once that is done; `tries` counts
    how often it was begun, this time included.
    """

    article: Article
    story: int
    near: tuple[int, ...]
    held: bool
    tries: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Mending:
    """What looking again came to: steps to be taken in one transaction, and what is told then.

    `revisions` are the stories as they were read, all of which have the new `revision` afterwards. Posts that
    speak of story 0 speak of the one that the article leaves for by a Split.
    """

    done: Unmended
    steps: tuple[Repair, ...]
    revisions: Mapping[int, int]
    revision: int
    told: Told
