"""What each part of the ranker and the grouper earns: figures with one part left out, nothing fitted anew."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from rich.table import Table

from bot.cli.lines import article_of, articles_of
from evaluation.sets import SHARED, Row, read, read_shuffled
from summarise.model import Report, Story, Trace
from summarise.reading import reading_of
from summarise.stories.condense import condense
from summarise.stories.group import trace_of
from summarise.stories.likeness import MEASURED
from summarise.stories.memory import MemoryStories
from summarise.stories.weights import SHIPPED as LIKENESS
from summarise.text.rank.weights import GROUPS
from summarise.text.rank.weights import SHIPPED as RANKER

SUMMARIES: Final = {"cnndm_llm": 3, "shuffled": 3, "xsum": 1, "neus": 3, "multinews": 9}
"""Sets, and the sentences of their summaries."""

STREAMS: Final = ("ecbplus", "neus")
NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)

Figures = dict[str, list[float]]


def of_the_ranker() -> Table:
    """ROUGE 1 of each set, shipped and without each of GROUPS."""
    kept: Figures = {}
    for name, sentences in SUMMARIES.items():
        path = SHARED / f"summary_{'cnndm_llm' if name == 'shuffled' else name}.jsonl"
        rows = read_shuffled(path)[0] if name == "shuffled" else read(path)
        stories = [(_story(row), row["gold"]["summary"]) for row in rows]
        for part in ("", *GROUPS):
            weights = RANKER.without(part) if part else RANKER
            kept.setdefault(part, []).append(_rouge(stories, sentences, weights))
    return _table("the ranker, ROUGE 1", list(SUMMARIES), kept)


def of_the_grouper() -> Table:
    """BCubed F of each stream as it is given, shipped, without repair, and without each measure."""
    kept: Figures = {}
    for name in STREAMS:
        rows = read(SHARED / f"group_{name}.jsonl")
        traces = list(_traces(rows))
        gold = [row["gold"]["story"] for row in rows]
        makers: dict[str, Callable[[], MemoryStories]] = {
            "": MemoryStories,
            "repair": lambda: MemoryStories(repairing=False),
        }
        for part in MEASURED:
            makers[part] = lambda part=part: MemoryStories(LIKENESS.without(part))  # type: ignore[misc]
        for part, make in makers.items():
            kept.setdefault(part, []).append(_bcubed(gold, _grouped(make(), traces)))
    return _table("the grouper, BCubed F", list(STREAMS), kept)


def _story(row: Row) -> Story:
    reports = tuple(Report(article=a, reading=reading_of(a)) for a in articles_of(row, NOW))
    return Story(id=0, revision=1, reports=reports)


def _rouge(stories: Sequence[tuple[Story, str]], sentences: int, weights: Any) -> float:
    from rouge_score import rouge_scorer

    scorer = rouge_scorer.RougeScorer(["rouge1"], use_stemmer=True)
    said = (condense(story, sentences, weights=weights).sentences for story, _ in stories)
    marks = [
        scorer.score(gold, "\n".join(each.text for each in told))["rouge1"].fmeasure
        for (_, gold), told in zip(stories, said, strict=True)
    ]
    return 100 * float(sum(marks)) / len(marks)


def _traces(rows: Sequence[Row]) -> Iterator[tuple[Trace, bool]]:
    for number, row in enumerate(rows):
        article = article_of(row, number, NOW)
        yield trace_of(article, reading_of(article)), article.published_at is not None


def _grouped(stories: MemoryStories, traces: Sequence[tuple[Trace, bool]]) -> list[int]:
    for trace, dated in traces:
        stories.place(trace, dated=dated)
    return [stories.story_of(trace.article) for trace, _ in traces]


def _bcubed(gold: Sequence[str], found: Sequence[int]) -> float:
    """BCubed F (Bagga & Baldwin 1998), in per cent."""
    pairs = list(zip(gold, found, strict=True))
    both, right, put = Counter(pairs), Counter(gold), Counter(found)
    precision = sum(both[pair] / put[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / right[pair[0]] for pair in pairs) / len(pairs)
    return 200 * precision * recall / (precision + recall)


def _table(title: str, names: Sequence[str], kept: Figures) -> Table:
    shown = Table("Without", *names, title=title, title_justify="left")
    for part, figures in kept.items():
        losses = (
            f"{figure:.1f}" if not part else f"{figure - whole:+.1f}"
            for figure, whole in zip(figures, kept[""], strict=True)
        )
        shown.add_row(part or "nothing: as shipped", *losses)
    return shown
