"""This server's stories to choose from, by words of their headlines."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Final

import discord
from rapidfuzz import fuzz, process

from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.place import guild_of
from bot.quoted import feeds_of
from bot.render.escape import plain
from bot.render.limits import CHOICES
from bot.words import t
from storage.archive import Archive
from summarise.text.mend import shown
from summarise.text.searching.terms import composed, folded
from summarise.text.words import tokens

ALIKE: Final = 75.0
"""Percent: how much of a misspelt word's letters must be those of a word of the headline."""

SHORTEST: Final = 4
"""Letters of a word that may be misspelt."""

ENOUGH: Final = 5
"""With so many of the newest stories no older ones are looked for."""

NEWEST: Final = 600
"""Headlines that are compared; older stories are found by whole words alone."""


@suggesting
async def stories(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The newest stories, or those whose headlines have what was typed, nearly: the newest first."""
    archive = desk_of(interaction).archive
    feeds = await feeds_of(archive, guild_of(interaction))
    found = await fitting(archive, feeds, current)
    return choices([(plain(shown(title)) or t("Untitled"), str(story)) for story, title in found])


async def fitting(archive: Archive, feeds: frozenset[int], typed: str) -> tuple[tuple[int, str], ...]:
    """Stories that the text may mean, with a headline of each, at most 25: the likeliest first."""
    newest: dict[int, str] = {}
    for story, title in await archive.headlines.titles(feeds, NEWEST):
        newest.setdefault(story, title)
    wanted = _words(typed)
    if not wanted:
        return tuple(newest.items())[:CHOICES]
    found = {story: newest[story] for story in _alike(wanted, newest)}
    if len(found) < ENOUGH:
        for story, title in await archive.search.titles(feeds, typed, CHOICES):
            found.setdefault(story, title)
    return tuple(found.items())[:CHOICES]


def _alike(wanted: Sequence[str], titles: Mapping[int, str]) -> list[int]:
    """The stories whose headlines have each word, or its beginning, as typed; then those that nearly do."""
    words = {story: _words(title) for story, title in titles.items()}
    every = list(dict.fromkeys(chain.from_iterable(words.values())))
    scores: list[dict[str, float]] = []
    for word in wanted:
        near = (
            {}
            if len(word) < SHORTEST
            else {
                found: score
                for found, score, _ in process.extract(
                    word, every, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
                )
            }
        )
        scores.append(near | {each: 100.0 for each in every if each.startswith(word)})
    fitting: dict[int, float] = {}
    for story, own in words.items():
        best = [max((near.get(word, 0.0) for word in own), default=0.0) for near in scores]
        if all(best):
            fitting[story] = sum(best)
    return sorted(fitting, key=lambda story: -fitting[story])


@lru_cache(maxsize=4 * NEWEST)
def _words(text: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable(map(folded, tokens(composed(text)))))
