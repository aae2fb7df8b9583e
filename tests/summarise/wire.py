"""Articles, readings and stories for the tests of the desk, written short."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeds.model import Article
from summarise.model import Audience, Mention, Reading, Report, Role, Sentence, Story, Watch

NOON = datetime(2022, 4, 26, 12, tzinfo=UTC)
SEEDS = Path(__file__).parents[2] / "../shared/seeds"

NAMES = {
    "antonio-guterres": "António Guterres",
    "vladimir-putin": "Vladimir Putin",
    "sergey-lavrov": "Sergey Lavrov",
}


def article(
    number: int = 1,
    text: str = "",
    *,
    title: str = "",
    outlet: str = "Meridian Wire",
    feed: int = 1,
    hours: float = 0,
    dated: bool = True,
    silent: bool = False,
) -> Article:
    """Article `number`, published so many hours after noon of 26 April 2022."""
    at = NOON + timedelta(hours=hours)
    return Article(
        id=number,
        feed_id=feed,
        outlet=outlet,
        guid=f"guid-{number}",
        title=title,
        text=text,
        url=f"https://wire.example/{number}",
        author=None,
        published_at=at if dated else None,
        seen_at=at,
        language="en",
        silent=silent,
    )


def reading(text: str = "", actors: dict[str, Role] | None = None) -> Reading:
    """A reading of sentences that end in a full stop, question mark or line break, with these actors."""
    spans, start = [], 0
    for end, character in enumerate(text, 1):
        if character in ".?!\n" or end == len(text):
            begin = start + len(text[start:end]) - len(text[start:end].lstrip())
            stop = begin + len(text[start:end].strip())
            if stop > begin:
                spans.append(Sentence(start=begin, end=stop))
            start = end
    mentions = tuple(
        Mention(start=0, end=1, actor=actor, name=NAMES[actor], role=role)
        for actor, role in (actors or {}).items()
    )
    terms: dict[str, int] = {}
    for word in text.lower().split():
        terms[word.strip(".,?!")] = terms.get(word.strip(".,?!"), 0) + 1
    return Reading(
        language="en",
        sentences=tuple(spans),
        mentions=mentions,
        headline_mentions=(),
        quotes=(),
        statements=(),
        appointments=(),
        terms=terms,
    )


def report(one: Article, actors: dict[str, Role] | None = None) -> Report:
    return Report(article=one, reading=reading(one.text, actors))


def story(*reports: Report, number: int = 7, revision: int = 2) -> Story:
    return Story(id=number, revision=revision, reports=reports)


def watch(*actors: str, guild: str = "a", target: str = "channel:1", number: int = 1) -> Watch:
    return Watch(id=number, guild=guild, target=target, actors=actors, origin="command", created_at=NOON)


def audience(*watches: Watch, guild: str = "a", feeds: tuple[int, ...] = (1,)) -> Audience:
    return Audience(guild=guild, feeds=frozenset(feeds), watches=watches, shown=())


def seeds() -> tuple[Article, Article]:
    """The two seeds as two outlets' articles: the first without its header lines."""
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not here (../shared/seeds)")
    first, second = (path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    title, day, url, text = first.split("\n", 3)
    published = datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC)
    return (
        Article(
            id=101,
            feed_id=11,
            outlet="Europe Sun",
            guid=url,
            title=title,
            text=text,
            url=url,
            author=None,
            published_at=published,
            seen_at=published,
        ),
        Article(
            id=102,
            feed_id=12,
            outlet="The Hill",
            guid="102",
            title="",
            text=second,
            url=None,
            author=None,
            published_at=None,
            seen_at=published + timedelta(hours=2),
        ),
    )
