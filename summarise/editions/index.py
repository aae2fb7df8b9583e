"""Which of many watches a story may concern, without asking each of them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from feeds.model import Article
from summarise.actors.owner import owner
from summarise.editions.keywords import Keywords
from summarise.model import Story, Watch

REMEMBERED: Final = 5_000
"""Articles whose keywords are remembered; a story's older ones come again with each new one."""


class WatchIndex:
    """Watches by what they ask for first: one story, actors, keywords, or neither."""

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._following: defaultdict[int, list[Watch]] = defaultdict(list)
        self._by_actor: defaultdict[str, list[Watch]] = defaultdict(list)
        self._by_keyword: defaultdict[str, list[Watch]] = defaultdict(list)
        self._others: list[Watch] = []
        self._places: dict[int, int] = {}
        for place, watch in enumerate(watches):
            self._places[watch.id] = place
            self._put(watch)
        self._keywords = Keywords(self._by_keyword)
        self._found: dict[tuple[int, int], frozenset[str]] = {}

    def candidates(self, story: Story) -> tuple[Watch, ...]:
        """Every watch that may ask for the story as some guild hears it, in the order given, each once.

        Those are the watches that follow it; those with one of its actors, a guild's own for that guild
        alone; those without actors, one of whose keywords stands in a report; and those with neither.
        """
        found = {watch.id: watch for watch in (*self._following.get(story.id, ()), *self._others)}
        for actor in story.actors:
            found.update((watch.id, watch) for watch in self._by_actor.get(actor, ()))
        for actor in {added for report in story.reports for added in report.reading.added_actors}:
            mine = (watch for watch in self._by_actor.get(actor, ()) if watch.guild == owner(actor))
            found.update((watch.id, watch) for watch in mine)
        if self._by_keyword:
            for keyword in frozenset().union(*(self._in(report.article) for report in story.reports)):
                found.update((watch.id, watch) for watch in self._by_keyword[keyword])
        return tuple(sorted(found.values(), key=lambda watch: self._places[watch.id]))

    def _put(self, watch: Watch) -> None:
        if watch.story is not None:
            self._following[watch.story].append(watch)
        elif watch.actors:
            for actor in dict.fromkeys(watch.actors):
                self._by_actor[actor].append(watch)
        elif watch.keywords:
            for keyword in dict.fromkeys(watch.keywords):
                self._by_keyword[keyword].append(watch)
        else:
            self._others.append(watch)

    def _in(self, article: Article) -> frozenset[str]:
        """The keywords that stand in an article's title or text."""
        told = hash((article.title, article.text))
        found = self._found.get((article.id, told))
        if found is None:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            found = self._keywords.found(f"{article.title}\n{article.text}")
            self._found[article.id, told] = found
        return found
